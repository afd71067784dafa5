import { CommentOutlined, FireOutlined, FlagOutlined, GiftOutlined, InboxOutlined, MailOutlined, TeamOutlined, UserAddOutlined } from '@ant-design/icons';
import { Alert, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LIVE, useGet, useList } from '../api/hooks';
import type { Community, Decided, EventItem, Overview as Figures, Receipt } from '../api/types';
import { useText } from '../i18n';
import { Chart, type Line } from '../parts/Chart';
import { Figure, Sparkline, useNumber } from '../parts/figure';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { Because, useGist } from '../parts/receipts';
import { When } from '../parts/when';
import { Member } from '../parts/words';

export default function Overview() {
  const { t } = useTranslation();
  const text = useText();
  const [community, setCommunity] = useState<string>();
  const communities = useList<Community>('/communities');
  const overview = useGet<Figures>('/overview', { community }, { live: LIVE });
  return (
    <Page
      title={t('overview.title')}
      text={t('overview.text')}
      actions={
        <Select
          allowClear
          style={{ width: 200 }}
          placeholder={t('filter.community')}
          aria-label={t('filter.community')}
          value={community}
          onChange={setCommunity}
          options={(communities.items ?? []).map((one) => ({ value: one.slug, label: text(one.name) }))}
        />
      }
    >
      <Loaded from={overview} rows={12}>
        {(figures) => <Board figures={figures} community={community} />}
      </Loaded>
    </Page>
  );
}

function Board({ figures, community }: { figures: Figures; community?: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const lag = useTrail(figures.lag);
  // Live counts are kept in Redis; without it they are not nought but unknown.
  const live = (count: number, digits = 0) => number(figures.redis === false ? null : count, digits);
  return (
    <>
      {figures.trouble && <Alert type="warning" showIcon style={{ marginBottom: 16 }} title={t('overview.trouble')} description={figures.trouble} />}
      <div className="figures four">
        <Figure warm icon={<FireOutlined />} label={t('overview.eventsPerSecond')} value={live(figures.eventsPerSecond, 1)} note={t('overview.lastMinute')} to="/events" />
        <Figure icon={<CommentOutlined />} label={t('overview.eventsToday')} value={live(figures.eventsToday)} note={<span className="row between">{t('overview.lag', { lag: number(figures.lag) })} {lag.length > 5 && <Sparkline values={lag} width={64} height={18} />}</span>} to="/events" />
        <Figure icon={<UserAddOutlined />} label={t('overview.newMembers')} value={number(figures.newMembers)} note={t('overview.today')} to="/members" />
        <Figure icon={<TeamOutlined />} label={t('overview.membersActive')} value={live(figures.membersActive)} note={t('overview.today')} to="/members" />
        <Figure icon={<GiftOutlined />} label={t('overview.pointsToday')} value={live(figures.pointsToday)} note={t('overview.today')} to="/rewards" />
        <Figure icon={<MailOutlined />} label={t('overview.messagesToday')} value={live(figures.messagesToday)} note={t('overview.today')} to="/messages" />
        <Figure icon={<InboxOutlined />} label={t('overview.openTasks')} value={number(figures.openTasks)} note={t('overview.waiting')} to="/inbox?view=all" />
        <Figure icon={<FlagOutlined />} label={t('overview.openCases')} value={number(figures.openCases)} note={t('overview.waiting')} to="/cases" />
      </div>
      <div className="grid">
        <Panel title={t('overview.stream')} className="c8" extra={<Link className="small" to="/receipts">{t('overview.allReceipts')}</Link>}>
          <Recent decided={figures.recent ?? []} community={community} />
        </Panel>
        <div className="c4 stack wide">
          <Curves title={t('overview.eventsChart')} figures={figures} names={['events']} kind="line" />
          <Curves title={t('overview.pointsChart')} figures={figures} names={['points']} kind="bar" />
          <Curves title={t('overview.effectsChart')} figures={figures} names={['messages', 'segments', 'cases']} kind="line" />
        </div>
      </div>
    </>
  );
}

/** What a figure was while one looked at it. */
function useTrail(value: number): number[] {
  const trail = useRef<number[]>([]);
  const seen = useRef(0);
  if (Date.now() - seen.current > 1500) {
    seen.current = Date.now();
    trail.current = [...trail.current.slice(-59), value];
  }
  return trail.current;
}

function Curves({ title, figures, names, kind }: { title: string; figures: Figures; names: string[]; kind: 'line' | 'bar' }) {
  const { t } = useTranslation();
  const found = JSON.stringify(names.filter((name) => figures.series?.[name]?.length).map((name) => [name, figures.series[name]]));
  const lines = useMemo<Line[]>(
    () => (JSON.parse(found) as [string, [string, number][]][]).map(([name, values]) => ({ name: t(`overview.series.${name}`), values, kind })),
    [found, kind, t],
  );
  return (
    <Panel title={title}>
      {lines.length > 0 ? <Chart lines={lines} height={150} label={title} /> : <p className="quiet small">{t('overview.noFigures')}</p>}
    </Panel>
  );
}

function Recent({ decided, community }: { decided: Decided[]; community?: string }) {
  const { t } = useTranslation();
  const events = useList<EventItem>('/events', { community, limit: 60 }, { live: LIVE });
  const receipts = useList<Receipt>('/receipts', { limit: 100 }, { live: LIVE });
  const eventOf = useMemo(() => new Map((events.items ?? []).map((event) => [event.ref, event])), [events.items]);
  const receiptsOf = useMemo(() => Map.groupBy(receipts.items ?? [], (receipt) => receipt.event ?? ''), [receipts.items]);
  if (decided.length === 0) return <Empty title={t('overview.quiet')} text={t('overview.quietText')} />;
  return (
    <ul className="feed" data-testid="recent">
      {decided.map((one) => (
        <Happening key={one.event} one={one} event={eventOf.get(one.event)} receipts={receiptsOf.get(one.event) ?? []} />
      ))}
    </ul>
  );
}

/** Who did what, what happened, and why. */
function Happening({ one, event, receipts }: { one: Decided; event?: EventItem; receipts: Receipt[] }) {
  const { t } = useTranslation();
  const gist = useGist();
  const said = gist(event ?? { type: one.summary, data: {}, object: null });
  return (
    <li className="fresh">
      <span className={`dot${one.receipts ? ' decided' : ''}`} />
      <div className="row between">
        <span className="wrap grow">
          <Member id={one.member} name={one.name} /> <strong style={{ fontWeight: 550 }}>{said.title}</strong>{' '}
          <span className="quiet">{said.detail}</span>
        </span>
        <span className="quiet small">
          <When at={one.at} />
        </span>
      </div>
      {receipts.map((receipt) => (
        <Because key={receipt.id} receipt={receipt} />
      ))}
      {receipts.length === 0 && one.receipts > 0 && (
        <Link className="small" to={`/receipts?event=${one.event}`}>
          {t('overview.decisions', { count: one.receipts })}
        </Link>
      )}
    </li>
  );
}
