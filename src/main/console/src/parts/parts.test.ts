import { expect, test } from 'vitest';
import { firstLines, likelySeparator } from './csv';
import { parts } from './rule';
import { relative } from './moments';

test('a CSV file is read with its quotes, separators and line breaks', () => {
  expect(firstLines('a,b\r\n"x, ""y""",2\n"two\nlines",3\n4,5', ',', 3)).toEqual([
    ['a', 'b'],
    ['x, "y"', '2'],
    ['two\nlines', '3'],
  ]);
  expect(likelySeparator('a;b;c\n1;2;3')).toBe(';');
  expect(likelySeparator(' 00004  19970101  2  29.33')).toBe('whitespace');
  expect(firstLines(' 00004  19970101', 'whitespace', 1)).toEqual([['00004', '19970101']]);
});

test('a rule’s conditions and outcomes are told apart in both languages', () => {
  const told = (lines: string[]) => parts(lines).map((line) => (line.word ? 'word' : line.name ? 'name' : line.part));
  expect(told(['rule "Hello"', 'why: x', 'when', '  a', 'then', '  b', 'end'])).toEqual(['name', 'head', 'word', 'when', 'word', 'then', 'word']);
  expect(told(['规则 “你好”', '当', '  甲', '那么', '  乙', '结束'])).toEqual(['name', 'word', 'when', 'word', 'then', 'word']);
});

test('times are told from now, in the reader’s language', () => {
  const now = Date.parse('2026-03-14T09:00:00Z');
  expect(relative(new Date('2026-03-14T08:57:00Z'), now, 'en')).toBe('3 minutes ago');
  expect(relative(new Date('2026-03-14T11:00:00Z'), now, 'en')).toBe('in 2 hours');
  expect(relative(new Date('2026-03-13T08:00:00Z'), now, 'zh')).toBe('昨天');
});
