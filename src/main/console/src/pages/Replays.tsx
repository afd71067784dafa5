import { Alert, Button, Collapse, InputNumber, Progress, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { Conditions, type Condition } from '../parts/Conditions';
import { DraftEditor, Findings, type Checked } from '../parts/Draft';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { Member, outcomeName, useTerm, useWords } from '../parts/words';
import { When } from '../parts/when';

interface Sides {
  published: number;
  draft: number;
}

interface Sample {
  member: string;
  community: string;
  change: string;
  published: number;
  draft: number;
  event?: string | null;
  at?: string | null;
  rule?: string | null;
  name?: string | null;
  conditions: Condition[];
}

interface Line {
  kind: string;
  what: string;
  name: string;
  published: number;
  draft: number;
  more: number;
  fewer: number;
  samples: Sample[];
}

interface Replay {
  id: string;
  release: string;
  days: number;
  community?: string | null;
  startedBy: string;
  startedAt: string;
  status: string;
  reason?: string | null;
  members?: number | null;
  membersDone: number;
  events: number;
  failedBefore: number;
  failedAfter: number;
  same: boolean;
  points: Sides;
  cost: Sides;
  lines: Line[];
}

const percent = (replay: Replay) => (replay.status === 'done' ? 100 : replay.members ? Math.floor((replay.membersDone * 100) / replay.members) : 0);

/** Drafts played over the log: a new one, and those before. */
export default function Replays() {
  const { id } = useParams();
  return id ? <One id={id} /> : <All />;
}

function All() {
  const { t } = useTranslation();
  const number = useNumber();
  const term = useTerm();
  const go = useNavigate();
  const replays = useList<Replay>('/replays', { limit: 50 }, { live: LIVE });
  return (
    <Page title={t('replays.title')} text={t('replays.text')}>
      <div className="grid">
        <div className="c5"><Start /></div>
        <div className="c7">
          <Panel flush>
            <List<Replay>
              from={replays}
              id={(one) => one.id}
              onRow={(one) => void go(`/replays/${one.id}`)}
              columns={[
                { key: 'at', title: t('replays.started'), phone: 'name', show: (one) => <Link to={`/replays/${one.id}`}><When at={one.startedAt} /></Link> },
                { key: 'by', title: t('replays.by'), show: (one) => one.startedBy },
                { key: 'days', title: t('replays.days'), right: true, show: (one) => number(one.days) },
                { key: 'status', title: t('replays.status'), phone: 'corner', show: (one) => <Tag style={{ margin: 0 }}>{term('replay', one.status)} {one.status === 'running' ? `${percent(one)} %` : ''}</Tag> },
                { key: 'points', title: t('replays.points'), right: true, show: (one) => <span className="number">{number(one.points.draft - one.points.published)}</span> },
              ]}
              empty={<Empty title={t('replays.empty')} text={t('replays.emptyText')} />}
            />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Start() {
  const { t } = useTranslation();
  const go = useNavigate();
  const [draft, setDraft] = useState({ path: 'rules/rewards/contribution.dslr', text: '' });
  const [days, setDays] = useState(30);
  const [pointCost, setPointCost] = useState(0);
  const start = useAct((body: unknown) => api.post<Replay>('/replays', body), { changes: ['/replays'] });
  const check = useAct((body: unknown) => api.post<Checked>('/rules/checks', body));
  const files = draft.text.trim() ? [draft] : [];
  return (
    <Panel title={t('replays.new')}>
      <div className="stack">
        <label className="stack">
          <span className="quiet small">{t('replays.days')}</span>
          <InputNumber min={1} max={400} value={days} onChange={(value) => setDays(value ?? 30)} />
        </label>
        <label className="stack">
          <span className="quiet small">{t('replays.pointCost')}</span>
          <InputNumber min={0} max={1000} step={0.01} value={pointCost} onChange={(value) => setPointCost(value ?? 0)} />
        </label>
        <span className="quiet small">{t('replays.draftText')}</span>
        <DraftEditor file={draft} onChange={setDraft} />
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate({ days, pointCost, files }, { onSuccess: (replay) => void go(`/replays/${replay.id}`), onError: () => check.mutate({ files }) })}>
          {t('replays.go')}
        </Button>
        {start.error && (check.data && !check.data.publishable ? <Findings checked={check.data} file={draft.path} /> : <Alert type="error" title={start.error.code} description={<span className="wrap">{start.error.body.detail}</span>} />)}
      </div>
    </Panel>
  );
}

function One({ id }: { id: string }) {
  const { t } = useTranslation();
  const replay = useGet<Replay>(`/replays/${part(id)}`, {}, { live: LIVE });
  const cancel = useAct(() => api.post(`/replays/${part(id)}/cancel`), { changes: ['/replays'] });
  return (
    <Page
      title={t('replays.one')}
      text={t('replays.noEffect')}
      back={{ to: '/replays', label: t('replays.title') }}
      actions={replay.data?.status === 'running' && <Button loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>{t('replays.cancel')}</Button>}
    >
      <Loaded from={replay} rows={8}>{(data) => <Result replay={data} />}</Loaded>
    </Page>
  );
}

function Result({ replay }: { replay: Replay }) {
  const { t } = useTranslation();
  const number = useNumber();
  const term = useTerm();
  const lines = replay.lines.filter((line) => line.more > 0 || line.fewer > 0);
  return (
    <div className="stack wide">
      <div className="figures">
        <Figure label={t('replays.status')} value={term('replay', replay.status)} note={t('replays.played', { members: replay.membersDone, all: replay.members ?? '…', events: replay.events })} />
        <Figure warm label={t('replays.points')} value={signed(replay.points.draft - replay.points.published, number)} note={`${number(replay.points.published)} → ${number(replay.points.draft)}`} />
        <Figure label={t('replays.cost')} value={signed(replay.cost.draft - replay.cost.published, number)} note={`${number(replay.cost.published)} → ${number(replay.cost.draft)}`} />
        <Figure label={t('replays.failures')} value={number(replay.failedAfter)} note={t('replays.failuresNote', { count: replay.failedBefore })} />
      </div>
      {replay.status === 'running' && <Progress aria-label={t('replays.title')} percent={percent(replay)} />}
      {replay.reason && <Alert type="error" title={replay.reason} />}
      {lines.length === 0 ? <Panel><Empty title={t('replays.same')} text={t('replays.sameText')} /></Panel> : <Lines lines={lines} />}
    </div>
  );
}

const signed = (value: number, number: (value: number) => string) => `${value > 0 ? '+' : ''}${number(value)}`;

function Lines({ lines }: { lines: Line[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  const term = useTerm();
  const words = useWords();
  return (
    <Panel flush>
      <Table<Line>
        rowKey={(line) => `${line.kind} ${line.what}`}
        dataSource={lines}
        pagination={false}
        scroll={{ x: 'max-content' }}
        expandable={{ expandedRowRender: (line) => <Samples of={line.samples} />, rowExpandable: (line) => line.samples.length > 0 }}
        columns={[
          { key: 'what', title: t('replays.what'), render: (_, line) => <span><Tag>{term('played', line.kind)}</Tag> {outcomeName(words, line)}</span> },
          { key: 'published', title: t('replays.published'), align: 'right', render: (_, line) => number(line.published) },
          { key: 'draft', title: t('replays.draft'), align: 'right', render: (_, line) => number(line.draft) },
          { key: 'more', title: t('replays.more'), align: 'right', render: (_, line) => number(line.more) },
          { key: 'fewer', title: t('replays.fewer'), align: 'right', render: (_, line) => number(line.fewer) },
        ]}
      />
    </Panel>
  );
}

function Samples({ of }: { of: Sample[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <Collapse
      ghost
      items={of.map((sample) => ({
        key: `${sample.member} ${sample.community} ${sample.change}`,
        label: (
          <span className="row">
            <Member id={sample.member} />
            <span className="quiet small">{sample.community}</span>
            <span className="number">{number(sample.published)} → {number(sample.draft)}</span>
            <span className="small">{sample.name ?? t('replays.noRule')}</span>
          </span>
        ),
        children: (
          <>
            {sample.at && <span className="quiet small"><When at={sample.at} /></span>}
            <Conditions of={sample.conditions} />
          </>
        ),
      }))}
    />
  );
}
