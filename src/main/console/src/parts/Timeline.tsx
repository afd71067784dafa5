import { Button, Skeleton, Switch, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIVE, useList } from '../api/hooks';
import type { EventItem, Receipt } from '../api/types';
import { Empty, Panel, Trouble } from './page';
import { Because, useGist } from './receipts';
import { Json } from './Json';
import { When } from './when';

/** A member's events as they arrive, each with the receipts of what it led to. */
export function Timeline({ member, community }: { member: string; community?: string }) {
  const { t } = useTranslation();
  const [live, setLive] = useState(true);
  const events = useList<EventItem>('/events', { member, community, limit: 30 }, { live: live && LIVE });
  const receipts = useList<Receipt>('/receipts', { member, limit: 100 }, { live: live && LIVE });
  const byEvent = useMemo(() => {
    const found = new Map<string, Receipt[]>();
    for (const receipt of receipts.items ?? []) {
      if (receipt.event) found.set(receipt.event, [...(found.get(receipt.event) ?? []), receipt]);
    }
    return found;
  }, [receipts.items]);
  return (
    <Panel
      title={t('member.timeline')}
      extra={
        <span className="row small quiet">
          {t('shell.live')} <Switch size="small" checked={live} onChange={setLive} aria-label={t('member.liveSwitch')} />
        </span>
      }
    >
      {events.problem && <Trouble problem={events.problem} again={events.again} />}
      {events.loading && <Skeleton active />}
      {events.items?.length === 0 && <Empty title={t('member.noEvents')} text={t('member.noEventsText')} />}
      <ul className="feed" data-testid="timeline">
        {events.items?.map((event) => (
          <Moment key={event.ref} event={event} receipts={byEvent.get(event.ref) ?? []} />
        ))}
      </ul>
      {events.more && (
        <Button onClick={events.more} loading={events.loadingMore} block>
          {t('act.more')}
        </Button>
      )}
    </Panel>
  );
}

export function Moment({ event, receipts }: { event: EventItem; receipts: Receipt[] }) {
  const { t } = useTranslation();
  const gist = useGist();
  const [open, setOpen] = useState(false);
  const { title, detail } = gist(event);
  const caused = !!event.cause || event.source === 'hearth';
  return (
    <li className="fresh">
      <span className={`dot${receipts.length ? ' decided' : caused ? ' caused' : ''}`} />
      <div className="row between" style={{ alignItems: 'baseline' }}>
        <span className="wrap grow">
          <strong style={{ fontWeight: 600 }}>{title}</strong> {caused && <Tag style={{ margin: 0 }}>{t('events.caused')}</Tag>} <span className="quiet">{detail}</span>
        </span>
        <span className="row small quiet">
          <When at={event.time} />
          <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)} className="code" title={t('events.details')}>
            {event.ref}
          </Button>
        </span>
      </div>
      {receipts.map((receipt) => (
        <Because key={receipt.id} receipt={receipt} />
      ))}
      {open && <Json value={event} />}
    </li>
  );
}
