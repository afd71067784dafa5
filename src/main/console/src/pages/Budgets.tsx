import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Form, Input, InputNumber, Modal, Popconfirm, Progress, Select, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { Chart, type Line } from '../parts/Chart';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Panel, usePhone } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Budget {
  id: string;
  name: string;
  community: string;
  source?: string | null;
  reason?: string | null;
  per: 'all' | 'member';
  period: string;
  points: number;
  warnPercent: number;
  closedAt?: string | null;
  since: string;
  spent: number;
  refused: number;
  account?: string | null;
}

interface Spent {
  since: string;
  points: number;
  refused: number;
  members: number;
}

interface Refusal {
  id: string;
  member: string;
  points: number;
  reason: string;
  rule?: string | null;
  budgetName: string;
  spent: number;
  limit: number;
  at: string;
}

export default function Budgets() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string>();
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('budgets.add')}</Button> : null;
  return (
    <RewardPage at="budgets" actions={() => add}>
      {(community) => (
        <>
          <Panel flush>
            <Table community={community} open={setOpen} add={add} />
          </Panel>
          <div className="gap" />
          <Panel flush title={t('budgets.refusals')}>
            <Refusals community={community} />
          </Panel>
          <NewBudget community={community} open={adding} close={() => setAdding(false)} />
          <Detail id={open} close={() => setOpen(undefined)} />
        </>
      )}
    </RewardPage>
  );
}

function Table({ community, open, add }: { community: string; open: (id: string) => void; add: React.ReactNode }) {
  const { t } = useTranslation();
  const number = useNumber();
  const budgets = useList<Budget>('/budgets', { community }, { live: LIVE });
  return (
    <List<Budget>
      from={budgets}
      id={(one) => one.id}
      onRow={(one) => open(one.id)}
      columns={[
        { key: 'name', title: t('budgets.name'), phone: 'name', show: (one) => <Button type="link" style={{ padding: 0, height: 'auto', fontWeight: 600 }} onClick={() => open(one.id)}>{one.name}</Button> },
        { key: 'state', title: '', phone: 'corner', show: (one) => one.closedAt ? <Tag>{t('budgets.closed')}</Tag> : one.account ? <Tag color="gold">{t('budgets.pays')}</Tag> : <Tag color="blue">{t('budgets.cap')}</Tag> },
        { key: 'limit', title: t('budgets.limit'), show: (one) => <>{number(one.points)} <span className="quiet">· {t(`budgets.per_${one.per}`)} · {t(`budgets.period_${one.period}`)}</span></> },
        { key: 'spent', title: t('budgets.spent'), width: 220, show: (one) => one.per === 'member' ? number(one.spent) : <Share budget={one} /> },
        { key: 'covers', title: t('budgets.covers'), show: (one) => <span className="wrap small">{[one.source, one.reason && `“${one.reason}”`].filter(Boolean).join(' · ') || t('budgets.everything')}</span> },
        { key: 'refused', title: t('budgets.refused'), right: true, show: (one) => number(one.refused) },
      ]}
      empty={<Empty title={t('budgets.empty')} text={t('budgets.emptyText')}>{add}</Empty>}
    />
  );
}

function Share({ budget }: { budget: Budget }) {
  const number = useNumber();
  const share = Math.min(100, Math.round((budget.spent / budget.points) * 100));
  return <Progress percent={share} size="small" status={share >= 100 ? 'exception' : 'normal'} strokeColor={share >= budget.warnPercent ? '#b8481f' : '#4c7a52'} format={() => `${number(budget.spent)} · ${share}%`} aria-label={budget.name} />;
}

function Detail({ id, close }: { id?: string; close: () => void }) {
  const phone = usePhone();
  const found = useGet<{ budget: Budget; spans: Spent[]; days: Spent[] }>(`/budgets/${part(id ?? '')}`, {}, { enabled: !!id, live: LIVE });
  return (
    <Drawer open={!!id} onClose={close} size={phone ? '100%' : 620} title={found.data?.budget.id === id ? found.data?.budget.name : ''}>
      {id && <Loaded from={found}>{(data) => <Shown data={data} close={close} />}</Loaded>}
    </Drawer>
  );
}

