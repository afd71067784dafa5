import { CommentOutlined, FireOutlined, FlagOutlined, GiftOutlined, InboxOutlined, MailOutlined, TeamOutlined, UserAddOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LIVE, useGet, useList } from '../api/hooks';
import type { Community, Decided, Overview as Figures, Receipt } from '../api/types';
import { useText } from '../i18n';
import { Chart, type Line } from '../parts/Chart';
import { Figure, useNumber } from '../parts/figure';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { Because, useGist } from '../parts/receipts';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';

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
        {(figures) => <Board figures={figures} />}
      </Loaded>
    </Page>
  );
}

function Board({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <>
      <div className="figures four">
        <Figure warm icon={<FireOutlined />} label={t('overview.eventsPerSecond')} value={number(figures.eventsPerSecond, 1)} note={t('overview.lag', { lag: number(figures.lag) })} to="/events" />
        <Figure icon={<CommentOutlined />} label={t('overview.eventsToday')} value={number(figures.eventsToday)} note={t('overview.today')} to="/events" />
        <Figure icon={<UserAddOutlined />} label={t('overview.newMembers')} value={number(figures.newMembers)} note={t('overview.today')} to="/members" />
        <Figure icon={<TeamOutlined />} label={t('overview.membersActive')} value={number(figures.membersActive)} note={t('overview.today')} to="/members" />
        <Figure icon={<GiftOutlined />} label={t('overview.pointsToday')} value={number(figures.pointsToday)} note={t('overview.today')} to="/rewards" />
        <Figure icon={<MailOutlined />} label={t('overview.messagesToday')} value={number(figures.messagesToday)} note={t('overview.today')} to="/messages" />
        <Figure icon={<InboxOutlined />} label={t('overview.openTasks')} value={number(figures.openTasks)} note={t('overview.waiting')} to="/inbox" />
        <Figure icon={<FlagOutlined />} label={t('overview.openCases')} value={number(figures.openCases)} note={t('overview.waiting')} to="/cases" />
      </div>
      <div className="grid">
        <Panel title={t('overview.stream')} className="c8" extra={<Link className="small" to="/receipts">{t('overview.allReceipts')}</Link>}>
          <Recent decided={figures.recent ?? []} />
        </Panel>
        <div className="c4 stack wide">
          <Curves title={t('overview.eventsChart')} figures={figures} names={['events']} kind="line" />
          <Curves title={t('overview.membersChart')} figures={figures} names={['members', 'active', 'newMembers', 'joined']} kind="line" />
          <Curves title={t('overview.pointsChart')} figures={figures} names={['points']} kind="bar" />
          <Curves title={t('overview.lagChart')} figures={figures} names={['lag']} kind="line" />
        </div>
      </div>
    </>
  );
}

function Curves({ title, figures, names, kind }: { title: string; figures: Figures; names: string[]; kind: 'line' | 'bar' }) {
  const { t, i18n } = useTranslation();
  const found = JSON.stringify(names.filter((name) => figures.series?.[name]).map((name) => [name, figures.series[name]]));
  const lines = useMemo<Line[]>(
    () =>
      (JSON.parse(found) as [string, [string | number, number][]][]).map(([name, values]) => ({
        name: i18n.exists(`overview.series.${name}`) ? t(`overview.series.${name}`) : name,
        values: values.map(([at, value]) => [typeof at === 'number' && at < 1e11 ? at * 1000 : at, value]),
        kind,
      })),
    [found, kind, t, i18n],
  );
  if (lines.length === 0) return null;
  return (
    <Panel title={title}>
      <Chart lines={lines} height={150} label={title} />
    </Panel>
  );
}

function Recent({ decided }: { decided: Decided[] }) {
  const { t } = useTranslation();
  if (decided.length === 0) return <Empty title={t('overview.quiet')} text={t('overview.quietText')} />;
  return (
    <ul className="feed" aria-live="off">
      {decided.map((one, index) => (
        <Happening key={(typeof one.event === 'string' ? one.event : one.event.ref) + index} one={one} />
      ))}
    </ul>
  );
}

/** Who did what, what happened, and why. */
function Happening({ one }: { one: Decided }) {
  const text = useText();
  const gist = useGist();
  const words = useWords();
  const event = typeof one.event === 'string' ? undefined : one.event;
  const receipts = one.receipts.filter((receipt): receipt is Receipt => typeof receipt !== 'string');
  const said = event ? gist(event) : { title: one.type ? words.eventType(one.type) : '', detail: '' };
  return (
    <li className="fresh">
      <span className={`dot${one.receipts.length ? ' decided' : ''}`} />
      <div className="row between">
        <span className="wrap">
          <Member id={one.member} name={one.name} /> <strong style={{ fontWeight: 550 }}>{said.title}</strong>{' '}
          <span className="quiet">{said.detail}</span>
        </span>
        <span className="quiet small">
          <When at={event?.time ?? one.time} />
        </span>
      </div>
      {receipts.map((receipt) => (
        <Because key={receipt.id} receipt={receipt} />
      ))}
      {receipts.length === 0 && one.summary && <div className="because">{text(one.summary)}</div>}
    </li>
  );
}
