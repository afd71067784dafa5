import { firstLines } from '../parts/csv';

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

/** The longest list of rows that both have in order. */
function common(old: string[], now: string[]): (readonly [number, number])[] {
  const width = now.length + 1;
  const best = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) for (let j = now.length - 1; j >= 0; j--) best[i * width + j] = old[i] === now[j] ? best[(i + 1) * width + j + 1]! + 1 : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}
