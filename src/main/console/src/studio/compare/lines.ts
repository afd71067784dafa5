/** Finds what differs between two lists, and shows it in an order that people can read. */

export interface Line {
  kind: 'same' | 'changed' | 'added' | 'removed';
  /** Counted from 1, where that side has the line. */
  old?: number;
  now?: number;
  before?: string;
  after?: string;
}

export interface Piece {
  text: string;
  differs: boolean;
}

const MOST = 4_000_000;

/** The longest list that both have in order, as pairs of places; where they differ by too much for that, only their ends. */
export function common<T>(old: T[], now: T[]): [number, number][] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const pairs: [number, number][] = Array.from({ length: start }, (_, at) => [at, at]);
  pairs.push(...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)).map(([i, j]): [number, number] => [i + start, j + start]));
  for (let at = end; at > 0; at--) pairs.push([old.length - at, now.length - at]);
  return pairs;
}

function middle<T>(old: T[], now: T[]): [number, number][] {
  if (old.length * now.length > MOST) return [];
  const width = now.length + 1;
  const best = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) for (let j = now.length - 1; j >= 0; j--) best[i * width + j] = old[i] === now[j] ? best[(i + 1) * width + j + 1]! + 1 : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** Two texts by line: lines that both have are paired, those between them by order. */
export function lines(before: string, after: string): Line[] {
  const old = split(before);
  const now = split(after);
  const result: Line[] = [];
  let i = 0;
  let j = 0;
  for (const [a, b] of [...common(old, now), [old.length, now.length] as const]) {
    while (i < a && j < b) result.push({ kind: 'changed', old: i + 1, now: j + 1, before: old[i++], after: now[j++] });
    while (i < a) result.push({ kind: 'removed', old: i + 1, before: old[i++] });
    while (j < b) result.push({ kind: 'added', now: j + 1, after: now[j++] });
    if (a < old.length) result.push({ kind: 'same', old: i + 1, now: j + 1, before: old[i++], after: now[j++] });
  }
  return result;
}

/** A file's last line ends with the file; an empty one after it is none. */
function split(text: string): string[] {
  const all = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (all[all.length - 1] === '') all.pop();
  return all;
}

/** Two lines by word, by character where words have no spaces between them. */
export function pieces(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const old = words(before);
  const now = words(after);
  const pairs = common(old, now);
  const whole = pairs.reduce((sum, [i]) => sum + old[i]!.trim().length, 0);
  // Lines that share next to nothing are read better whole.
  if (whole * 4 < Math.max(before.trim().length, after.trim().length)) return { before: [{ text: before, differs: true }], after: [{ text: after, differs: true }] };
  return { before: joined(old, new Set(pairs.map(([i]) => i))), after: joined(now, new Set(pairs.map(([, j]) => j))) };
}

const words = (text: string) => text.match(/[A-Za-z0-9_.]+|\s+|./gsu) ?? [];

function joined(all: string[], same: Set<number>): Piece[] {
  const result: Piece[] = [];
  all.forEach((text, at) => {
    const last = result[result.length - 1];
    if (last && last.differs === !same.has(at)) last.text += text;
    else result.push({ text, differs: !same.has(at) });
  });
  return result;
}

/** What is far from any difference is folded: runs of lines that are shown, and how many lie between them. */
export function folded(all: Line[], kept: (line: Line) => boolean, margin = 3): (Line[] | number)[] {
  const near = new Set<number>();
  all.forEach((line, at) => {
    if (line.kind !== 'same' || kept(line)) for (let other = at - margin; other <= at + margin; other++) near.add(other);
  });
  const result: (Line[] | number)[] = [];
  for (let at = 0; at < all.length; ) {
    let end = at;
    if (near.has(at)) {
      while (end < all.length && near.has(end)) end++;
      result.push(all.slice(at, end));
    } else {
      while (end < all.length && !near.has(end)) end++;
      result.push(end - at > 2 ? end - at : all.slice(at, end));
    }
    at = end;
  }
  // Neighbours that are both shown are one run.
  return result.reduce<(Line[] | number)[]>((runs, run) => {
    const last = runs[runs.length - 1];
    if (Array.isArray(run) && Array.isArray(last)) last.push(...run);
    else runs.push(Array.isArray(run) ? [...run] : run);
    return runs;
  }, []);
}

/** Where a remark belongs now: the line that says what it said then, the nearest of them; nothing where it is gone. */
export function placeOf(remark: { line?: number | null; quote?: string | null }, after: string): number | undefined {
  if (!remark.line) return undefined;
  const all = split(after);
  if (!remark.quote) return remark.line <= all.length ? remark.line : undefined;
  const says = (line: string | undefined) => line !== undefined && line.trim().slice(0, 300) === remark.quote;
  for (let far = 0; far <= all.length; far++) {
    for (const line of [remark.line - far, remark.line + far]) if (says(all[line - 1])) return line;
  }
  return undefined;
}
