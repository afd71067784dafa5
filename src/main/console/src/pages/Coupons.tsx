import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, DatePicker, Drawer, Form, Input, InputNumber, Modal, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Panel, usePhone } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Pool {
  id: string;
  name: string;
  benefit: string;
  validDays?: number | null;
  validUntil?: string | null;
  returns: boolean;
  closedAt?: string | null;
  codes: Record<string, number>;
}

export interface CouponItem {
  id: string;
  code: string;
  poolName: string;
  benefit: string;
  state: string;
  member?: string | null;
  issuedAt?: string | null;
  expiresAt?: string | null;
  order?: string | null;
}

const states = ['free', 'issued', 'reserved', 'redeemed', 'expired'];
const hues: Record<string, string> = { free: 'default', issued: 'green', reserved: 'gold', redeemed: 'blue', expired: 'default' };

export function CouponState({ word }: { word: string }) {
  const { t } = useTranslation();
  return <Tag color={hues[word]} style={{ margin: 0 }}>{t(`coupons.state_${word}`)}</Tag>;
}

export default function Coupons() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string>();
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('coupons.add')}</Button> : null;
  return (
    <RewardPage at="coupons" actions={() => add}>
      {(community) => (
        <>
          <Panel flush>
            <Pools community={community} open={setOpen} add={add} />
          </Panel>
          <NewPool community={community} open={adding} close={() => setAdding(false)} />
          <Detail id={open} close={() => setOpen(undefined)} />
        </>
      )}
    </RewardPage>
  );
}

function Pools({ community, open, add }: { community: string; open: (id: string) => void; add: React.ReactNode }) {
  const { t } = useTranslation();
  const number = useNumber();
  const pools = useList<Pool>('/coupon-pools', { community }, { live: LIVE });
  return (
    <List<Pool>
      from={pools}
      id={(one) => one.id}
      onRow={(one) => open(one.id)}
      columns={[
        { key: 'name', title: t('coupons.name'), phone: 'name', show: (one) => <Button type="link" style={{ padding: 0, height: 'auto', fontWeight: 600 }} onClick={() => open(one.id)}>{one.name}</Button> },
        { key: 'closed', title: '', phone: 'corner', show: (one) => one.closedAt && <Tag>{t('budgets.closed')}</Tag> },
        { key: 'benefit', title: t('coupons.benefit'), show: (one) => <span className="code wrap">{one.benefit}</span> },
        ...states.map((state) => ({ key: state, title: t(`coupons.state_${state}`), right: true, show: (one: Pool) => number(one.codes[state] ?? 0) })),
        { key: 'valid', title: t('coupons.valid'), show: (one) => <Validity pool={one} /> },
      ]}
      empty={<Empty title={t('coupons.empty')} text={t('coupons.emptyText')}>{add}</Empty>}
    />
  );
}

function Validity({ pool }: { pool: Pool }) {
  const { t } = useTranslation();
  if (!pool.validDays && !pool.validUntil) return <span className="quiet">{t('coupons.always')}</span>;
  return (
    <span className="small">
      {pool.validDays && t('coupons.days', { days: pool.validDays })} {pool.validUntil && <When at={pool.validUntil} />} {pool.returns && <span className="quiet">· {t('coupons.returns')}</span>}
    </span>
  );
}

function Detail({ id, close }: { id?: string; close: () => void }) {
  const phone = usePhone();
  const pool = useGet<Pool>(`/coupon-pools/${part(id ?? '')}`, {}, { enabled: !!id, live: LIVE });
  return (
    <Drawer open={!!id} onClose={close} size={phone ? '100%' : 720} title={pool.data?.id === id ? pool.data?.name : ''}>
      {id && <Loaded from={pool}>{(data) => <Shown pool={data} />}</Loaded>}
    </Drawer>
  );
}

