import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Drawer, Form, Input, InputNumber, Select, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, type Page } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import { useSession } from '../shell/session';
import { usePhone } from './page';
import type { PartnerItem } from './partners';

export interface JointEventItem {
  id: string;
  community: string;
  title: string;
  state: string;
  owner: string;
  startsAt: string;
  endsAt: string;
}

export interface JointEventDetail extends JointEventItem {
  about: string;
  page: string;
  lead: string;
  code: string;
  trackedLink: string;
  windowDays: number;
  cancelledBy?: string | null;
  reason?: string | null;
  partners: { partner: string; name: string; share: number; code: string; trackedLink: string }[];
  duties: { id: string; partner?: string | null; partnerName?: string | null; what: string; due: string; doneAt?: string | null; doneBy?: string | null; kept?: boolean | null; note?: string | null }[];
  results: { partner?: string | null; visitors: number; joins: number; orders: number; amount: number }[];
}

const hues: Record<string, string> = { planned: 'gold', running: 'orange', over: 'green', cancelled: 'volcano' };

export function JointState({ state }: { state: string }) {
  const { t } = useTranslation();
  return <Tag color={hues[state] ?? 'default'} style={{ margin: 0 }}>{t(`jointEvents.state_${state}`)}</Tag>;
}

interface Person {
  name: string;
  displayName: string;
  active?: boolean;
}

interface Fields {
  title: string;
  about: string;
  page: string;
  windowDays: number;
  when: [Dayjs, Dayjs];
  owner: string;
  lead: string;
  partners: { partner: string; share: number }[];
  duties: { partner?: string; what: string; due: Dayjs }[];
}

export function NewJointEvent({ open, close, saved }: { open: boolean; close: () => void; saved: (id: string) => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { data: session } = useSession();
  const [form] = Form.useForm<Fields>();
  const known = useGet<Page<PartnerItem>>('/partners', { limit: 200 }, { enabled: open });
  const people = useGet<Person[] | { items: Person[] }>('/people', {}, { enabled: open });
  const names = (Array.isArray(people.data) ? people.data : (people.data?.items ?? [])).filter((one) => one.active !== false).map((one) => ({ value: one.name, label: `${one.displayName} · ${one.name}` }));
  const options = (known.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  const chosen = Form.useWatch('partners', form) ?? [];
  const save = useAct(
    ({ owner, lead, when, duties, ...plan }: Fields) =>
      api.post<JointEventDetail>('/joint-events', {
        community: known.data?.items.find((one) => one.id === plan.partners[0]?.partner)?.community,
        owner,
        lead,
        plan: { ...plan, startsAt: when[0].toISOString(), endsAt: when[1].toISOString(), duties: (duties ?? []).map((one) => ({ ...one, due: one.due.toISOString() })) },
      }),
    { done: t('jointEvents.planned'), changes: ['/joint-events', '/tasks'] },
  );
  const needed = [{ required: true, message: t('form.required') }];
  return (
    <Drawer open={open} onClose={close} size={phone ? '100%' : 680} title={t('jointEvents.add')} destroyOnHidden extra={<Button type="primary" loading={save.isPending} onClick={() => form.submit()}>{t('act.save')}</Button>}>
      <Form<Fields> form={form} layout="vertical" className="grid" style={{ rowGap: 0 }} initialValues={{ owner: session?.name, windowDays: 30, partners: [{ share: 50 }], duties: [] }} onFinish={(fields) => save.mutate(fields, { onSuccess: (made) => { close(); saved(made.id); } })}>
        <Form.Item className="c12" name="title" label={t('collaborations.name')} rules={needed}><Input maxLength={100} /></Form.Item>
        <Form.Item className="c12" name="about" label={t('jointEvents.about')} rules={needed}><Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} /></Form.Item>
        <Form.Item className="c12" name="when" label={t('jointEvents.when')} rules={needed}><DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" minDate={dayjs()} style={{ width: '100%' }} /></Form.Item>
        <Form.Item className="c6" name="owner" label={t('collaborations.owner')} extra={t('jointEvents.ownerHint')} rules={needed}><Select options={names} /></Form.Item>
        <Form.Item className="c6" name="lead" label={t('collaborations.lead')} extra={t('collaborations.leadHint')} rules={needed}><Select options={names} /></Form.Item>
        <Form.Item className="c8" name="page" label={t('collaborations.page')} extra={t('collaborations.pageHint')} rules={needed}><Input placeholder="https://" maxLength={500} /></Form.Item>
        <Form.Item className="c4" name="windowDays" label={t('collaborations.windowDays')} rules={needed}><InputNumber min={1} max={365} precision={0} style={{ width: '100%' }} /></Form.Item>
        <div className="c12">
          <h3 style={{ margin: '4px 0' }}>{t('jointEvents.partners')}</h3>
          <p className="quiet small">{t('jointEvents.shareHint')}</p>
          <Form.List name="partners">
            {(rows, { add, remove }) => (
              <>
                {rows.map((row) => (
                  <div key={row.key} className="row" style={{ gap: 8, alignItems: 'start' }}>
                    <Form.Item className="grow" name={[row.name, 'partner']} rules={needed}><Select options={options} aria-label={t('collaborations.partner')} placeholder={t('collaborations.partner')} /></Form.Item>
                    <Form.Item name={[row.name, 'share']} rules={needed}><InputNumber min={1} max={100} precision={0} suffix="%" aria-label={t('jointEvents.share')} style={{ width: 110 }} /></Form.Item>
                    {rows.length > 1 && <Button icon={<DeleteOutlined />} aria-label={t('partners.remove')} onClick={() => remove(row.name)} />}
                  </div>
                ))}
                <Button icon={<PlusOutlined />} onClick={() => add({ share: 10 })}>{t('jointEvents.addPartner')}</Button>
              </>
            )}
          </Form.List>
        </div>
        <div className="c12" style={{ marginTop: 16 }}>
          <h3 style={{ margin: '4px 0' }}>{t('jointEvents.duties')}</h3>
          <p className="quiet small">{t('jointEvents.dutiesHint')}</p>
          <Form.List name="duties">
            {(rows, { add, remove }) => (
              <>
                {rows.map((row) => (
                  <div key={row.key} className="grid" style={{ rowGap: 0, alignItems: 'start' }}>
                    <Form.Item className="c3" name={[row.name, 'partner']}><Select allowClear options={options.filter((one) => chosen.some((part) => part?.partner === one.value))} placeholder={t('jointEvents.ours')} aria-label={t('jointEvents.side')} /></Form.Item>
                    <Form.Item className="c5" name={[row.name, 'what']} rules={needed}><Input maxLength={500} placeholder={t('partners.what')} aria-label={t('partners.what')} /></Form.Item>
                    <Form.Item className="c3" name={[row.name, 'due']} rules={needed}><DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" minDate={dayjs()} placeholder={t('tasks.due')} aria-label={t('tasks.due')} style={{ width: '100%' }} /></Form.Item>
                    <Button className="c1" icon={<DeleteOutlined />} aria-label={t('partners.remove')} onClick={() => remove(row.name)} />
                  </div>
                ))}
                <Button icon={<PlusOutlined />} onClick={() => add({})}>{t('jointEvents.addDuty')}</Button>
              </>
            )}
          </Form.List>
        </div>
      </Form>
    </Drawer>
  );
}
