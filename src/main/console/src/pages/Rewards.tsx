import { Button, Checkbox, Form, InputNumber, Segmented, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import type { Leader } from '../api/types';
import { Chart, type Line } from '../parts/Chart';
import { Figure, useNumber } from '../parts/figure';
import { Empty, Loaded, Panel, Trouble } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Total {
  day: string;
  reason: string;
  points: number;
  awards: number;
}

export default function Rewards() {
  return <RewardPage at="overview">{(community) => <Overview community={community} />}</RewardPage>;
}

function Overview({ community }: { community: string }) {
  const totals = useGet<{ totals: Total[]; outstanding: number; balanced: boolean }>('/rewards', { community }, { live: 5000 });
  return (
    <div className="grid">
      <div className="c8 stack wide">
        <Loaded from={totals}>{(data) => <Totals totals={data.totals} outstanding={data.outstanding} />}</Loaded>
      </div>
      <div className="c4 stack wide">
        <Leaderboard community={community} />
        <Rules community={community} />
        <Books />
      </div>
    </div>
  );
}

interface Policy {
  holdDays: number;
  expireAfterDays?: number | null;
  transfers: boolean;
}

/** How points behave that are earned from now on. */
function Rules({ community }: { community: string }) {
  const policy = useGet<Policy>(`/reward-policies/${part(community)}`);
  return <Loaded from={policy}>{(data) => <PolicyForm key={JSON.stringify([community, data])} community={community} policy={data} />}</Loaded>;
}

function PolicyForm({ community, policy }: { community: string; policy: Policy }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const change = useAct((wanted: object) => api.put(`/reward-policies/${part(community)}`, wanted), { done: t('act.saved'), changes: ['/reward-policies'] });
  return (
    <Panel title={t('rewards.policy')}>
      <Form layout="vertical" disabled={!may(session, 'MARKETER')} initialValues={policy} onFinish={({ holdDays, expireAfterDays, transfers }: Policy) => change.mutate({ holdDays: holdDays ?? 0, expireAfterDays: expireAfterDays ?? null, transfers })}>
        <Form.Item name="holdDays" label={t('rewards.holdDays')}><InputNumber min={0} max={365} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="expireAfterDays" label={t('rewards.expireAfterDays')} extra={t('rewards.neverHint')}><InputNumber min={1} max={3650} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="transfers" valuePropName="checked"><Checkbox>{t('rewards.transfers')}</Checkbox></Form.Item>
        <Button htmlType="submit" loading={change.isPending}>{t('act.save')}</Button>
      </Form>
    </Panel>
  );
}

interface Check {
  at: string;
  entries: number;
  right: boolean;
}

/** The last proof that the books add up. */
function Books() {
  const { t } = useTranslation();
  const number = useNumber();
  const { data: session } = useSession();
  const checks = useGet<Check[]>('/ledger/checks', {}, { live: 10_000 });
  const check = useAct(() => api.post('/ledger/checks'), { changes: ['/ledger'] });
  const last = checks.data?.[0];
  return (
    <Panel title={t('rewards.books')}>
      <div className="stack">
        {last ? (
          <span>
            <Tag color={last.right ? 'green' : 'red'}>{t(last.right ? 'rewards.right' : 'rewards.wrong')}</Tag> {t('rewards.entries', { count: number(last.entries) })} · <When at={last.at} />
          </span>
        ) : (
          <span className="quiet">{t('rewards.unchecked')}</span>
        )}
        {may(session, 'OPERATOR') && <Button loading={check.isPending} onClick={() => check.mutate(undefined)}>{t('rewards.check')}</Button>}
      </div>
    </Panel>
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