function Shown({ pool }: { pool: Pool }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [state, setState] = useState<string>();
  const marketer = may(session, 'MARKETER');
  const coupons = useList<CouponItem>(`/coupon-pools/${part(pool.id)}/coupons`, { state }, { enabled: marketer });
  const end = useAct(() => api.post(`/coupon-pools/${part(pool.id)}/close`), { done: t('act.saved'), changes: ['/coupon-pools'] });
  return (
    <div className="stack wide">
      {marketer && !pool.closedAt && (
        <>
          <Fill pool={pool} />
          <Popconfirm title={t('coupons.closeAsk')} okText={t('budgets.close')} cancelText={t('act.cancel')} onConfirm={() => end.mutate(undefined)}>
            <Button danger loading={end.isPending}>{t('coupons.close')}</Button>
          </Popconfirm>
        </>
      )}
      {marketer && (
        <>
          <Select allowClear style={{ width: 180 }} placeholder={t('coupons.state')} aria-label={t('coupons.state')} value={state} onChange={setState} options={states.map((one) => ({ value: one, label: t(`coupons.state_${one}`) }))} />
          <List<CouponItem>
            from={coupons}
            id={(one) => one.id}
            columns={[
              { key: 'code', title: t('coupons.code'), phone: 'name', show: (one) => <span className="code">{one.code}</span> },
              { key: 'state', title: t('coupons.state'), phone: 'corner', show: (one) => <CouponState word={one.state} /> },
              { key: 'member', title: t('filter.member'), show: (one) => one.member && <Member id={one.member} /> },
              { key: 'order', title: t('coupons.order'), show: (one) => one.order && <span className="code wrap">{one.order}</span> },
              { key: 'expires', title: t('coupons.expires'), show: (one) => one.expiresAt && <When at={one.expiresAt} /> },
            ]}
            empty={<Empty title={t('coupons.noCodes')} />}
          />
        </>
      )}
    </div>
  );
}

function Fill({ pool }: { pool: Pool }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ generate?: number; codes?: string }>();
  const fill = useAct((wanted: object) => api.post<{ added: number; known: number }>(`/coupon-pools/${part(pool.id)}/codes`, wanted), { changes: ['/coupon-pools'] });
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={({ generate, codes }) => {
        const own = (codes ?? '').split(/[\s,;]+/).filter(Boolean);
        fill.mutate(own.length > 0 ? { codes: own } : { generate }, {
          onSuccess: ({ added, known }) => {
            void message.success(t('coupons.filled', { added, known }));
            form.resetFields();
          },
        });
      }}
    >
      <Form.Item name="generate" label={t('coupons.generate')}><InputNumber min={1} max={20000} precision={0} style={{ width: '100%' }} /></Form.Item>
      <Form.Item name="codes" label={t('coupons.own')} extra={t('coupons.ownHint')}><Input.TextArea rows={3} /></Form.Item>
      <Button htmlType="submit" loading={fill.isPending}>{t('coupons.fill')}</Button>
    </Form>
  );
}

function NewPool({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const add = useAct((pool: object) => api.post('/coupon-pools', { ...pool, community }), { done: t('act.saved'), changes: ['/coupon-pools'] });
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('coupons.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then(({ until, ...pool }: { until?: { toISOString: () => string } }) => add.mutate({ ...pool, validUntil: until?.toISOString() }, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical" initialValues={{ returns: true }}>
        <Form.Item name="name" label={t('coupons.name')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={100} /></Form.Item>
        <Form.Item name="benefit" label={t('coupons.benefit')} extra={t('coupons.benefitHint')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={200} /></Form.Item>
        <Form.Item name="generate" label={t('coupons.generate')}><InputNumber min={1} max={20000} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="validDays" label={t('coupons.validDays')}><InputNumber min={1} max={3650} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="until" label={t('coupons.validUntil')}><DatePicker showTime style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="returns" valuePropName="checked"><Checkbox>{t('coupons.returns')}</Checkbox></Form.Item>
      </Form>
    </Modal>
  );
}
