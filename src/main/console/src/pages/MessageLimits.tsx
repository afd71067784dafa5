import { PauseCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Progress, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet, useList } from '../api/hooks';
import type { Budget, BudgetStanding, ChannelItem, Freeze, TemplateItem } from '../api/types';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { useTerm } from '../parts/words';
import { may, useSession } from '../shell/session';

/** What holds messages back: freezes, quotas and budgets. */
export default function MessageLimits() {
  const { t } = useTranslation();
  return (
    <Page back={{ to: '/messages', label: t('messages.title') }} title={t('limits.title')} text={t('limits.text')}>
      <div className="stack wide">
        <Freezes />
        <Channels />
        <Budgets />
      </div>
    </Page>
  );
}

const usual = ['all', 'marketing', 'community', 'service', 'security'];

function Freezes() {
  const { t } = useTranslation();
  const term = useTerm();
  const { data: session } = useSession();
  const [freezing, setFreezing] = useState(false);
  const [form] = Form.useForm();
  const allowed = may(session, 'OPERATOR', 'APPROVER');
  const path = '/messages/freezes';
  const templates = useGet<TemplateItem[]>('/templates');
  const purposes = [...new Set([...usual, ...(templates.data ?? []).map((one) => one.purpose)])];
  const freezes = useGet<Freeze[]>(path, {}, { live: 5000 });
  const freeze = useAct(({ purpose, reason }: { purpose: string; reason: string }) => api.put(`${path}/${part(purpose)}`, { reason }), { done: t('limits.frozen'), changes: ['/messages'] });
  const lift = useAct((purpose: string) => api.delete(`${path}/${part(purpose === '*' ? 'all' : purpose)}`), { done: t('limits.lifted'), changes: ['/messages'] });
  const name = (purpose: string) => (purpose === '*' || purpose === 'all' ? t('limits.everything') : term('purpose', purpose));
  return (
    <Panel title={t('limits.freezes')} extra={allowed && <Button danger icon={<PauseCircleOutlined />} onClick={() => setFreezing(true)}>{t('limits.freeze')}</Button>}>
      <Loaded from={freezes} rows={2}>
        {(found) =>
          found.length === 0 ? (
            <p className="quiet">{t('limits.none')}</p>
          ) : (
            <div className="stack">
              {found.map((one) => (
                <div key={one.purpose} className="row between">
                  <span className="wrap"><strong>{name(one.purpose)}</strong> · {one.reason} <span className="quiet small">· {one.by} · <When at={one.at} /></span></span>
                  {allowed && (
                    <Popconfirm title={t('limits.liftAsk')} okText={t('limits.lift')} cancelText={t('act.cancel')} onConfirm={() => lift.mutate(one.purpose)}>
                      <Button size="small" loading={lift.isPending}>{t('limits.lift')}</Button>
                    </Popconfirm>
                  )}
                </div>
              ))}
            </div>
          )
        }
      </Loaded>
      <Modal title={t('limits.freeze')} open={freezing} onCancel={() => setFreezing(false)} okText={t('limits.freeze')} okButtonProps={{ danger: true, loading: freeze.isPending }} cancelText={t('act.cancel')} onOk={() => form.submit()}>
        <Form form={form} layout="vertical" initialValues={{ purpose: 'all' }} onFinish={(asked: { purpose: string; reason: string }) => freeze.mutate(asked, { onSuccess: () => { setFreezing(false); form.resetFields(); } })}>
          <Form.Item name="purpose" label={t('messages.purpose')}><Select options={purposes.map((one) => ({ value: one, label: name(one) }))} /></Form.Item>
          <Form.Item name="reason" label={t('limits.reason')} rules={[{ required: true, whitespace: true, message: t('form.required') }]}><Input.TextArea maxLength={300} autoSize={{ minRows: 2 }} /></Form.Item>
        </Form>
      </Modal>
    </Panel>
  );
}

