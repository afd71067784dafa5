import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { part } from '../api/client';
import { LIVE, useGet, useList } from '../api/hooks';
import type { JourneyItem, RunItem } from '../api/types';
import { useText } from '../i18n';
import { Diagram } from '../parts/Diagram';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { useDiagram } from '../parts/RunDiagram';
import { When } from '../parts/when';
import { Member, Status } from '../parts/words';

type Statistics = { tokens?: Record<string, number>; steps?: { element: string; name?: string; tokens: number }[] } | Record<string, number> | { element: string; tokens: number }[];

export function counted(statistics: Statistics | undefined): Record<string, number> {
  if (!statistics) return {};
  const rows = Array.isArray(statistics) ? statistics : 'steps' in statistics && Array.isArray(statistics.steps) ? statistics.steps : undefined;
  if (rows) return Object.fromEntries(rows.map((row) => [row.element, row.tokens]));
  if ('tokens' in statistics && typeof statistics.tokens === 'object') return statistics.tokens as Record<string, number>;
  return statistics as Record<string, number>;
}

export default function Journey() {
  const { key = '' } = useParams();
  const { t } = useTranslation();
  const text = useText();
  const number = useNumber();
  const go = useNavigate();
  const [state, setState] = useState('running');
  const journey = useGet<JourneyItem>(`/journeys/${part(key)}`, {}, { live: 5000 });
  const statistics = useGet<Statistics>(`/journeys/${part(key)}/statistics`, {}, { live: LIVE });
  const xml = useDiagram(key, journey.data?.version);
  const runs = useList<RunItem>('/runs', { journey: key, state: state === 'all' ? undefined : state }, { live: 5000 });
  return (
    <Page back={{ to: '/journeys', label: t('journeys.title') }} title={text(journey.data?.name) || key} text={journey.data && <span className="code">{key} · v{journey.data.version}</span>}>
      <Loaded from={journey}>
        {(data) => (
          <div className="figures">
            <Figure warm label={t('journeys.running')} value={number(data.running)} />
            <Figure label={t('journeys.ended')} value={number(data.ended)} />
            <Figure label={t('journeys.incidents')} value={number(data.incidents)} />
          </div>
        )}
      </Loaded>
      <div className="stack wide">
        <Panel title={t('journeys.where')} extra={<span className="small quiet">{t('journeys.whereHint')}</span>}>
          <Loaded from={xml}>{(diagram) => <Diagram xml={diagram} tokens={counted(statistics.data)} label={t('journeys.where')} />}</Loaded>
        </Panel>
        <Panel flush title={t('journeys.runs')} extra={<Segmented size="small" value={state} onChange={setState} options={['running', 'ended', 'all'].map((one) => ({ value: one, label: t(`runs.${one}`) }))} />}>
          <List<RunItem>
            from={runs}
            id={(run) => run.id}
            onRow={(run) => void go(`/runs/${run.id}`)}
            columns={[
              { key: 'member', title: t('filter.member'), phone: 'name', show: (run) => <Member picture id={run.member} name={run.memberName} /> },
              { key: 'state', title: t('runs.state'), phone: 'corner', show: (run) => <Status group="run" word={run.state} /> },
              { key: 'community', title: t('filter.community'), phone: 'hide', show: (run) => run.community },
              { key: 'version', title: t('runs.version'), show: (run) => <span className="code">v{run.version}</span> },
              { key: 'started', title: t('runs.started'), show: (run) => <When at={run.startedAt} /> },
              { key: 'ended', title: t('runs.endedAt'), show: (run) => <When at={run.endedAt} /> },
              { key: 'see', title: '', phone: 'hide', show: (run) => <Link to={`/runs/${run.id}`}>{t('act.open')}</Link> },
            ]}
            empty={<Empty title={t('runs.empty')} text={t('runs.emptyText')} />}
          />
        </Panel>
      </div>
    </Page>
  );
}
