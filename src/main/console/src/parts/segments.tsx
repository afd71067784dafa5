import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../api/hooks';
import type { SegmentMember, SegmentMove } from '../api/types';

/** Why somebody is in a segment or left it: the rule with its receipt, or the person who decided. */
export function Reason({ of }: { of: Pick<SegmentMember | SegmentMove, 'rule' | 'receipt' | 'by' | 'byHand'> }) {
  const { t } = useTranslation();
  if (of.byHand) return <span>{t('segments.byHand', { name: of.by ?? '–' })}</span>;
  const rule = of.rule?.slice(of.rule.indexOf('#') + 1) ?? t('segments.noLonger');
  return of.receipt ? <Link to={`/receipts/${of.receipt}`}>{rule}</Link> : <span className="quiet">{rule}</span>;
}

/** How large the segment was, told backwards from its size now and who came and went. */
export function sizes(now: number, moves: Pick<SegmentMove, 'at' | 'entered'>[]): [string, number][] {
  let size = now;
  const points: [string, number][] = [];
  for (const move of [...moves].sort((one, other) => other.at.localeCompare(one.at))) {
    points.unshift([move.at, size]);
    size -= move.entered ? 1 : -1;
  }
  return points;
}

export function useSizes(segment: string, now: number, live: number): [string, number][] {
  const history = useList<SegmentMove>(`/segments/${encodeURIComponent(segment)}/history`, { limit: 200 }, { live });
  return sizes(now, history.items ?? []);
}
