import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Progress, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, part, type Problem } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import { Figure, useNumber } from '../parts/figure';
import { Empty, Loaded, Panel } from '../parts/page';
import { Member, outcomeName, useTerm, useWords } from '../parts/words';
import { Plans } from '../release/RunPlan';
import type { RunPlan } from '../release/types';
import { kindColours, type Draft, type Impact, type TouchedMessage } from './drafts';

interface Replay {
  id: string;
  days: number;
  status: string;
  reason?: string | null;
  members?: number | null;
  membersDone: number;
  events: number;
  same: boolean;
  points: { published: number; draft: number };
  cost: { published: number; draft: number };
  lines: { kind: string; what: string; name: string; published: number; draft: number; more: number; fewer: number; samples: { member: string }[] }[];
}

/** What publishing would mean: the rules played over the last days, and the runs of workflows that change. */
export function DraftImpact({ draft, rules, may }: { draft: Draft; rules: boolean; may: boolean }) {
  const { t } = useTranslation();
  const [days, setDays] = useState(7);
  const impact = useGet<Impact>(`/drafts/${draft.id}/impact`, {}, { live: LIVE });
  const start = useAct(() => api.post(`/drafts/${draft.id}/impact`, { days }), { changes: [`/drafts/${draft.id}`, '/replays'] });
  return (
    <Loaded from={impact}>
      {(data) => (
        <div className="stack wide">
          <Panel
            title={t('drafts.replay')}
            extra={rules && may && (
              <span className="row">
                <InputNumber size="small" min={1} max={400} value={days} aria-label={t('replays.days')} onChange={(value) => setDays(value ?? 7)} suffix={t('drafts.days')} />
                <Button size="small" type={data.replay ? 'default' : 'primary'} loading={start.isPending} onClick={() => start.mutate(undefined)}>{t('drafts.startReplay')}</Button>
              </span>
            )}
          >
            {!rules ? <p className="quiet">{t('drafts.noRules')}</p> : data.replay ? <Played id={data.replay} /> : <Empty title={t('drafts.notReplayed')} text={t('drafts.notReplayedText')} />}
          </Panel>
          <Panel title={t('drafts.runs')}>
            {data.workflows.length === 0 ? <p className="quiet">{t('drafts.noWorkflows')}</p> : (
              <ul className="found">
                {data.workflows.map((one) => (
                  <li key={one.path}><Link to={`/journeys/${part(one.journey)}`}>{one.journey}</Link> <Tag color={kindColours[one.kind]}>{t(`drafts.kinds.${one.kind}`)}</Tag> {t('drafts.runsUnderWay', { count: one.runs })}</li>
                ))}
              </ul>
            )}
            {may && data.workflows.some((one) => one.runs > 0) && <WhatBecomes draft={draft} />}
          </Panel>
          <Panel title={t('drafts.messages')}>
            {data.messages.length === 0 ? <p className="quiet">{t('drafts.noMessages')}</p> : <ul className="found">{data.messages.map((one) => <li key={one.template}><OneMessage of={one} /></li>)}</ul>}
          </Panel>
        </div>
      )}
    </Loaded>
  );
}

/** What the engine says about each run that is under way. */
function WhatBecomes({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const plan = useQuery<RunPlan[], Problem>({ queryKey: [`/drafts/${draft.id}/run-plan`, draft.hash], queryFn: () => api.post<RunPlan[]>(`/drafts/${draft.id}/run-plan`), retry: false });
  if (plan.error) return <p className="quiet small wrap">{plan.error.code === 'draft.unchecked' ? t('drafts.checkForRuns') : plan.error.body.detail}</p>;
  return plan.data ? <Plans of={plan.data} /> : null;
}

function OneMessage({ of }: { of: TouchedMessage }) {
  const { t } = useTranslation();
  const number = useNumber();
  const term = useTerm();
  const counted = of.before ?? of.after;
  const say = (one: TouchedMessage['before']) => (one ? `${term('purpose', one.purpose)} · ${t('templates.priority', { priority: one.priority })}` : t('drafts.notThere'));
  return (
    <div className="stack" style={{ gap: 4 }}>
      <span><Link to={`/messages/templates?template=${encodeURIComponent(of.template)}`}>{of.template}</Link> {of.waiting > 0 ? t('drafts.messagesWait', { count: of.waiting, total: number(of.waiting) }) : <span className="quiet">{t('drafts.nothingWaits')}</span>}</span>
      {of.some.length > 0 && <span className="row small">{of.some.map((one) => <Member key={one} id={one} />)}</span>}
      {counted && <span className="small"><Tag color="gold">{t('drafts.countsOtherwise')}</Tag>{say(of.before)} → <strong>{say(of.after)}</strong></span>}
    </div>
  );
}

function Played({ id }: { id: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const term = useTerm();
  const words = useWords();
  const found = useGet<Replay>(`/replays/${part(id)}`, {}, { live: LIVE });
  return (
    <Loaded from={found}>
      {(replay) => (
        <div className="stack">
          {replay.status === 'running' && <Progress status="active" percent={replay.members ? Math.floor((replay.membersDone * 100) / replay.members) : 0} aria-label={t('drafts.replay')} />}
          <div className="figures">
            <Figure label={t('drafts.pointsMore')} value={number(replay.points.draft - replay.points.published)} />
            <Figure label={t('drafts.membersPlayed')} value={number(replay.membersDone)} note={t('drafts.eventsPlayed', { count: replay.events })} />
            <Figure label={t('drafts.costMore')} value={number(replay.cost.draft - replay.cost.published)} />
          </div>
          {replay.status === 'failed' && <p className="wrap">{replay.reason}</p>}
          {replay.same && replay.status === 'done' && <p>{t('drafts.noDifference')}</p>}
          <ul className="found">
            {replay.lines.filter((line) => line.more > 0 || line.fewer > 0).slice(0, 8).map((line) => (
              <li key={`${line.kind} ${line.what}`}><Tag>{term('played', line.kind)}</Tag><span className="wrap">{outcomeName(words, line)}</span>: {number(line.published)} → <strong>{number(line.draft)}</strong> <span className="quiet">({t('drafts.moreFewer', { more: line.more, fewer: line.fewer })})</span> <span className="row small">{line.samples.slice(0, 3).map((one) => <Member key={one.member} id={one.member} />)}</span></li>
            ))}
          </ul>
          <Link to={`/replays/${id}`}>{t('drafts.wholeReplay')}</Link>
        </div>
      )}
    </Loaded>
  );
}
