import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useList } from '../api/hooks';
import { List } from '../parts/list';
import { Empty, Panel } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Benefit {
  id: string;
  member: string;
  kind: 'coupon' | 'privilege' | 'gift';
  what: string;
  store: string;
  days?: number | null;
  state: 'given' | 'refused';
  why?: 'none' | 'empty' | null;
  endsAt?: string | null;
  rule?: string | null;
  receipt?: string | null;
  at: string;
}

/** What rules gave besides points and badges, and what they could not give. */
export default function Benefits() {
  const { t } = useTranslation();
  const [state, setState] = useState<string>();
  return (
    <RewardPage at="benefits" actions={() => <Select allowClear style={{ width: 160 }} placeholder={t('coupons.state')} aria-label={t('coupons.state')} value={state} onChange={setState} options={['given', 'refused'].map((one) => ({ value: one, label: t(`benefits.state_${one}`) }))} />}>
      {(community) => (
        <Panel flush>
          <Given query={{ community, state }} />
        </Panel>
      )}
    </RewardPage>
  );
}

export function Given({ query }: { query: Record<string, string | undefined> }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data: session } = useSession();
  const benefits = useList<Benefit>('/benefits', query, { live: LIVE });
  const retry = useAct((id: string) => api.post(`/benefits/${part(id)}/retry`), { done: t('benefits.retried'), changes: ['/benefits'] });
  return (
    <List<Benefit>
      from={benefits}
      id={(one) => one.id}
      columns={[
        { key: 'what', title: t('benefits.what'), phone: 'name', show: (one) => <span className="wrap">{words.benefit(one.kind, one.what)}{one.days ? <span className="quiet small"> · {t('coupons.days', { days: one.days })}</span> : null}</span> },
        { key: 'kind', title: t('catalogue.kind'), show: (one) => <Tag style={{ margin: 0 }}>{t(`catalogue.kind_${one.kind}`)}</Tag> },
        ...(query.member ? [] : [{ key: 'member', title: t('filter.member'), show: (one: Benefit) => <Member id={one.member} /> }]),
        { key: 'state', title: t('coupons.state'), phone: 'corner', show: (one) => <Tag color={one.state === 'given' ? 'green' : 'red'} style={{ margin: 0 }}>{t(`benefits.state_${one.state}`)}</Tag> },
        { key: 'why', title: t('benefits.why'), show: (one) => (one.why ? <span className="small wrap">{t(`benefits.why_${one.why}_${one.kind}`, { store: one.store })}</span> : one.endsAt && <span className="small">{t('benefits.until')} <When at={one.endsAt} /></span>) },
        { key: 'cause', title: t('wallet.cause'), show: (one) => <span className="small wrap">{one.receipt ? <Link to={`/receipts/${one.receipt}`}>{one.rule?.split('#')[1] ?? one.rule}</Link> : one.rule}</span> },
        { key: 'at', title: t('wallet.at'), show: (one) => <When at={one.at} /> },
        { key: 'act', title: '', show: (one) => one.state === 'refused' && may(session, 'MARKETER') && <Button size="small" loading={retry.isPending && retry.variables === one.id} onClick={() => retry.mutate(one.id)}>{t('benefits.retry')}</Button> },
      ]}
      empty={<Empty title={t('benefits.empty')} text={t('benefits.emptyText')} />}
    />
  );
}
