import type { ReactNode } from 'react';
import { parts } from './rule';

/** A rule as it stands in its file, with its sentences told apart by colour. */
export function Source({ lines, first = 1 }: { lines: string[]; first?: number }) {
  return (
    <pre className="source" tabIndex={0}>
      {parts(lines).map((line, index) => (
        <span key={index} data-line={first + index} className={line.word ? 'word' : line.name ? 'name' : line.part}>
          {line.word || line.name ? line.text : values(line.text)}
        </span>
      ))}
    </pre>
  );
}

function values(text: string): ReactNode[] {
  return text.split(/("[^"]*"|“[^”]*”|\b\d+(?:\.\d+)?%?)/).map((piece, index) => (index % 2 ? <b key={index}>{piece}</b> : piece));
}
