import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstLanguage, pick } from '.';
import { en } from './en';
import { zh } from './zh';

function keys(texts: object, before = ''): string[] {
  return Object.entries(texts).flatMap(([name, value]) => (typeof value === 'string' ? [before + name] : keys(value as object, `${before}${name}.`)));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [readFileSync(join(folder, entry.name), 'utf8')] : [],
  );
}

test('both languages have the same texts', () => {
  expect(keys(en).sort()).toEqual(keys(zh).sort());
});

test('no text is empty, and both fill in the same values', () => {
  const at = (texts: object, key: string) => key.split('.').reduce<unknown>((found, name) => (found as Record<string, unknown>)[name], texts) as string;
  const values = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort();
  for (const key of keys(zh)) {
    expect(at(zh, key), key).not.toBe('');
    expect(at(en, key), key).not.toBe('');
    expect(values(at(en, key)), key).toEqual(values(at(zh, key)));
  }
});

test('every text that a page asks for is there', () => {
  const known = new Set(keys(zh));
  const asked = sources(join(import.meta.dirname, '..')).flatMap((source) => [...source.matchAll(/\bt\('([\w.]+)'/g)].map((found) => found[1]!));
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
});

test('the first language is the chosen one, then the browser’s, then Chinese', () => {
  expect(firstLanguage('en', ['zh-CN'])).toBe('en');
  expect(firstLanguage(null, ['en-GB', 'zh-CN'])).toBe('en');
  expect(firstLanguage(null, ['zh-TW'])).toBe('zh');
  expect(firstLanguage(null, ['fr'])).toBe('zh');
  expect(firstLanguage('nonsense', [])).toBe('zh');
});

test('a text of the server falls back to what there is', () => {
  expect(pick({ zh: '积分', en: 'points' }, 'en')).toBe('points');
  expect(pick({ zh: '积分' }, 'en')).toBe('积分');
  expect(pick('plain', 'en')).toBe('plain');
  expect(pick('发送欢迎 Send welcome', 'zh')).toBe('发送欢迎');
  expect(pick('发送欢迎 Send welcome', 'en')).toBe('Send welcome');
  expect(pick(null, 'en')).toBe('');
});

test('every act that the server writes to the audit has a name', () => {
  const java = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? java(join(folder, entry.name)) : entry.name.endsWith('.java') ? [readFileSync(join(folder, entry.name), 'utf8')] : []));
  const acts = java(join(__dirname, '../../../java')).flatMap((text) => (/[aA]udit/.test(text) ? [...text.matchAll(/\.record\(\s*"([a-z-]+\.[a-z.-]*)"/g)].map((found) => found[1]!) : []));
  const { audit, auditAct } = zh.term as { audit: { of: Record<string, string>; did: Record<string, string> }; auditAct: Record<string, string> };
  const unnamed = acts.filter((act) => {
    const [of = '', ...did] = act.replaceAll('-', '_').split('.');
    return !auditAct[[of, ...did].join('_')] && !(audit.of[of] && (act.endsWith('.') || audit.did[did.join('_')]));
  });
  expect(acts.length).toBeGreaterThan(80);
  expect(unnamed).toEqual([]);
});
