import { Button, DatePicker, Form, Input, InputNumber, Modal, Popconfirm, Switch, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { api, part } from '../api/client';
import type { MemberDetail } from '../api/types';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useName } from '../api/names';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';
import { Redemptions } from './Catalogue';
import { BadgesOf } from './Badges';
import { Given } from './Benefits';
import { PlansOf } from './Plans';
import { CouponState, type CouponItem } from './Coupons';

interface Points {
  available: number;
  pending: number;
  earned: number;
  expiring: { at: string; points: number }[];
  waiting: { cause: string; points: number; reason: string; until: string }[];
}

interface Entry {
  id: string;
  account: string;
  points: number;
  kind: string;
  reason: string;
  cause: string;
  contra: string;
  rule?: string | null;
  receipt?: string | null;
  event?: string | null;
  by?: string | null;
  reference?: string | null;
  at: string;
  balance: number;
}

interface Own {
  place?: { rank: number; points: number } | null;
  of: number;
}

/** A member's account: what is there, what comes and goes, and each entry with its cause. */
export default function Wallet() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const { t } = useTranslation();
  const asked = search.get('community');
  const member = useGet<MemberDetail>(`/members/${part(id)}`, {}, { enabled: !asked });
  const community = asked ?? member.data?.community;
  const name = useName(id, undefined);
  const [acting, setActing] = useState<'awards' | 'removals'>();
  const { data: session } = useSession();
  const marketer = may(session, 'MARKETER');
  return (
    <Page
      title={t('wallet.title', { name })}
      text={community ?? ''}
      back={{ to: `/members/${part(id)}`, label: name }}
      actions={
        marketer && community && (
          <>
            <Button type="primary" onClick={() => setActing('awards')}>{t('wallet.give')}</Button>
            <Button onClick={() => setActing('removals')}>{t('wallet.take')}</Button>
          </>
        )
      }
    >
      {community ? (
        <>
          <Balances id={id} community={community} />
          <Panel flush title={t('wallet.statement')} extra={<Then id={id} community={community} />}>
            <Entries id={id} community={community} />
          </Panel>
          <div className="gap" />
          <Panel flush title={t('member.badges')}>
            <BadgesOf id={id} community={community} />
          </Panel>
          <div className="gap" />
          <Panel flush title={t('rewardPages.plans')}>
            <PlansOf id={id} community={community} />
          </Panel>
          <div className="gap" />
          <Panel flush title={t('rewardPages.benefits')}>
            <Given query={{ community, member: id }} />
          </Panel>
          <div className="gap" />
          <Panel flush title={t('catalogue.redemptions')}>
            <Redemptions member={id} />
          </Panel>
          {marketer && (
            <>
              <div className="gap" />
              <Panel flush title={t('rewardPages.coupons')}>
                <CouponsOf id={id} />
              </Panel>
            </>
          )}
          <Act id={id} community={community} act={acting} close={() => setActing(undefined)} />
        </>
      ) : (
        <Loaded from={member}>{() => <Empty title={t('wallet.nowhere')} text={t('wallet.nowhereText')} />}</Loaded>
      )}
    </Page>
  );
}

