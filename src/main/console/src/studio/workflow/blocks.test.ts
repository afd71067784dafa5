import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blocksOf, condition, conditionText, heat, idFor, several, stepOf, type ElementTemplate } from './blocks';

const templates = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../resources/io/hearth/journey/element-templates.json'), 'utf8')) as ElementTemplate[];
const blocks = blocksOf({ templates, kinds: { 'send-message': { template: 'template', values: 'text-variables' } } });

test('each block has its form', () => {
  expect(blocks).toHaveLength(templates.length);
  const send = blocks.find((one) => one.topic === 'send-message')!;
  expect(send.fixed).toEqual([{ attribute: true, name: 'camunda:type', value: 'external' }, { attribute: true, name: 'camunda:topic', value: 'send-message' }]);
  expect(send.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([['template', 'template', true], ['values', 'text-variables', false]]);
  expect(several('text-variables')).toBe(true);
  expect(blocks.find((one) => one.topic === 'send-in-waves')!.fields[0]).toMatchObject({ kind: 'choice', value: 'offer' });
  expect(blocks.find((one) => one.topic === 'ask-several')).toMatchObject({ on: 'bpmn:UserTask', fixed: [] });
});

test('simple conditions are two fields, others stay text', () => {
  expect(condition("${checkIn == 'needs-help'}")).toEqual({ variable: 'checkIn', value: 'needs-help' });
  expect(condition('${hasWarmUp}')).toEqual({ variable: 'hasWarmUp', value: undefined });
  expect(condition('${amount == 5}')).toEqual({ variable: 'amount', value: '5' });
  expect(condition('${a > 1}')).toBeUndefined();
  expect(conditionText('checkIn', "needs-'help", 'text')).toBe("${checkIn == 'needs-help'}");
  expect(conditionText('amount', '5', 'number')).toBe('${amount == 5}');
  expect(conditionText('hasWarmUp', '', 'boolean')).toBe('${hasWarmUp}');
});

test('ids can be read, and are free', () => {
  const taken = new Set(['serviceTask_SendMessage']);
  expect(idFor('bpmn:ServiceTask', 'send-message', (id) => taken.has(id))).toBe('serviceTask_SendMessage2');
  expect(idFor('bpmn:ExclusiveGateway', 'Which', () => false)).toBe('gateway_Which');
});

test('a finding leads to its step', () => {
  const xml = '<a id="p">\n<b id="serviceTask_A">\n<c id="timer_1"/>\n</b>\n</a>';
  const known = (id: string) => ['serviceTask_A', 'serviceTask_B'].includes(id);
  const at = (line: number, message: string) => stepOf({ severity: 'ERROR', file: 'f', line, message }, xml, known);
  expect(at(3, 'a timer is wrong')).toBe('serviceTask_A');
  expect(at(1, "step 'serviceTask_B' names no template")).toBe('serviceTask_B');
  expect(at(1, 'nothing here')).toBeUndefined();
  expect(at(0, 'the file')).toBeUndefined();
});

test('the most is the darkest', () => {
  expect([heat(0, 10), heat(1, 10), heat(5, 10), heat(10, 10), heat(null, 10), heat(3, 0)]).toEqual([0, 1, 3, 5, 0, 0]);
});
