const header = /^\s*(规则|rule)[\s\"“「]/i;
const section = /^\s*(when|then|end|当|那么|结束|如果|则)\s*$/i;

type Part = 'head' | 'when' | 'then';

/** Tells a rule's lines apart: its name and headers, what it looks at, what it asks for. */
export function parts(lines: string[]): { text: string; part: Part; word: boolean; name: boolean }[] {
  let part: Part = 'head';
  return lines.map((text) => {
    const word = section.test(text);
    const trimmed = text.trim().toLowerCase();
    const name = header.test(text) && /["“「]/.test(text);
    if (name) part = 'head';
    if (word) part = ['when', '当', '如果'].includes(trimmed) ? 'when' : ['then', '那么', '则'].includes(trimmed) ? 'then' : 'head';
    return { text, part, word, name };
  });
}

/** The lines of the rule that begins at a line of its file. */
export function block(file: string, line: number): string[] {
  const lines = file.split(/\r?\n/).slice(line - 1);
  const end = lines.findIndex((text) => /^\s*(end|结束)\s*$/i.test(text));
  return end < 0 ? lines : lines.slice(0, end + 1);
}
