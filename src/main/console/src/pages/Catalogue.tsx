import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { LIVE, useAct, useList } from '../api/hooks';
import { useText } from '../i18n';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Panel } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Item {
  id: string;
  name: Record<string, string>;
  kind: string;
  points: number;
  left?: number | null;
  taken?: number | null;
  privilege?: string | null;
  termDays?: number | null;
  perMember?: number | null;
  closedAt?: string | null;
}

export interface RedemptionItem {
  id: string;
  item: string;
  nameZh: string;
  nameEn: string;
  kind: string;
  member: string;
  points: number;
  state: string;
  coupon?: string | null;
  at: string;
  note?: string | null;
}

const hues: Record<string, string> = { paid: 'gold', fulfilling: 'orange', done: 'green', refunded: 'default' };

export function RedemptionState({ word }: { word: string }) {
  const { t } = useTranslation();
  return <Tag color={hues[word]} style={{ margin: 0 }}>{t(`catalogue.state_${word}`)}</Tag>;
}

export default function Catalogue() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('catalogue.add')}</Button> : null;
  return (
    <RewardPage at="catalogue" actions={() => add}>
      {(community) => (
        <>
          <Panel flush>
            <Items community={community} add={add} />
          </Panel>
          <div className="gap" />
          <Panel flush title={t('catalogue.redemptions')}>
            <Redemptions />
          </Panel>
          <NewItem community={community} open={adding} close={() => setAdding(false)} />
        </>
      )}
    </RewardPage>
  );
}

function Items({ community, add }: { community: string; add: React.ReactNode }) {
  const { t } = useTranslation();
  const number = useNumber();
  const text = useText();
  const { data: session } = useSession();
  const items = useList<Item>('/catalogue', { community }, { live: LIVE });
  const end = useAct((id: string) => api.post(`/catalogue/${part(id)}/close`), { done: t('act.saved'), changes: ['/catalogue'] });
  const more = useAct(({ id, count }: { id: string; count: number }) => api.post(`/catalogue/${part(id)}/stock`, { count }), { done: t('act.saved'), changes: ['/catalogue'] });
  return (
    <List<Item>
      from={items}
      id={(one) => one.id}
      columns={[
        { key: 'name', title: t('catalogue.name'), phone: 'name', show: (one) => <strong>{text(one.name)}</strong> },
        { key: 'kind', title: t('catalogue.kind'), phone: 'corner', show: (one) => <Tag style={{ margin: 0 }}>{t(`catalogue.kind_${one.kind}`)}</Tag> },
        { key: 'points', title: t('rewards.pointsOf'), right: true, show: (one) => number(one.points) },
        { key: 'left', title: t('catalogue.left'), right: true, show: (one) => (one.left === null || one.left === undefined ? <span className="quiet">{t('catalogue.unlimited')}</span> : number(one.left)) },
        { key: 'terms', title: t('catalogue.terms'), show: (one) => <span className="small">{[one.privilege && `${one.privilege} · ${t('coupons.days', { days: one.termDays })}`, one.perMember && t('catalogue.each', { count: one.perMember })].filter(Boolean).join(' · ') || '–'}</span> },
        {
          key: 'act', title: '',
          show: (one) =>
            one.closedAt ? <Tag>{t('budgets.closed')}</Tag> : may(session, 'MARKETER') && (
              <span className="row">
                {one.left !== null && one.left !== undefined && <Button size="small" onClick={() => more.mutate({ id: one.id, count: 10 })}>{t('catalogue.restock')}</Button>}
                <Popconfirm title={t('catalogue.closeAsk')} okText={t('budgets.close')} cancelText={t('act.cancel')} onConfirm={() => end.mutate(one.id)}>
                  <Button size="small" danger type="text">{t('budgets.close')}</Button>
                </Popconfirm>
              </span>
            ),
        },
      ]}
      empty={<Empty title={t('catalogue.empty')} text={t('catalogue.emptyText')}>{add}</Empty>}
    />
  );
}

