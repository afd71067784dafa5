import { expect, test } from 'vitest';
import { moments, stacked, steps } from './scale';

test('steps are round and reach the highest value', () => {
  expect(steps(0)).toEqual([0, 1]);
  expect(steps(2)).toEqual([0, 1, 2]);
  expect(steps(17)).toEqual([0, 10, 20]);
  expect(steps(1_234)).toEqual([0, 500, 1000, 1500]);
});

test('what is stacked stands on what is below, the rest side by side', () => {
  const day = '2026-03-14T00:00:00Z';
  const { drawn, places, times } = stacked([
    { name: 'a', kind: 'bar', stack: 's', values: [[day, 3]] },
    { name: 'b', kind: 'bar', stack: 's', values: [[day, 4]] },
    { name: 'c', kind: 'bar', values: [[day, 5]] },
  ]);
  expect(drawn.map((line) => [line.points[0]!.from, line.points[0]!.to, line.place])).toEqual([[0, 3, 0], [3, 7, 0], [0, 5, 1]]);
  expect(places).toBe(2);
  expect(times).toEqual([Date.parse(day)]);
});

test('a week is told by days, an hour by minutes, and never too often', () => {
  const start = new Date(2026, 2, 14, 9, 0).getTime();
  expect(moments(start, start + 6 * 86_400_000, 7).map((at) => new Date(at).getDate())).toEqual([15, 16, 17, 18, 19, 20]);
  expect(moments(start, start + 3_600_000, 5)).toHaveLength(5);
  expect(moments(start, start + 400 * 86_400_000, 6).length).toBeLessThanOrEqual(6);
  expect(moments(start, start, 6)).toEqual([start]);
});
