import { expect, test } from 'vitest';
import { columnOf, partsOf, read, withCells, write } from './csv';

const text = 'why,points show much\r\nhow often,once\r\n\r\nrule,"the member has at least {n} points, or so",the level becomes {level}\r\n"A ""first"" rule",100,Regular\r\nB,"two\nlines",Pacer';

test('what nobody touches stays byte for byte', () => {
  expect(write(read(text)!)).toBe(text);
  for (const odd of ['', '\n', 'a', 'a\n', ',,\n', '"a"\n"b"', 'a,"b ""c""",d\n']) expect(write(read(odd)!)).toBe(odd);
});

test('cells with commas, quotes and lines in them are read, with the line that they begin in', () => {
  const rows = read(text)!;
  expect(rows[4]!.cells).toEqual(['A "first" rule', '100', 'Regular']);
  expect(rows[5]).toMatchObject({ line: 6, cells: ['B', 'two\nlines', 'Pacer'] });
  expect(read('a,"b\n')).toBeUndefined();
});

test('only the row that changes is written anew', () => {
  const rows = read(text)!;
  rows[4] = withCells(rows[4]!, ['A "first" rule', '200', 'Regular, or more']);
  expect(write(rows)).toBe(text.replace('"A ""first"" rule",100,Regular', '"A ""first"" rule",200,"Regular, or more"'));
});

test('words for all rows stand above the titles, rules below', () => {
  const words = new Set(['why', 'how often', '频率']);
  expect(partsOf(read(text)!, (word) => words.has(word))).toEqual({ heads: [0, 1], titles: 3, rules: [4, 5] });
  expect(partsOf(read('频率：每次\n规则,{n}\n')!, (word) => words.has(word))).toEqual({ heads: [0], titles: 1, rules: [] });
  expect(partsOf(read('\n')!, () => false)).toBeUndefined();
});

test('a finding names its cell', () => {
  expect(columnOf("Cell C5: 'x' is not a level.")).toBe(2);
  expect(columnOf('Cell AB12 looks like a formula.')).toBe(27);
  expect(columnOf('There is no rule in this table.')).toBeUndefined();
});