/** The channels in the order in which they are tried, and how this server drives them. */
function Channels() {
  const { t } = useTranslation();
  const term = useTerm();
  const number = useNumber();
  const channels = useGet<ChannelItem[]>('/messages/channels', {}, { live: 5000 });
  const pace = (one: ChannelItem) => [one.perSecond > 0 && t('limits.aSecond', { count: one.perSecond }), one.perMinute > 0 && t('limits.aMinute', { count: one.perMinute })].filter(Boolean).join(', ') || t('limits.anyPace');
  return (
    <Panel title={t('limits.channels')}>
      <Loaded from={channels} rows={2}>
        {(found) => (
          <div className="stack">
            {found.map((one) => (
              <div key={one.name} className="row between">
                <span className="wrap">
                  <strong>{term('channel', one.name)}</strong> {one.resting && <Tag color="orange">{t('limits.resting')}</Tag>} {!one.personal && <Tag>{t('limits.group')}</Tag>}
                  <span className="quiet small"> {pace(one)} · {t('limits.connections', { count: one.connections })} · {one.takesKey ? t('limits.takesKey') : t('limits.noKey')}</span>
                </span>
                <span className="quiet small number">{t('limits.queue', { waiting: number(one.waiting), hand: number(one.inHand) })}</span>
              </div>
            ))}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function Budgets() {
  const { t } = useTranslation();
  const term = useTerm();
  const number = useNumber();
  const { data: session } = useSession();
  const [setting, setSetting] = useState(false);
  const [form] = Form.useForm();
  const allowed = may(session, 'APPROVER');
  const path = '/messages/budgets';
  const budgets = useList<BudgetStanding>(path, {}, { live: 5000 });
  const save = useAct((budget: Budget) => api.put(path, budget), { done: t('act.saved'), changes: [path] });
  const lift = useAct(({ scope, name }: Budget) => api.delete(`${path}?scope=${part(scope)}&name=${encodeURIComponent(name)}`), { done: t('limits.budgetLifted'), changes: [path] });
  const used = ({ budget, usedMessages, usedCost }: BudgetStanding) =>
    Math.max(budget.messages ? usedMessages / budget.messages : budget.messages === 0 ? 1 : 0, budget.cost ? usedCost / budget.cost : budget.cost === 0 ? 1 : 0);
  return (
    <Panel flush title={t('limits.budgets')} extra={allowed && <Button icon={<PlusOutlined />} onClick={() => setSetting(true)}>{t('limits.budget')}</Button>}>
      <List<BudgetStanding>
        from={budgets}
        id={({ budget }) => `${budget.scope} ${budget.name} ${budget.period}`}
        columns={[
          { key: 'name', title: t('limits.for'), phone: 'name', show: ({ budget }) => <span><strong>{budget.scope === 'channel' ? term('channel', budget.name) : budget.scope === 'purpose' ? term('purpose', budget.name) : budget.name}</strong> <span className="quiet">{term('budgetScope', budget.scope)}</span></span> },
          { key: 'period', title: t('limits.period'), show: ({ budget }) => term('period', budget.period) },
          { key: 'messages', title: t('limits.messages'), right: true, show: ({ budget, usedMessages }) => <span className="number">{number(usedMessages)} / {budget.messages == null ? '∞' : number(budget.messages)}</span> },
          { key: 'cost', title: t('limits.cost'), right: true, show: ({ budget, usedCost }) => <span className="number">{number(usedCost)} / {budget.cost == null ? '∞' : number(budget.cost)}</span> },
          { key: 'used', title: t('limits.used'), show: (one) => <Progress aria-label={t('limits.used')} style={{ minWidth: 110 }} percent={Math.min(100, Math.round(used(one) * 100))} status={used(one) >= 1 ? 'exception' : 'normal'} size="small" /> },
          {
            key: 'act', title: '', phone: 'corner',
            show: ({ budget }) => allowed && budget.scope !== 'channel' && (
              <Popconfirm title={t('limits.budgetLiftAsk')} okText={t('limits.budgetLift')} cancelText={t('act.cancel')} onConfirm={() => lift.mutate(budget)}>
                <Button size="small" type="text">{t('limits.budgetLift')}</Button>
              </Popconfirm>
            ),
          },
        ]}
        empty={<Empty title={t('limits.noBudgets')} text={t('limits.noBudgetsText')} />}
      />
      <Modal title={t('limits.budget')} open={setting} onCancel={() => setSetting(false)} okText={t('act.save')} okButtonProps={{ loading: save.isPending }} cancelText={t('act.cancel')} onOk={() => form.submit()}>
        <Form form={form} layout="vertical" initialValues={{ scope: 'purpose', name: 'marketing', period: 'month' }} onFinish={(asked: Budget) => save.mutate(asked, { onSuccess: () => { setSetting(false); form.resetFields(); }, onError: (problem) => problem.body.field && form.setFields([{ name: problem.body.field, errors: [problem.body.detail ?? problem.code] }]) })}>
          <Form.Item name="scope" label={t('limits.scope')}><Select options={['purpose', 'templates'].map((one) => ({ value: one, label: term('budgetScope', one) }))} /></Form.Item>
          <Form.Item name="name" label={t('limits.name')} extra={t('limits.nameHint')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={100} /></Form.Item>
          <Form.Item name="period" label={t('limits.period')}><Select options={['day', 'month', 'total'].map((one) => ({ value: one, label: term('period', one) }))} /></Form.Item>
          <Form.Item name="messages" label={t('limits.messages')}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item name="cost" label={t('limits.cost')} extra={t('limits.costHint')}><InputNumber min={0} precision={2} style={{ width: '100%' }} /></Form.Item>
        </Form>
      </Modal>
    </Panel>
  );
}
