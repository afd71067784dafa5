import { Button, DatePicker, Drawer, Form, Input, InputNumber, Select, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, type Page } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import { useSession } from '../shell/session';
import { Fit, type PartnerItem } from './partners';
import { usePhone } from './page';

export interface CollaborationItem {
  id: string;
  community: string;
  partner: string;
  partnerName: string;
  title: string;
  stage: string;
  state: string;
  owner: string;
  fee?: number | null;
  publishBy: string;
  changedAt: string;
}

export interface CollaborationDetail extends CollaborationItem {
  goal: string;
  lead: string;
  page: string;
  code: string;
  trackedLink: string;
  windowDays: number;
  run?: string | null;
  link?: string | null;
  disclosed?: boolean | null;
  publishedOn?: string | null;
  verifiedBy?: string | null;
  rating?: number | null;
  cancelledBy?: string | null;
  reason?: string | null;
  offers: { round: number; side: string; amount: number; by: string; at: string }[];
  acts: { stage: string; element: string; by: string; at: string; answers: Record<string, unknown> }[];
  figures: { kind: string; figures: Record<string, number>; at: string }[];
  payment?: { kind: string; amount: number; reference?: string | null; by: string; at: string } | null;
  waiting: { task: string; element: string; title: string; assignee?: string | null; groups: string[]; due?: string | null; remindedAt?: string | null; escalatedAt?: string | null }[];
  results: { clicks: number; visitors: number; joins: number; stayed: number; buyers: number; orders: number; amount: number };
  cost: { paid: number; perJoin?: number | null; perOrder?: number | null; perThousandViews?: number | null };
  createdAt: string;
  endedAt?: string | null;
}

export const stages = ['invitation', 'reply', 'negotiation', 'brief', 'contract', 'signature', 'draft', 'review', 'publication', 'verification', 'figures', 'payment', 'retrospective', 'settlement'];
export const states = ['under-way', 'done', 'declined', 'refused', 'expired', 'cancelled'];

const hues: Record<string, string> = { 'under-way': 'orange', done: 'green', declined: 'default', refused: 'red', expired: 'default', cancelled: 'volcano' };

/** Where a collaboration stands: its stage while it is under way, how it ended after that. */
export function Standing({ one }: { one: { state: string; stage: string } }) {
  const { t } = useTranslation();
  const under = one.state === 'under-way';
  return <Tag color={hues[one.state] ?? 'default'} style={{ margin: 0 }}>{under ? t([`collaborations.stage_${one.stage}`, one.stage]) : t(`collaborations.state_${one.state}`)}</Tag>;
}

interface Person {
  name: string;
  displayName: string;
  active?: boolean;
}

interface Fields {
  partner: string;
  owner: string;
  lead: string;
  title: string;
  goal: string;
  page: string;
  windowDays: number;
  publishBy: Dayjs;
  offer: number;
}

export function NewCollaboration({ open, close, saved, partner }: { open: boolean; close: () => void; saved: (id: string) => void; partner?: string }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { data: session } = useSession();
  const [form] = Form.useForm<Fields>();
  const partners = useGet<Page<PartnerItem>>('/partners', { limit: 200 }, { enabled: open });
  const people = useGet<Person[] | { items: Person[] }>('/people', {}, { enabled: open });
  const all = (Array.isArray(people.data) ? people.data : (people.data?.items ?? [])).filter((one) => one.active !== false);
  const names = all.map((one) => ({ value: one.name, label: `${one.displayName} · ${one.name}` }));
  const save = useAct(
    ({ partner: whom, owner, lead, publishBy, ...plan }: Fields) => api.post<CollaborationDetail>('/collaborations', { partner: whom, owner, lead, plan: { ...plan, publishBy: publishBy.format('YYYY-MM-DD') } }),
    { done: t('collaborations.begun'), changes: ['/collaborations', '/partners', '/tasks'] },
  );
  const needed = [{ required: true, message: t('form.required') }];
  return (
    <Drawer open={open} onClose={close} size={phone ? '100%' : 640} title={t('collaborations.add')} destroyOnHidden extra={<Button type="primary" loading={save.isPending} onClick={() => form.submit()}>{t('collaborations.begin')}</Button>}>
      <Form<Fields> form={form} layout="vertical" className="grid" style={{ rowGap: 0 }} initialValues={{ partner, owner: session?.name, windowDays: 30, offer: 0 }} onFinish={(fields) => save.mutate(fields, { onSuccess: (made) => { close(); saved(made.id); } })}>
        <Form.Item className="c12" name="partner" label={t('collaborations.partner')} extra={t('collaborations.partnerHint')} rules={needed}>
          <Select showSearch={{ optionFilterProp: 'search' }} options={(partners.data?.items ?? []).map((one) => ({ value: one.id, search: one.name, disabled: !one.mayBeContacted, label: <span className="row between"><span>{one.name}</span><Fit score={one.score} /></span> }))} />
        </Form.Item>
        <Form.Item className="c12" name="title" label={t('collaborations.name')} rules={needed}><Input maxLength={100} /></Form.Item>
        <Form.Item className="c12" name="goal" label={t('collaborations.goal')} rules={needed}><Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} /></Form.Item>
        <Form.Item className="c6" name="owner" label={t('collaborations.owner')} extra={t('collaborations.ownerHint')} rules={needed}><Select options={names} /></Form.Item>
        <Form.Item className="c6" name="lead" label={t('collaborations.lead')} extra={t('collaborations.leadHint')} rules={needed}><Select options={names} /></Form.Item>
        <Form.Item className="c6" name="offer" label={t('collaborations.offer')} rules={needed}><InputNumber min={0} max={1000000000} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item className="c6" name="publishBy" label={t('collaborations.publishBy')} rules={needed}><DatePicker style={{ width: '100%' }} minDate={dayjs().add(1, 'day')} /></Form.Item>
        <Form.Item className="c8" name="page" label={t('collaborations.page')} extra={t('collaborations.pageHint')} rules={needed}><Input placeholder="https://" maxLength={500} /></Form.Item>
        <Form.Item className="c4" name="windowDays" label={t('collaborations.windowDays')} rules={needed}><InputNumber min={1} max={365} precision={0} style={{ width: '100%' }} /></Form.Item>
      </Form>
    </Drawer>
  );
}
