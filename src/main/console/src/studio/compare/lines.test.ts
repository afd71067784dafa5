import { expect, test } from 'vitest';
import { common, folded, lines, pieces, placeOf } from './lines';

test('lines that both have are paired, and those between them by order', () => {
  expect(lines('a\nb\nc\n', 'a\nB\nc\nd\n').map(({ kind, old, now }) => [kind, old, now])).toEqual([
    ['same', 1, 1],
    ['changed', 2, 2],
    ['same', 3, 3],
    ['added', undefined, 4],
  ]);
  expect(lines('a\nb', 'b').map((line) => line.kind)).toEqual(['removed', 'same']);
  expect(lines('', 'x\n')).toEqual([{ kind: 'added', now: 1, after: 'x' }]);
});

test('lists too long to compare keep their ends', () => {
  const old = Array.from({ length: 3000 }, (_, at) => `old ${at}`);
  const now = Array.from({ length: 3000 }, (_, at) => `now ${at}`);
  expect(common(['first', ...old, 'last'], ['first', ...now, 'last'])).toEqual([[0, 0], [3001, 3001]]);
});

test('a changed line shows the words that changed', () => {
  expect(pieces('award 5 points', 'award 8 points').after).toEqual([{ text: 'award ', differs: false }, { text: '8', differs: true }, { text: ' points', differs: false }]);
  expect(pieces('奖励 5 积分', '奖励 15 积分').before.filter((one) => one.differs)).toEqual([{ text: '5', differs: true }]);
  expect(pieces('abc', 'something else').after).toEqual([{ text: 'something else', differs: true }]);
});

test('what is far from a difference is folded, but not what somebody spoke about', () => {
  const before = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`);
  const after = before.map((line) => (line === 'line 20' ? 'line twenty' : line));
  const all = lines(before.join('\n'), after.join('\n'));
  expect(folded(all, () => false).map((run) => (typeof run === 'number' ? run : run.length))).toEqual([16, 7, 17]);
  expect(folded(all, (line) => line.now === 2).map((run) => (typeof run === 'number' ? run : run.length))).toEqual([5, 11, 7, 17]);
});

test('a remark follows its line', () => {
  expect(placeOf({ line: 2, quote: 'b' }, 'x\na\nb\n')).toBe(3);
  expect(placeOf({ line: 2, quote: 'b' }, 'a\nc\n')).toBeUndefined();
  expect(placeOf({ line: 2 }, 'a\nc\n')).toBe(2);
});
