import { Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIVE, useList } from '../api/hooks';
import type { Community, EventItem } from '../api/types';
import { useText } from '../i18n';
import { Json } from '../parts/Json';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { Because, useGist } from '../parts/receipts';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';
import type { Receipt } from '../api/types';
import { Drawer } from 'antd';

export default function Events() {
  const { t } = useTranslation();
  const text = useText();
  const words = useWords();
  const gist = useGist();
  const [type, setType] = useState<string>();
  const [community, setCommunity] = useState<string>();
  const [member, setMember] = useState('');
  const [live, setLive] = useState(true);
  const [chosen, setChosen] = useState<EventItem>();
  const communities = useList<Community>('/communities');
  const events = useList<EventItem>('/events', { type, community, member: /^m-\d+$/.test(member) ? member : undefined }, { live: live && LIVE });
  return (
    <Page title={t('events.title')} text={t('events.text')}>
      <div className="filters">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} style={{ minWidth: 180 }} placeholder={t('events.type')} aria-label={t('events.type')} value={type} onChange={setType} options={words.eventTypes.map((one) => ({ value: one, label: words.eventType(one) }))} />
        <Select allowClear style={{ minWidth: 150 }} placeholder={t('filter.community')} aria-label={t('filter.community')} value={community} onChange={setCommunity} options={(communities.items ?? []).map((one) => ({ value: one.slug, label: text(one.name) }))} />
        <Input allowClear style={{ width: 150 }} placeholder="m-71" aria-label={t('filter.member')} value={member} onChange={(event) => setMember(event.target.value.trim())} />
        <span className="row small quiet">
          {t('shell.live')} <Switch size="small" checked={live} onChange={setLive} aria-label={t('member.liveSwitch')} />
        </span>
      </div>
      <Panel flush>
        <List<EventItem>
          from={events}
          id={(event) => event.ref}
          onRow={setChosen}
          columns={[
            { key: 'type', title: t('events.type'), phone: 'name', show: (event) => <a role="button" tabIndex={0} onClick={() => setChosen(event)} onKeyDown={(key) => key.key === 'Enter' && setChosen(event)}>{words.eventType(event.type)}</a> },
            { key: 'member', title: t('filter.member'), show: (event) => <Member id={event.member} /> },
            { key: 'detail', title: t('events.data'), show: (event) => <span className="quiet wrap" style={{ display: 'inline-block', maxWidth: 420 }}>{gist(event).detail || '–'}</span> },
            { key: 'community', title: t('filter.community'), phone: 'hide', show: (event) => event.community },
            { key: 'source', title: t('events.source'), show: (event) => <span className="code quiet">{event.source}</span> },
            { key: 'at', title: t('events.at'), phone: 'corner', show: (event) => <When at={event.time} /> },
          ]}
          empty={<Empty title={t('events.empty')} text={t('events.emptyText')} />}
        />
      </Panel>
      <Drawer open={!!chosen} onClose={() => setChosen(undefined)} size={520} title={chosen && words.eventType(chosen.type)}>
        {chosen && <Consequences event={chosen} />}
      </Drawer>
    </Page>
  );
}

function Consequences({ event }: { event: EventItem }) {
  const { t } = useTranslation();
  const receipts = useList<Receipt>('/receipts', { event: event.ref }, { live: LIVE });
  return (
    <div className="stack wide">
      <div>
        <Member id={event.member} picture /> <span className="quiet"><When at={event.time} plain /></span>
      </div>
      <div>
        <h2 className="panel-title">{t('events.consequences')}</h2>
        {receipts.items?.map((receipt) => <Because key={receipt.id} receipt={receipt} />)}
        {receipts.items?.length === 0 && <span className="quiet">{t('events.noConsequences')}</span>}
      </div>
      <Json value={event} />
    </div>
  );
}
