import { expect, test } from 'vitest';
import { rows } from './cells';

test('tables are compared cell by cell', () => {
  const compared = rows('level,points\nrunner,100\npacer,300\nstar,900\n', 'level,points\nrunner,100\npacer,350\nstar,900\nlegend,2000\n');

  expect(compared.map((row) => row.kind)).toEqual(['same', 'same', 'changed', 'same', 'added']);
  expect(compared[2]!.cells).toEqual([{ before: 'pacer', after: 'pacer' }, { before: '300', after: '350' }]);
  expect(rows('a,b\n1,2\n', 'a,b\n').map((row) => row.kind)).toEqual(['same', 'removed']);
  expect(rows('', 'a\n').map((row) => row.kind)).toEqual(['added']);
  expect(rows('a,"x, y"\n', 'a,"x, z"\n')[0]!.cells[1]).toEqual({ before: 'x, y', after: 'x, z' });
});
