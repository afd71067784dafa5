import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { part } from '../api/client';
import { LIVE, useGet, useList } from '../api/hooks';
import type { JourneyItem, RunItem, Text } from '../api/types';
import { useText } from '../i18n';
import { Diagram } from '../parts/Diagram';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { useDiagram } from '../parts/RunDiagram';
import { lasting } from '../parts/moments';
import { JourneyOperations } from '../parts/JourneyOperations';
import { When } from '../parts/when';
import { Member, Status } from '../parts/words';

interface Step {
  element: string;
  name: Text;
  tokens: number;
  visits: number;
  cancelled: number;
  averageSeconds?: number | null;
}

export default function Journey() {
  const { key = '' } = useParams();
  const { t, i18n } = useTranslation();
  const text = useText();
  const number = useNumber();
  const go = useNavigate();
  const [state, setState] = useState('running');
  const journey = useGet<JourneyItem>(`/journeys/${part(key)}`, {}, { live: 5000 });
  const [version, setVersion] = useState<number>();
  const versions = useGet<{ version: number; live: boolean }[]>(`/journeys/${part(key)}/versions`);
  const statistics = useGet<{ steps: Step[]; figures: { name: string; visits: number; sum: number }[] }>(`/journeys/${part(key)}/statistics`, { version }, { live: LIVE });
  const xml = useDiagram(key, version ?? journey.data?.version);
  const runs = useList<RunItem>('/runs', { journey: key, state: state === 'all' ? undefined : state }, { live: 5000 });
  return (
    <Page back={{ to: '/journeys', label: t('journeys.title') }} title={text(journey.data?.name) || key} text={journey.data && <span className="code">{key} · v{journey.data.version}</span>}>
      <Loaded from={journey}>
        {(data) => (
          <div className="figures">
            <Figure warm label={t('journeys.running')} value={number(data.running)} />
            <Figure label={t('journeys.ended')} value={number(data.ended)} />
            <Figure label={t('journeys.incidents')} value={number(data.incidents)} />
            {(statistics.data?.figures ?? []).map((figure) => <Figure key={figure.name} label={figure.name} value={number(figure.sum)} note={t('journeys.lately')} />)}
          </div>
        )}
      </Loaded>
      <div className="stack wide">
        <JourneyOperations journey={key} />
        <Panel title={t('journeys.where')} extra={<span className="small quiet">{t('journeys.whereHint')}</span>}>
          <Loaded from={xml}>{(diagram) => <Diagram xml={diagram} tokens={Object.fromEntries((statistics.data?.steps ?? []).map((step) => [step.element, step.tokens]))} label={t('journeys.where')} />}</Loaded>
        </Panel>
        {(statistics.data?.steps ?? []).length > 0 && (
          <Panel flush title={t('journeys.steps')} extra={(versions.data ?? []).length > 1 && <Select size="small" style={{ minWidth: 120 }} aria-label={t('runs.version')} value={version ?? 0} onChange={(value) => setVersion(value || undefined)} options={[{ value: 0, label: t('journeys.allVersions') }, ...versions.data!.map((one) => ({ value: one.version, label: `v${one.version}` }))]} />}>
            <List<Step>
              from={{ items: statistics.data!.steps, problem: null, loading: false, loadingMore: false, again: () => undefined }}
              id={(step) => step.element}
              columns={[
                { key: 'name', title: t('journeys.step'), phone: 'name', show: (step) => text(step.name) || step.element },
                { key: 'tokens', title: t('journeys.now'), right: true, phone: 'corner', show: (step) => <strong className="number">{number(step.tokens)}</strong> },
                { key: 'visits', title: t('journeys.visits'), right: true, show: (step) => <span className="number">{number(step.visits)}</span> },
                { key: 'average', title: t('journeys.average'), right: true, show: (step) => <span className="number">{lasting(step.averageSeconds, i18n.language)}</span> },
              ]}
              empty={null}
            />
          </Panel>
        )}
        <Panel flush title={t('journeys.runs')} extra={<Segmented size="small" value={state} onChange={setState} options={['running', 'ended', 'all'].map((one) => ({ value: one, label: t(`runs.${one}`) }))} />}>
          <List<RunItem>
            from={runs}
            id={(run) => run.id}
            onRow={(run) => void go(`/runs/${run.id}`)}
            columns={[
              { key: 'member', title: t('filter.member'), phone: 'name', show: (run) => (run.member ? <Member picture id={run.member} name={run.memberName} /> : '–') },
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
