/** Reads the first lines of a CSV file as RFC 4180 has them, to show what a mapping would meet. */
export function firstLines(text: string, separator: string, count: number): string[][] {
  if (separator === 'whitespace') return text.split(/\r?\n/).slice(0, count).map((line) => line.trim().split(/\s+/));
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length && rows.length < count; at++) {
    const letter = text[at]!;
    if (quoted) {
      if (letter === '"' && text[at + 1] === '"') cell += text[++at];
      else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else if (letter !== '\r') cell += letter;
  }
  if (rows.length < count && (cell !== '' || row.length > 0)) rows.push([...row, cell]);
  return rows;
}

export function likelySeparator(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  const counts = [',', ';', '\t', '|'].map((one) => [one, line.split(one).length] as const);
  const [best, parts] = counts.reduce((best, one) => (one[1] > best[1] ? one : best));
  return parts === 1 && /\S\s+\S/.test(line) ? 'whitespace' : best;
}
