import { useMemo } from 'react';
import { api } from '../../api/client';
import type { Text } from '../../api/types';
import { useText } from '../../i18n';
import { useCalm } from '../calm';
import { findingsOf, type Finding } from '../findings';
import { drafted, type DraftPart } from '../files';

interface Checked {
  publishable: boolean;
  findings: { weight: string; file: string; line: number; text: Text }[];
}

/**
 * A file of rules checked while it is written. What the draft's last check found stands until the first answer comes.
 *
 * @param others the draft's other files, which this one may speak of
 */
export function useChecks(path: string, text: string, others: DraftPart[], found: Finding[], on: boolean) {
  const say = useText();
  const question = on ? JSON.stringify({ files: [...others, drafted(path, text)] }) : undefined;
  const answer = useCalm(question, (body) => api.post<Checked>('/rules/checks', JSON.parse(body)), 500);
  const findings = useMemo(
    () => findingsOf(path, answer.data ? answer.data.findings.map((one) => ({ severity: one.weight, file: one.file, line: one.line, message: say(one.text) })) : found),
    [answer.data, path, found],
  );
  // What stands in other files keeps the draft from being tried, too.
  const elsewhere = useMemo(
    () => (answer.data?.findings ?? []).filter((one) => one.weight === 'must-fix' && one.file !== path).map((one): Finding => ({ severity: 'error', file: one.file, line: one.line, message: say(one.text) })),
    [answer.data, path],
  );
  return { findings, elsewhere, publishable: answer.data?.publishable, current: answer.about === question, checking: answer.asking, problem: answer.problem };
}
