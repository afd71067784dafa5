import { Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIVE, useGet, useList } from '../api/hooks';
import type { Community, Leader } from '../api/types';
import { useText } from '../i18n';
import { Chart, type Line } from '../parts/Chart';
import { Figure, useNumber } from '../parts/figure';
import { Empty, Loaded, Page, Panel, Trouble } from '../parts/page';
import { Member } from '../parts/words';

interface Total {
  day: string;
  reason: string;
  points: number;
  awards: number;
}

export default function Rewards() {
  const { t } = useTranslation();
  const text = useText();
  const communities = useList<Community>('/communities');
  const [chosen, setChosen] = useState<string>();
  const community = chosen ?? communities.items?.[0]?.slug;
  const totals = useGet<{ totals: Total[]; outstanding: number; balanced: boolean }>('/rewards', { community }, { live: 5000, enabled: !!community });
  return (
    <Page
      title={t('rewards.title')}
      text={t('rewards.text')}
      actions={<Select style={{ width: 200 }} aria-label={t('filter.community')} value={community} onChange={setChosen} options={(communities.items ?? []).map((one) => ({ value: one.slug, label: text(one.name) }))} />}
    >
      <div className="grid">
        <div className="c8">
          <Loaded from={totals}>{(data) => <Totals totals={data.totals} outstanding={data.outstanding} />}</Loaded>
        </div>
        <div className="c4">
          <Leaderboard community={community} />
        </div>
      </div>
    </Page>
  );
}

function Totals({ totals, outstanding }: { totals: Total[]; outstanding: number }) {
  const { t } = useTranslation();
  const number = useNumber();
  const other = t('rewards.other');
  const state = JSON.stringify(totals);
  const { lines, reasons, today, sum } = useMemo(() => {
    const rows = JSON.parse(state) as Total[];
    const byReason = new Map<string, number>();
    for (const row of rows) byReason.set(row.reason, (byReason.get(row.reason) ?? 0) + row.points);
    const sorted = [...byReason].sort((a, b) => b[1] - a[1]);
    const top = sorted.slice(0, 5).map(([reason]) => reason);
    const days = [...new Set(rows.map((row) => row.day.slice(0, 10)))].sort();
    const on = (day: string, which: (reason: string) => boolean) => rows.filter((row) => row.day.startsWith(day) && which(row.reason)).reduce((all, row) => all + row.points, 0);
    const drawn: Line[] = top.map((reason) => ({ name: reason, kind: 'bar', stack: 'all', values: days.map((day) => [day, on(day, (one) => one === reason)]) }));
    if (sorted.length > top.length) drawn.push({ name: other, kind: 'bar', stack: 'all', values: days.map((day) => [day, on(day, (one) => !top.includes(one))]) });
    return { lines: drawn, reasons: sorted, today: days.length ? on(days[days.length - 1]!, () => true) : 0, sum: sorted.reduce((all, [, points]) => all + points, 0) };
  }, [state, other]);
  if (totals.length === 0) return <Panel><Empty title={t('rewards.empty')} text={t('rewards.emptyText')} /></Panel>;
  const most = Math.max(1, ...reasons.map(([, points]) => points));
  return (
    <>
      <div className="figures">
        <Figure warm label={t('rewards.total')} value={number(sum)} note={t('rewards.period')} />
        <Figure label={t('rewards.lastDay')} value={number(today)} />
        <Figure label={t('rewards.outstanding')} value={number(outstanding)} note={t('rewards.outstandingNote')} />
        <Figure label={t('rewards.reasons')} value={number(reasons.length)} />
      </div>
      <Panel title={t('rewards.perDay')}>
        <Chart lines={lines} height={260} label={t('rewards.perDay')} />
      </Panel>
      <div className="gap" />
      <Panel title={t('rewards.perReason')}>
        {reasons.map(([reason, points]) => (
          <div key={reason} className="row between" style={{ padding: '5px 0', flexWrap: 'nowrap' }}>
            <span className="grow wrap">{reason}</span>
            <span style={{ width: '40%', height: 8, borderRadius: 4, background: '#f3eae1', overflow: 'hidden', flex: 'none' }}>
              <span style={{ display: 'block', height: '100%', width: `${(points / most) * 100}%`, background: '#c58a1c' }} />
            </span>
            <strong className="number" style={{ width: 84, textAlign: 'right' }}>{number(points)}</strong>
          </div>
        ))}
      </Panel>
    </>
  );
}

function Leaderboard({ community }: { community?: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const [period, setPeriod] = useState('week');
  const leaders = useList<Leader>('/leaderboard', { community, period, limit: 20 }, { live: LIVE, enabled: !!community });
  return (
    <Panel title={t('rewards.leaderboard')}>
      <Segmented block size="small" value={period} onChange={setPeriod} options={['day', 'week', 'month', 'all'].map((one) => ({ value: one, label: t(`rewards.${one}`) }))} style={{ marginBottom: 10 }} />
      {leaders.problem && <Trouble problem={leaders.problem} again={leaders.again} />}
      {leaders.items?.length === 0 && <Empty title={t('rewards.noLeaders')} text={t('rewards.emptyText')} />}
      {leaders.items?.map((leader, index) => (
        <div key={leader.member} className="row between" style={{ padding: '6px 0', flexWrap: 'nowrap' }}>
          <span className={`crowned${index < 3 ? ' first' : ''}`}>{leader.rank ?? index + 1}</span>
          <span className="grow"><Member picture id={leader.member} name={leader.name} /></span>
          <strong className="number">{number(leader.points)}</strong>
        </div>
      ))}
    </Panel>
  );
}