export function Redemptions({ member }: { member?: string }) {
  const { t, i18n } = useTranslation();
  const number = useNumber();
  const { data: session } = useSession();
  const redemptions = useList<RedemptionItem>('/redemptions', { member }, { live: LIVE });
  const refund = useAct((id: string) => api.post(`/redemptions/${part(id)}/refund`, { reason: t('catalogue.byHand') }), { done: t('catalogue.refunded'), changes: ['/redemptions', '/catalogue', '/members'] });
  return (
    <List<RedemptionItem>
      from={redemptions}
      id={(one) => one.id}
      columns={[
        { key: 'item', title: t('catalogue.name'), phone: 'name', show: (one) => <strong>{i18n.language === 'zh' ? one.nameZh : one.nameEn}</strong> },
        { key: 'state', title: t('catalogue.state'), phone: 'corner', show: (one) => <RedemptionState word={one.state} /> },
        ...(member ? [] : [{ key: 'member', title: t('filter.member'), show: (one: RedemptionItem) => <Member id={one.member} /> }]),
        { key: 'points', title: t('rewards.pointsOf'), right: true, show: (one) => number(one.points) },
        { key: 'got', title: t('catalogue.got'), show: (one) => <span className="code wrap">{one.coupon ?? one.note ?? ''}</span> },
        { key: 'at', title: t('wallet.at'), show: (one) => <When at={one.at} /> },
        {
          key: 'act', title: '',
          show: (one) => one.state !== 'refunded' && may(session, 'MARKETER') && (
            <Popconfirm title={t('catalogue.refundAsk')} okText={t('catalogue.refund')} cancelText={t('act.cancel')} onConfirm={() => refund.mutate(one.id)}>
              <Button size="small" type="text">{t('catalogue.refund')}</Button>
            </Popconfirm>
          ),
        },
      ]}
      empty={<Empty title={t('catalogue.noRedemptions')} />}
    />
  );
}

interface Pool {
  id: string;
  name: string;
  closedAt?: string | null;
}

interface Wanted {
  zh: string;
  en: string;
  kind: string;
}

function NewItem({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Wanted>();
  const kind = Form.useWatch('kind', form);
  const pools = useList<Pool>('/coupon-pools', { community }, { enabled: open });
  const add = useAct((item: object) => api.post('/catalogue', { ...item, community }), { done: t('act.saved'), changes: ['/catalogue'] });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('catalogue.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then(({ zh, en, ...item }) => add.mutate({ ...item, name: { zh, en } }, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical" initialValues={{ kind: 'gift' }}>
        <Form.Item name="zh" label={t('catalogue.nameZh')} rules={required}><Input maxLength={100} /></Form.Item>
        <Form.Item name="en" label={t('catalogue.nameEn')} rules={required}><Input maxLength={100} /></Form.Item>
        <Form.Item name="kind" label={t('catalogue.kind')}><Select options={['gift', 'privilege', 'coupon'].map((one) => ({ value: one, label: t(`catalogue.kind_${one}`) }))} /></Form.Item>
        <Form.Item name="points" label={t('rewards.pointsOf')} rules={required}><InputNumber min={1} precision={0} style={{ width: '100%' }} /></Form.Item>
        {kind === 'coupon' && <Form.Item name="pool" label={t('catalogue.pool')} rules={required}><Select options={(pools.items ?? []).filter((pool) => !pool.closedAt).map((pool) => ({ value: Number(pool.id), label: pool.name }))} /></Form.Item>}
        {kind === 'privilege' && <Form.Item name="privilege" label={t('catalogue.privilege')} rules={required}><Input maxLength={64} /></Form.Item>}
        {kind === 'privilege' && <Form.Item name="termDays" label={t('catalogue.termDays')} rules={required}><InputNumber min={1} max={3650} precision={0} style={{ width: '100%' }} /></Form.Item>}
        {kind !== 'coupon' && <Form.Item name="stock" label={t('catalogue.stock')} extra={t('catalogue.stockHint')}><InputNumber min={1} max={100000} precision={0} style={{ width: '100%' }} /></Form.Item>}
        <Form.Item name="perMember" label={t('catalogue.perMember')}><InputNumber min={1} max={1000} precision={0} style={{ width: '100%' }} /></Form.Item>
      </Form>
    </Modal>
  );
}
