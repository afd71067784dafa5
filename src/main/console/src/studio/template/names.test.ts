import { expect, test } from 'vitest';
import { expression, formOf, isShown, properties, templateOf, variables } from './names';

test('a file belongs to its template, what is shared to none', () => {
  expect(templateOf('templates/onboarding/welcome/subject.ftl')).toEqual({ id: 'onboarding/welcome', file: 'subject.ftl' });
  expect(templateOf('templates/onboarding/welcome/expected/zh.html.html')).toBeUndefined();
  expect(templateOf('templates/_layout/email.mjml')).toBeUndefined();
  expect(templateOf('templates/model.yaml')).toBeUndefined();
  expect(formOf('wechat.json.ftl')).toBe('card');
});

test('all that a template may show, with what it is', () => {
  const all = variables({ languages: ['zh'], variables: { 'member.name': 'text', 'order.id': 'text' } }, { links: { charter: 'https://x' }, values: { code: 'text' } }, { hello: '你好' });
  expect(all.map((one) => one.name)).toEqual(['member.name', 'order.id', 'link.charter', 'link.unsubscribe', 'link.preferences', 'values.code', 'text.hello']);
  expect(all[0]!.meaning).toEqual({ key: 'member_name' });
  expect(all[1]!.meaning).toEqual({ text: 'text' });
});

test('texts are read from their file', () => {
  expect(properties('# no = comment\nhello = ${member.name}，你好\n\nend=bye')).toEqual({ hello: '${member.name}，你好', end: 'bye' });
});

test('names are offered where an expression is written, and nowhere else', () => {
  expect(expression('Hello ${mem')).toEqual({ typed: 'mem', open: true });
  expect(expression('Hello ${member.')).toEqual({ typed: 'member.', open: true });
  expect(expression('<#if member.points > 100 && mem')).toBeUndefined();
  expect(expression('<#if mem')).toEqual({ typed: 'mem', open: true });
  expect(expression('Hello $')).toEqual({ typed: '$', open: false });
  expect(expression('Hello ${member.name} and')).toBeUndefined();
  expect(expression('${member.name?up')).toBeUndefined();
});

test('what can not be shown as it is, is not offered to be shown', () => {
  const model = { languages: ['zh'], variables: { 'member.badges': 'list', 'member.name': 'text' } };
  expect(variables(model, undefined, {}).filter(isShown).map((one) => one.name)).not.toContain('member.badges');
  expect(variables(model, undefined, {}).filter(isShown).map((one) => one.name)).toContain('member.name');
});
