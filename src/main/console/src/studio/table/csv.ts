/** One record of a CSV file with the text that it came from, so that what nobody touches stays byte for byte. */
export interface Row {
  /** Where it begins in the file. */
  line: number;
  cells: string[];
  raw: string;
}

/** Reads a table as RFC 4180 has it; nothing where a quote is left open. */
export function read(text: string): Row[] | undefined {
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let begin = 0;
  let line = 1;
  let first = 1;
  const close = (end: number) => {
    rows.push({ line: first, cells: [...cells, cell], raw: text.slice(begin, end) });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '\n') line++;
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') cell += text[++at];
      else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === ',') {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      close(at + 1);
      begin = at + 1;
      first = line;
    } else if (sign !== '\r') cell += sign;
  }
  if (quoted) return undefined;
  if (begin < text.length) close(text.length);
  return rows;
}

export function write(rows: Row[]): string {
  return rows.map((row) => row.raw).join('');
}

/** The same row with other cells, ended as the file ends its lines. */
export function withCells(row: Row, cells: string[], ending = '\n'): Row {
  const end = /\r?\n$/.exec(row.raw)?.[0] ?? ending;
  return { ...row, cells, raw: cells.map(quote).join(',') + end };
}

function quote(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What the parts of a table of rules are: words for all rows, titles, and the rules. Indexes are those of the rows. */
export interface Table {
  heads: number[];
  titles: number;
  rules: number[];
}

/** Tells the parts apart as the server does: above the titles stand words of the header, alone or with their value. */
export function partsOf(rows: Row[], isHeader: (word: string) => boolean): Table | undefined {
  const heads: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    const { cells } = rows[index]!;
    const filled = cells.filter((cell) => cell.trim() !== '');
    if (filled.length === 0) continue;
    const word = cells[0]!.split(/[:：]/)[0]!.trim().toLowerCase();
    if (filled.length <= 2 && filled[0] === cells[0] && isHeader(word)) {
      heads.push(index);
      continue;
    }
    const rules = rows.map((_, at) => at).filter((at) => at > index && rows[at]!.cells.some((cell) => cell.trim() !== ''));
    return { heads, titles: index, rules };
  }
  return undefined;
}

/** Which column a finding is about: "Cell C5: …" says so. */
export function columnOf(message: string): number | undefined {
  const letters = /\bCell ([A-Z]{1,2})\d+/.exec(message)?.[1] ?? /([A-Z]{1,2})\d+ ?单元格|单元格 ?([A-Z]{1,2})\d+/.exec(message)?.slice(1).find(Boolean);
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : undefined;
}
