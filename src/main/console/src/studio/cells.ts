import { firstLines } from '../parts/csv';
import { common } from './compare/lines';

export interface Row {
  kind: 'same' | 'changed' | 'added' | 'removed';
  cells: { before?: string; after?: string }[];
}

const LARGEST = 2000;

/** Pairs the rows of two tables: equal rows first, then what lies between them by order. */
export function rows(before: string, after: string): Row[] {
  const old = firstLines(before, ',', LARGEST);
  const now = firstLines(after, ',', LARGEST);
  const same = common(old.map(key), now.map(key));
  const result: Row[] = [];
  let i = 0;
  let j = 0;
  for (const [a, b] of [...same, [old.length, now.length] as const]) {
    while (i < a && j < b) result.push(row('changed', old[i++], now[j++]));
    while (i < a) result.push(row('removed', old[i++], undefined));
    while (j < b) result.push(row('added', undefined, now[j++]));
    if (a < old.length) result.push(row('same', old[i++], now[j++]));
  }
  return result;
}

function row(kind: Row['kind'], before: string[] | undefined, after: string[] | undefined): Row {
  const old = before ?? [];
  const now = after ?? [];
  return { kind, cells: Array.from({ length: Math.max(old.length, now.length) }, (_, at) => ({ before: before === undefined ? undefined : (old[at] ?? ''), after: after === undefined ? undefined : (now[at] ?? '') })) };
}

const key = (cells: string[]) => cells.join('\u0001');