function Balances({ id, community }: { id: string; community: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const points = useGet<Points>(`/members/${part(id)}/points`, { community }, { live: LIVE });
  const own = useGet<Own>(`/leaderboard/places/${part(id)}`, { community, period: 'all' }, { live: 10_000 });
  return (
    <Loaded from={points}>
      {(data) => (
        <div className="figures">
          <Figure warm label={t('wallet.available')} value={number(data.available)} note={t('wallet.earned', { points: number(data.earned) })} />
          <Figure label={t('wallet.pending')} value={number(data.pending)} note={data.waiting[0] ? <>{t('wallet.next')} <When at={data.waiting[0].until} /></> : undefined} />
          <Figure label={t('wallet.expiring')} value={number(data.expiring[0]?.points ?? 0)} note={data.expiring[0] ? <When at={data.expiring[0].at} /> : t('wallet.nothingExpires')} />
          <Figure label={t('wallet.rank')} value={own.data?.place ? number(own.data.place.rank) : '–'} note={<Shown id={id} community={community} of={own.data?.of ?? 0} shown={!!own.data?.place} />} />
        </div>
      )}
    </Loaded>
  );
}

function Shown({ id, community, of, shown }: { id: string; community: string; of: number; shown: boolean }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { data: session } = useSession();
  const show = useAct((on: boolean) => api.put(`/members/${part(id)}/leaderboard`, { community, shown: on }), { done: t('act.saved'), changes: ['/leaderboard'] });
  return (
    <span className="row" style={{ gap: 8 }}>
      {t('wallet.of', { count: number(of) })}
      {may(session, 'MARKETER') && <Switch size="small" checked={shown} loading={show.isPending} aria-label={t('wallet.shown')} onChange={(on) => show.mutate(on)} />}
    </span>
  );
}

/** What the balance was at a moment. */
function Then({ id, community }: { id: string; community: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const [at, setAt] = useState<Dayjs>();
  const then = useGet<Points>(`/members/${part(id)}/points`, { community, at: at?.toISOString() }, { enabled: !!at });
  return (
    <span className="row" style={{ gap: 8, fontWeight: 400, flexWrap: 'wrap' }}>
      {at && then.data && <span className="small">{t('wallet.then', { points: number(then.data.available) })}{then.data.pending > 0 && ` · ${t('wallet.pending')} ${number(then.data.pending)}`}</span>}
      <DatePicker size="small" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" maxDate={dayjs()} placeholder={t('wallet.asOf')} aria-label={t('wallet.asOf')} onChange={(when) => setAt(when ?? undefined)} />
    </span>
  );
}

/** Why an entry is there: the rule, the event, who asked, and what it is about elsewhere. */
function Cause({ one }: { one: Entry }) {
  const { t } = useTranslation();
  const rule = one.rule ? one.rule.slice(one.rule.indexOf('#') + 1) : '';
  const others = [one.by && one.by !== 'hearth' ? one.by : '', one.reference].filter(Boolean).join(' · ');
  return (
    <span className="small wrap">
      {rule && (one.receipt ? <Link to={`/receipts/${one.receipt}`}>{rule}</Link> : rule)}
      {one.event && <span className="quiet code">{rule && ' · '}{one.event}</span>}
      {others && <span>{(rule || one.event) && ' · '}{others}</span>}
      {!rule && !one.event && !others && <span className="quiet">{/^m-\d+$/.test(one.contra) ? <Member id={one.contra} /> : t(`wallet.account_${one.contra.split('/')[0]}`, one.contra)}</span>}
    </span>
  );
}

function Entries({ id, community }: { id: string; community: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { data: session } = useSession();
  const entries = useList<Entry>(`/members/${part(id)}/ledger`, { community, limit: 20 }, { live: LIVE });
  const reverse = useAct((cause: string) => api.post(`/members/${part(id)}/points/reversals`, { community, cause, reason: t('wallet.byHand') }), { done: t('wallet.reversed'), changes: ['/members', '/leaderboard'] });
  return (
    <List<Entry>
      from={entries}
      id={(one) => one.id}
      columns={[
        { key: 'what', title: t('wallet.reason'), phone: 'name', show: (one) => <span className="wrap">{one.reason}</span> },
        { key: 'kind', title: t('wallet.kind'), show: (one) => <Tag style={{ margin: 0 }}>{t(`wallet.kind_${one.kind}`)}</Tag> },
        { key: 'points', title: t('rewards.pointsOf'), phone: 'corner', right: true, show: (one) => <strong className="number" style={{ color: one.points < 0 ? '#b3261e' : '#4c7a52' }}>{one.points > 0 ? '+' : ''}{number(one.points)}</strong> },
        { key: 'balance', title: t('wallet.balance'), right: true, show: (one) => <>{number(one.balance)} {one.account === 'pending' && <span className="quiet small">{t('wallet.pending')}</span>}</> },
        { key: 'cause', title: t('wallet.cause'), show: (one) => <Cause one={one} /> },
        { key: 'at', title: t('wallet.at'), show: (one) => <When at={one.at} /> },
        {
          key: 'act', title: '',
          show: (one) => (one.kind === 'earn' || one.kind === 'hold') && may(session, 'MARKETER') && (
            <Popconfirm title={t('wallet.reverseAsk')} okText={t('wallet.reverse')} cancelText={t('act.cancel')} onConfirm={() => reverse.mutate(one.cause)}>
              <Button size="small" type="text">{t('wallet.reverse')}</Button>
            </Popconfirm>
          ),
        },
      ]}
      empty={<Empty title={t('member.noPoints')} text={t('member.noPointsText')} />}
    />
  );
}

function CouponsOf({ id }: { id: string }) {
  const { t } = useTranslation();
  const coupons = useList<CouponItem>(`/members/${part(id)}/coupons`, {}, { live: 10_000 });
  return (
    <List<CouponItem>
      from={coupons}
      id={(one) => one.id}
      columns={[
        { key: 'code', title: t('coupons.code'), phone: 'name', show: (one) => <span className="code">{one.code}</span> },
        { key: 'state', title: t('coupons.state'), phone: 'corner', show: (one) => <CouponState word={one.state} /> },
        { key: 'pool', title: t('coupons.name'), show: (one) => one.poolName },
        { key: 'expires', title: t('coupons.expires'), show: (one) => one.expiresAt && <When at={one.expiresAt} /> },
      ]}
      empty={<Empty title={t('coupons.noCodes')} />}
    />
  );
}

function Act({ id, community, act, close }: { id: string; community: string; act?: 'awards' | 'removals'; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const move = useAct((wanted: object) => api.post(`/members/${part(id)}/points/${act}`, { ...wanted, community, key: crypto.randomUUID() }), { done: t('act.saved'), changes: ['/members', '/leaderboard'] });
  return (
    <Modal
      open={!!act}
      onCancel={close}
      title={t(act === 'removals' ? 'wallet.take' : 'wallet.give')}
      okText={t('act.save')}
      cancelText={t('act.cancel')}
      confirmLoading={move.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then((wanted: object) => move.mutate(wanted, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical">
        <Form.Item name="points" label={t('rewards.pointsOf')} rules={[{ required: true, message: t('form.required') }]}><InputNumber min={1} max={100_000_000} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="reason" label={t('wallet.reason')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={200} /></Form.Item>
        {act === 'awards' && <Form.Item name="afterDays" label={t('wallet.afterDays')}><InputNumber min={0} max={365} precision={0} style={{ width: '100%' }} /></Form.Item>}
      </Form>
    </Modal>
  );
}
