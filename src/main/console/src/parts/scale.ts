/** Where values stand on a chart. */

export interface Line {
  name: string;
  values: [string | number, number][];
  kind?: 'line' | 'bar';
  stack?: string;
}

export interface Drawn {
  name: string;
  kind: 'line' | 'bar';
  /** Where each value begins and ends: what is stacked begins where the one below ends. */
  points: { at: number; from: number; to: number; value: number }[];
  /** Which of the bars that stand beside each other. */
  place: number;
}

/** Round steps from zero to at least the highest value. */
export function steps(highest: number, wanted = 3): number[] {
  const rough = Math.max(highest, 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough)!);
  const count = Math.max(1, Math.ceil(Math.max(highest, 1) / step));
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

export function stacked(lines: Line[]): { drawn: Drawn[]; times: number[]; places: number } {
  const heights = new Map<string, number>();
  const places: string[] = [];
  const drawn = lines.map((line, index): Drawn => {
    const stack = line.stack ?? `#${index}`;
    const kind = line.kind ?? 'line';
    if (kind === 'bar' && !places.includes(stack)) places.push(stack);
    const points = line.values.map(([x, value]) => {
      const at = new Date(x).getTime();
      const key = `${stack} ${at}`;
      const from = line.stack ? (heights.get(key) ?? 0) : 0;
      heights.set(key, from + value);
      return { at, from, to: from + value, value };
    });
    return { name: line.name, kind, points: points.sort((one, other) => one.at - other.at), place: Math.max(0, places.indexOf(stack)) };
  });
  const times = [...new Set(drawn.flatMap((line) => line.points.map((point) => point.at)))].sort((one, other) => one - other);
  return { drawn, times, places: Math.max(1, places.length) };
}

const units = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 4320, 10_080, 20_160, 44_640, 89_280, 133_920].map((minutes) => minutes * 60_000);

/** Times that people would name, at most so many, between two others. */
export function moments(first: number, last: number, most: number): number[] {
  if (last <= first) return [first];
  const step = units.find((unit) => (last - first) / unit <= most) ?? units[units.length - 1]!;
  const day = 86_400_000;
  const start = new Date(first);
  // Days begin at midnight where the reader is.
  const zero = step >= day ? new Date(start.getFullYear(), start.getMonth(), start.getDate()).getTime() : new Date(start.getFullYear(), start.getMonth(), start.getDate(), start.getHours()).getTime();
  const found: number[] = [];
  for (let at = zero; at <= last; at += step) if (at >= first) found.push(at);
  return found.length > 0 ? found : [first];
}
