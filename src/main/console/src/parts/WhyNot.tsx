import { Alert, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { part } from '../api/client';
import { useGet, useList } from '../api/hooks';
import type { EventItem, RuleItem } from '../api/types';
import { Conditions, type Condition } from './Conditions';
import { exact } from './moments';
import { Loaded, Panel } from './page';
import { useWords } from './words';

interface Explained {
  rule: string;
  name: string;
  why?: string | null;
  fires: boolean;
  inForce: boolean;
  exhausted: boolean;
  frequency: string;
  release: string;
  at: string;
  conditions: Condition[];
}

/** Asked about releases, tasks and partners: no member makes their rules fire. */
const notAboutMembers = ['approvals', 'overdue', 'partners'];

/** Why a rule would or would not fire for this member now, or did not when something happened, sentence by sentence. */
export function WhyNot({ member, community }: { member: string; community: string }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const [rule, setRule] = useState<string>();
  const [event, setEvent] = useState<string>();
  const rules = useList<RuleItem>('/rules', { limit: 200 });
  const events = useList<EventItem>('/events', { member, community, limit: 100 });
  const explained = useGet<Explained>('/explain', { member, community, rule, event, then: event ? 'true' : undefined }, { enabled: !!rule, live: event ? undefined : 5000 });
  return (
    <Panel title={t('why.title')} extra={rule && <Link className="small" to={`/try?member=${part(member)}&community=${part(community)}&rule=${part(rule)}`}>{t('why.try')}</Link>}>
      <p className="quiet small">{t('why.text')}</p>
      <Select
        showSearch
        allowClear
        style={{ width: '100%' }}
        placeholder={t('why.choose')}
        aria-label={t('why.choose')}
        value={rule}
        onChange={setRule}
        optionFilterProp="label"
        options={(rules.items ?? []).filter((one) => !notAboutMembers.includes(one.rulebook)).map((one) => ({ value: one.id, label: one.name }))}
      />
      <Select
        showSearch
        allowClear
        style={{ width: '100%', marginTop: 8 }}
        placeholder={t('why.now')}
        aria-label={t('why.when')}
        value={event}
        onChange={setEvent}
        optionFilterProp="label"
        options={(events.items ?? []).map((one) => ({ value: one.ref, label: `${exact(new Date(one.acceptedAt), i18n.language)} · ${words.eventType(one.type)}` }))}
      />
      {rule && (
        <Loaded from={explained} rows={3}>
          {(data) => (
            <div className="stack" style={{ marginTop: 12 }}>
              <span className="row">
                <Tag color={data.fires ? 'green' : 'default'}>{t(event ? (data.fires ? 'why.fired' : 'why.rested') : data.fires ? 'why.fires' : 'why.rests')}</Tag>
                {data.why && <span className="quiet small">{data.why}</span>}
              </span>
              {data.exhausted && <Alert type="info" showIcon title={t('why.exhausted', { often: t(`frequency.${data.frequency}`) })} />}
              {!data.inForce && <Alert type="info" showIcon title={t('why.notInForce')} />}
              <Conditions of={data.conditions} />
              {event && <span className="quiet small">{t('why.release', { release: data.release.slice(0, 12) })}</span>}
            </div>
          )}
        </Loaded>
      )}
    </Panel>
  );
}