function Shown({ data, close }: { data: { budget: Budget; spans: Spent[]; days: Spent[] }; close: () => void }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { data: session } = useSession();
  const { budget } = data;
  const rows = data.days.length > 0 ? data.days : data.spans;
  const state = JSON.stringify(rows);
  const lines = useMemo<Line[]>(() => {
    const list = (JSON.parse(state) as Spent[]).slice().reverse();
    return [{ name: t('budgets.spent'), kind: 'bar', values: list.map((one) => [one.since.slice(0, 10), one.points]) }];
  }, [state, t]);
  const end = useAct(() => api.post(`/budgets/${part(budget.id)}/close`), { done: t('act.saved'), changes: ['/budgets'] });
  return (
    <div className="stack wide">
      <dl className="pairs">
        <dt>{t('budgets.limit')}</dt>
        <dd>{number(budget.points)} · {t(`budgets.per_${budget.per}`)} · {t(`budgets.period_${budget.period}`)}</dd>
        <dt>{t('budgets.spent')}</dt>
        <dd>{budget.per === 'all' ? <Share budget={budget} /> : number(budget.spent)}</dd>
        <dt>{t('budgets.warn')}</dt>
        <dd>{budget.warnPercent}%</dd>
        <dt>{t('budgets.refused')}</dt>
        <dd>{number(budget.refused)}</dd>
      </dl>
      {rows.length > 0 ? <Chart lines={lines} height={240} label={t('budgets.spent')} /> : <span className="quiet">{t('budgets.nothingSpent')}</span>}
      {!budget.closedAt && may(session, 'MARKETER') && (
        <>
          <Raise budget={budget} />
          <Popconfirm title={t('budgets.closeAsk')} okText={t('budgets.close')} cancelText={t('act.cancel')} onConfirm={() => end.mutate(undefined, { onSuccess: close })}>
            <Button danger loading={end.isPending}>{t('budgets.close')}</Button>
          </Popconfirm>
        </>
      )}
      <h2 className="panel-title">{t('budgets.refusals')}</h2>
      <Refusals budget={budget.id} />
    </div>
  );
}

function Raise({ budget }: { budget: Budget }) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const change = useAct((wanted: object) => api.patch(`/budgets/${part(budget.id)}`, wanted), { done: t('act.saved'), changes: ['/budgets'] });
  return (
    <Form form={form} layout="inline" initialValues={{ points: budget.points, warnPercent: budget.warnPercent }} onFinish={(wanted: object) => change.mutate(wanted)}>
      <Form.Item name="points" label={t('budgets.limit')} rules={[{ required: true, message: t('form.required') }]}><InputNumber min={1} precision={0} style={{ width: 140 }} /></Form.Item>
      <Form.Item name="warnPercent" label={t('budgets.warn')}><InputNumber min={1} max={100} precision={0} suffix="%" style={{ width: 100 }} /></Form.Item>
      <Button htmlType="submit" loading={change.isPending}>{t('act.save')}</Button>
    </Form>
  );
}

function Refusals({ community, budget }: { community?: string; budget?: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const refusals = useList<Refusal>('/reward-refusals', { community, budget }, { live: 10_000 });
  return (
    <List<Refusal>
      from={refusals}
      id={(one) => one.id}
      columns={[
        { key: 'member', title: t('filter.member'), phone: 'name', show: (one) => <Member id={one.member} /> },
        { key: 'points', title: t('rewards.pointsOf'), phone: 'corner', right: true, show: (one) => number(one.points) },
        { key: 'why', title: t('budgets.why'), show: (one) => <span className="wrap small">{t('budgets.whyText', { name: one.budgetName, spent: number(one.spent), limit: number(one.limit) })}</span> },
        { key: 'reason', title: t('wallet.reason'), show: (one) => <span className="wrap small">{one.reason}</span> },
        { key: 'at', title: t('wallet.at'), show: (one) => <When at={one.at} /> },
      ]}
      empty={<Empty title={t('budgets.noRefusals')} />}
    />
  );
}

function NewBudget({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const add = useAct((budget: object) => api.post('/budgets', { ...budget, community }), { done: t('act.saved'), changes: ['/budgets'] });
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('budgets.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then((budget: object) => add.mutate(budget, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical" initialValues={{ per: 'all', period: 'ever', warnPercent: 80 }}>
        <Form.Item name="name" label={t('budgets.name')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={100} /></Form.Item>
        <Form.Item name="points" label={t('budgets.limit')} rules={[{ required: true, message: t('form.required') }]}><InputNumber min={1} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="per" label={t('budgets.per')}><Select options={['all', 'member'].map((one) => ({ value: one, label: t(`budgets.per_${one}`) }))} /></Form.Item>
        <Form.Item name="period" label={t('budgets.period')} extra={t('budgets.periodHint')}><Select options={['day', 'week', 'month', 'year', 'ever'].map((one) => ({ value: one, label: t(`budgets.period_${one}`) }))} /></Form.Item>
        <Form.Item name="source" label={t('budgets.source')} extra={t('budgets.sourceHint')}><Input maxLength={300} /></Form.Item>
        <Form.Item name="reason" label={t('budgets.reason')} extra={t('budgets.reasonHint')}><Input maxLength={200} /></Form.Item>
        <Form.Item name="warnPercent" label={t('budgets.warn')}><InputNumber min={1} max={100} precision={0} suffix="%" /></Form.Item>
      </Form>
    </Modal>
  );
}
