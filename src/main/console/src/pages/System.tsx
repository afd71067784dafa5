import { Alert, Slider, Switch, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import type { PartitionState, ReleaseItem, Simulator, SystemState } from '../api/types';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Status } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function System() {
  const { t } = useTranslation();
  const system = useGet<SystemState>('/system', {}, { live: 5000 });
  return (
    <Page title={t('system.title')} text={t('system.text')}>
      <Loaded from={system}>{(data) => <Stores system={data} />}</Loaded>
      <div className="gap" />
      <div className="grid">
        <div className="c7 stack wide"><Partitions /></div>
        <div className="c5 stack wide">
          <SimulatorControl />
          <Release system={system.data} />
        </div>
      </div>
    </Page>
  );
}

function Stores({ system }: { system: SystemState }) {
  const { t } = useTranslation();
  const stores = [
    { name: 'PostgreSQL', ...system.stores.postgres },
    { name: 'Redis', ...system.stores.redis },
  ];
  return (
    <div className="figures" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))' }}>
      {stores.map((store) => (
        <Figure
          key={store.name}
          label={store.name}
          value={<span className="row" style={{ fontSize: 20 }}>{store.version ?? '–'} <Status group="store" word={store.up ? 'up' : 'down'} /></span>}
          note={<span className="wrap">{t(`system.kind.${store.kind.toLowerCase() === 'embedded' ? 'embedded' : 'external'}`)} · <span className="code">{store.address}</span></span>}
        />
      ))}
      <Figure label={t('system.version')} value={<span style={{ fontSize: 20 }}>{system.version}</span>} note={system.startedAt ? <>{t('system.started')} <When at={system.startedAt} /></> : 'Hearth'} />
    </div>
  );
}

interface Whole {
  running: boolean;
  trouble?: string | null;
  lag: number;
  commandsWaiting: number;
  partitions: PartitionState[];
}

function Partitions() {
  const { t } = useTranslation();
  const number = useNumber();
  const pipeline = useGet<Whole>('/pipeline', {}, { live: LIVE });
  return (
    <Loaded from={pipeline}>
      {(data) => {
        const { partitions, lag } = data;
        return (
          <>
          {data.trouble && <Alert type="warning" showIcon title={t('overview.trouble')} description={data.trouble} />}
          <Panel flush title={t('system.partitions')} extra={<Tag color={lag > 1000 ? 'gold' : 'green'}>{t('system.lag')} {number(lag)}</Tag>}>
            <List<PartitionState>
              from={{ items: partitions, problem: null, loading: false, loadingMore: false, again: () => undefined }}
              id={(one) => String(one.partition)}
              columns={[
                { key: 'partition', title: '#', phone: 'name', show: (one) => <strong>{one.partition}</strong> },
                { key: 'owner', title: t('system.owner'), show: (one) => <span className="code">{one.owner ?? '–'}</span> },
                { key: 'position', title: t('system.position'), right: true, show: (one) => <span className="number">{number(one.position)}</span> },
                { key: 'lag', title: t('system.lag'), right: true, phone: 'corner', show: (one) => <span className="number" style={{ color: one.lag > 1000 ? '#9a6a00' : undefined }}>{number(one.lag)}</span> },
              ]}
              empty={<Empty title={t('system.noPartitions')} />}
            />
          </Panel>
          {data.commandsWaiting > 0 && <p className="quiet small">{t('system.waiting', { count: data.commandsWaiting })}</p>}
          </>
        );
      }}
    </Loaded>
  );
}

function SimulatorControl() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const simulator = useGet<Simulator>('/simulator', {}, { live: 5000 });
  const [speed, setSpeed] = useState<number>();
  const change = useAct((changes: Partial<Simulator>) => api.patch('/simulator', changes), { done: t('act.saved'), changes: ['/simulator'] });
  useEffect(() => setSpeed(simulator.data?.eventsPerSecond), [simulator.data?.eventsPerSecond]);
  if (simulator.error?.status === 404) return <Panel title={t('system.simulator')}><span className="quiet">{t('system.noSimulator')}</span></Panel>;
  const allowed = may(session, 'OPERATOR');
  return (
    <Loaded from={simulator} rows={2}>
      {(data) => (
        <Panel title={t('system.simulator')} extra={<Switch checked={data.running} disabled={!allowed} loading={change.isPending} onChange={(running) => change.mutate({ running })} aria-label={t('system.simulator')} />}>
          <p className="quiet" style={{ marginBottom: 6 }}>{t('system.simulatorText')}</p>
          <div className="row" style={{ flexWrap: 'nowrap' }}>
            <span className="small quiet" style={{ whiteSpace: 'nowrap' }}>{t('system.speed')}</span>
            <span className="grow">
              <Slider min={1} max={200} value={speed} disabled={!allowed || !data.running} onChange={setSpeed} onChangeComplete={(eventsPerSecond) => change.mutate({ eventsPerSecond })} ariaLabelForHandle={t('system.speed')} />
            </span>
            <strong className="number" style={{ width: 70, textAlign: 'right', whiteSpace: 'nowrap' }}>{speed ?? '–'} /s</strong>
          </div>
        </Panel>
      )}
    </Loaded>
  );
}

function Release({ system }: { system?: SystemState }) {
  const { t } = useTranslation();
  const live = useGet<ReleaseItem>('/releases/live', {}, { live: 5000 });
  const releases = useList<ReleaseItem>('/releases', { limit: 10 }, { live: 10_000 });
  const release = live.data;
  const findings = live.data?.lastAttempt?.findings ?? [];
  return (
    <Panel title={t('system.release')}>
      {release && (
        <dl className="pairs">
          <dt>{t('system.hash')}</dt><dd className="code">{release.hash?.slice(0, 16) ?? system?.release?.hash?.slice(0, 16)}</dd>
          <dt>{t('system.published')}</dt><dd><When at={release.publishedAt} /> {release.publishedBy && <span className="quiet">· {release.publishedBy}</span>}</dd>
        </dl>
      )}
      {live.data?.lastAttempt?.succeeded === false && <Alert style={{ marginTop: 8 }} type="error" showIcon title={t('system.refused')} />}
      {findings.map((finding, index) => (
        <Alert key={index} style={{ marginTop: 8 }} type={finding.severity === 'ERROR' ? 'error' : 'warning'} showIcon title={<span className="wrap">{finding.message}</span>} description={<span className="code">{finding.file}:{finding.line}</span>} />
      ))}
      {findings.length === 0 && release && <p className="quiet small" style={{ marginTop: 8 }}>{t('system.noFindings')}</p>}
      {(releases.items ?? []).length > 1 && (
        <>
          <h2 className="panel-title" style={{ marginTop: 16 }}>{t('system.releases')}</h2>
          {releases.items!.slice(0, 8).map((one) => (
            <div key={one.hash} className="row between small" style={{ padding: '3px 0' }}>
              <span className="code">{one.hash.slice(0, 12)}</span>
              <span className="quiet">{one.publishedBy} · <When at={one.publishedAt} /></span>
            </div>
          ))}
        </>
      )}
    </Panel>
  );
}
