import { Alert, Button, DatePicker, Drawer, Form, Input, InputNumber, Select, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { Community, SegmentItem, TemplateItem } from '../api/types';
import { useText } from '../i18n';
import { useNumber } from './figure';
import { usePhone } from './page';
import { useWords } from './words';

export interface PromotionItem {
  id: string;
  community: string;
  title: string;
  state: string;
  paused: boolean;
  author: string;
  startsAt: string;
  endsAt: string;
  members?: number | null;
}

export interface Plan {
  title: string;
  offer: string;
  segments: string[];
  without?: string[] | null;
  holdOut: number;
  warmUp?: string | null;
  warmUpAt?: string | null;
  message: string;
  startsAt: string;
  reminder?: string | null;
  remindAt?: string | null;
  endsAt: string;
  waveSize: number;
  waveMinutes: number;
  reaction: string;
  amountField?: string | null;
  budget: number;
  costPerReaction: number;
}

export interface Wave {
  stage: string;
  wave: number;
  due?: string | null;
  planned: number;
  begunAt?: string | null;
  doneAt?: string | null;
}

export interface PromotionDetail {
  id: string;
  community: string;
  plan: Plan;
  hash: string;
  author: string;
  state: string;
  pausedBy?: string | null;
  run?: string | null;
  stage?: string | null;
  failure?: string | null;
  members?: number | null;
  heldOut?: number | null;
  waveCount?: number | null;
  approvals: { runNumber: number; people: string; hash: string; reasons: string[]; said?: boolean | null; by?: string | null; at?: string | null; remark?: string | null }[];
  waves: Wave[];
}

interface Estimate {
  value: number;
  low: number;
  high: number;
}

export interface PromotionReport {
  settled: boolean;
  at: string;
  members: number;
  told: number;
  heldOut: number;
  toldReacted: number;
  heldOutReacted: number;
  toldRate: Estimate;
  heldOutRate?: Estimate | null;
  difference?: Estimate | null;
  amount: number;
  messages: { stage: string; status: string; messages: number }[];
  budget: number;
  messageCost: number;
  reactionCost: number;
  left: number;
}

const colours: Record<string, string> = { draft: 'default', approval: 'gold', approved: 'cyan', running: 'green', settled: 'blue', refused: 'red', expired: 'red', cancelled: 'default' };

export function PromotionState({ state }: { state: string }) {
  const { t } = useTranslation();
  return <Tag color={colours[state]}>{t(`promotions.state_${state}`)}</Tag>;
}

type Fields = Omit<Plan, 'warmUpAt' | 'startsAt' | 'remindAt' | 'endsAt'> & { community: string; warmUpAt?: Dayjs | null; startsAt: Dayjs; remindAt?: Dayjs | null; endsAt: Dayjs };

/** One form for a new plan and for changing one; times are chosen in the zone of whoever looks. */
export function PlanForm({ open, close, saved, old }: { open: boolean; close: () => void; saved: (id: string) => void; old?: PromotionDetail }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const text = useText();
  const words = useWords();
  const [form] = Form.useForm<Fields>();
  const communities = useGet<Community[]>('/communities', {}, { enabled: open });
  const segments = useGet<SegmentItem[]>('/segments', {}, { enabled: open });
  const templates = useGet<TemplateItem[]>('/templates', {}, { enabled: open });
  const list = <T,>(found: T[] | { items: T[] } | undefined) => (Array.isArray(found) ? found : (found?.items ?? []));
  const save = useAct(
    ({ community, warmUpAt, startsAt, remindAt, endsAt, ...rest }: Fields) => {
      const plan = { ...rest, warmUp: rest.warmUp || undefined, reminder: rest.reminder || undefined, amountField: rest.amountField || undefined, warmUpAt: warmUpAt?.toISOString(), startsAt: startsAt.toISOString(), remindAt: remindAt?.toISOString(), endsAt: endsAt.toISOString() };
      return old ? api.put<PromotionDetail>(`/promotions/${part(old.id)}`, { hash: old.hash, plan }) : api.post<PromotionDetail>('/promotions', { community, plan });
    },
    { done: t('act.saved'), changes: ['/promotions'] },
  );
  const needed = [{ required: true, message: t('form.required') }];
  const times = (iso?: string | null) => (iso ? dayjs(iso) : undefined);
  const initial = old
    ? { ...old.plan, community: old.community, warmUpAt: times(old.plan.warmUpAt), startsAt: dayjs(old.plan.startsAt), remindAt: times(old.plan.remindAt), endsAt: dayjs(old.plan.endsAt) }
    : { community: list(communities.data)[0]?.slug, holdOut: 10, waveSize: 10000, waveMinutes: 30, budget: 0, costPerReaction: 0, reaction: 'order.paid' };
  const templateOptions = list(templates.data).map((one) => ({ value: one.id, label: `${text(one.title)} · ${one.id}` }));
  const segmentOptions = list(segments.data).map((one) => ({ value: one.name, label: words.segment(one.name) }));
  const clock = <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />;
  return (
    <Drawer open={open} onClose={close} size={phone ? '100%' : 720} title={old ? t('promotions.change') : t('promotions.add')} destroyOnHidden extra={<Button type="primary" loading={save.isPending} onClick={() => form.submit()}>{t('act.save')}</Button>}>
      {old && old.state !== 'draft' && <Alert type="warning" showIcon title={t('promotions.voids')} style={{ marginBottom: 16 }} />}
      {communities.data && (
        <Form<Fields> form={form} layout="vertical" className="grid" style={{ rowGap: 0 }} initialValues={initial} onFinish={(fields) => save.mutate(fields, { onSuccess: (made) => { close(); saved(made.id); } })}>
          <Form.Item className="c12" name="title" label={t('promotions.name')} rules={needed}><Input maxLength={100} /></Form.Item>
          <Form.Item className="c12" name="offer" label={t('promotions.offer')} extra={t('promotions.offerHint')} rules={needed}><Input.TextArea maxLength={500} autoSize /></Form.Item>
          <h2 className="panel-title c12">{t('promotions.who')}</h2>
          {!old && <Form.Item className="c12" name="community" label={t('filter.community')} rules={needed}><Select options={list(communities.data).map((one) => ({ value: one.slug, label: text(one.name) || one.slug }))} /></Form.Item>}
          <Form.Item className="c6" name="segments" label={t('promotions.segments')} rules={needed}><Select mode="multiple" options={segmentOptions} /></Form.Item>
          <Form.Item className="c6" name="without" label={t('promotions.without')}><Select mode="multiple" options={segmentOptions} /></Form.Item>
          <Form.Item className="c6" name="holdOut" label={t('promotions.holdOut')} extra={t('promotions.holdOutHint')}><InputNumber min={0} max={50} precision={0} suffix="%" style={{ width: '100%' }} /></Form.Item>
          <div className="c6"><Counted form={form} old={old} /></div>
          <h2 className="panel-title c12">{t('promotions.calendar')}</h2>
          <Form.Item className="c6" name="warmUp" label={t('promotions.warmUp')}><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={templateOptions} /></Form.Item>
          <Form.Item className="c6" name="warmUpAt" label={t('promotions.at')}>{clock}</Form.Item>
          <Form.Item className="c6" name="message" label={t('promotions.message')} rules={needed}><Select showSearch={{ optionFilterProp: 'label' }} options={templateOptions} /></Form.Item>
          <Form.Item className="c6" name="startsAt" label={t('promotions.startsAt')} rules={needed}>{clock}</Form.Item>
          <Form.Item className="c6" name="reminder" label={t('promotions.reminder')} extra={t('promotions.reminderHint')}><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={templateOptions} /></Form.Item>
          <Form.Item className="c6" name="remindAt" label={t('promotions.at')}>{clock}</Form.Item>
          <Form.Item className="c6" name="waveSize" label={t('promotions.waveSize')} rules={needed}><InputNumber min={1} max={1000000} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="c6" name="waveMinutes" label={t('promotions.waveMinutes')} rules={needed}><InputNumber min={0} max={10080} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="c6" name="endsAt" label={t('promotions.endsAt')} rules={needed}>{clock}</Form.Item>
          <h2 className="panel-title c12">{t('promotions.money')}</h2>
          <Form.Item className="c6" name="reaction" label={t('promotions.reaction')} extra={t('promotions.reactionHint')} rules={needed}><Input maxLength={100} /></Form.Item>
          <Form.Item className="c6" name="amountField" label={t('promotions.amountField')}><Input maxLength={64} /></Form.Item>
          <Form.Item className="c6" name="budget" label={t('promotions.budget')} rules={needed}><InputNumber min={0} precision={2} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="c6" name="costPerReaction" label={t('promotions.costPerReaction')} rules={needed}><InputNumber min={0} precision={2} style={{ width: '100%' }} /></Form.Item>
        </Form>
      )}
    </Drawer>
  );
}

/** How many the audience would be now; asked when somebody wants to know, as it counts them all. */
function Counted({ form, old }: { form: ReturnType<typeof Form.useForm<Fields>>[0]; old?: PromotionDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const [members, setMembers] = useState<number>();
  const count = useAct(() => api.post<{ members: number }>('/promotions/audience', { community: old?.community ?? form.getFieldValue('community'), segments: form.getFieldValue('segments') ?? [], without: form.getFieldValue('without') ?? [] }));
  return (
    <Form.Item label={t('promotions.members')}>
      <Button loading={count.isPending} onClick={() => count.mutate(undefined, { onSuccess: (found) => setMembers(found.members) })}>{t('promotions.count')}</Button>
      {members !== undefined && <strong className="number" style={{ marginInlineStart: 12 }}>{number(members)}</strong>}
    </Form.Item>
  );
}
