import { createContext } from 'react';
import type { Text } from '../api/types';

/** What a check found in a file, as the API tells it; line 0 is about the file as a whole. */
export interface Finding {
  severity: string;
  file: string;
  line: number;
  message: string;
  /** The message for people, where the server tells it in both languages. */
  text?: Text;
}

/** The line that one came for; an editor that opens begins there. 0 is anywhere. */
export const AtLine = createContext(0);

/** What each editor of a file is given. */
export interface EditorProps {
  path: string;
  text: string;
  onChange: (text: string) => void;
  findings: Finding[];
  readOnly?: boolean;
  /** The draft that the file belongs to, for what editors ask the server about it. */
  draft?: string;
}

export function isError(finding: Pick<Finding, 'severity'>): boolean {
  return /^(error|must-fix)$/i.test(finding.severity);
}

/** Those of one file, the gravest and topmost first. */
export function findingsOf(path: string, findings: Finding[]): Finding[] {
  return findings
    .filter((one) => one.file === path)
    .sort((one, other) => Number(isError(other)) - Number(isError(one)) || one.line - other.line);
}
