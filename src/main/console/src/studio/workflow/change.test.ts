import { expect, test } from 'vitest';
import { free } from './change';

const task = { x: 100, y: 100, width: 100, height: 80 };

test('what is put down without a place chosen lies on nothing else', () => {
  expect(free([], 150, 140, { width: 36, height: 36 })).toBe(140);
  expect(free([task], 400, 140, { width: 36, height: 36 })).toBe(140);
  const below = free([task], 150, 140, { width: 36, height: 36 });
  expect(below - 18).toBeGreaterThanOrEqual(task.y + task.height);
  const further = free([task, { ...task, y: 200 }], 150, 140, { width: 36, height: 36 });
  expect(further - 18).toBeGreaterThanOrEqual(280);
});
