import { PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, InputNumber, Modal, Segmented, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import { useNumber } from './figure';
import { Empty, Loaded, Panel } from './page';

interface Swap {
  id: string;
  side: string;
  what: string;
  worth: number;
  due?: string | null;
  recordedBy: string;
  doneOn?: string | null;
  doneBy?: string | null;
}

interface Ledger {
  balance: { given: number; received: number; toGive: number; toReceive: number };
  items: Swap[];
}

/** What we and a partner do for each other without money. */
export function Swaps({ partner, changes }: { partner: string; changes: boolean }) {
  const { t } = useTranslation();
  const number = useNumber();
  const [adding, setAdding] = useState(false);
  const path = `/partners/${part(partner)}/swaps`;
  const ledger = useGet<Ledger>(path);
  const done = useAct((id: string) => api.post(`${path}/${id}/done`, { on: dayjs().format('YYYY-MM-DD') }), { done: t('act.saved'), changes: [path] });
  return (
    <Panel title={t('swaps.title')} extra={changes && <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('swaps.add')}</Button>}>
      <Loaded from={ledger} rows={2}>
        {({ balance, items }) => items.length === 0 ? <Empty title={t('swaps.empty')} text={t('swaps.emptyText')} /> : (
          <>
            <p className="quiet">
              {t('swaps.balance', { given: number(balance.given), received: number(balance.received) })}
              {balance.toGive + balance.toReceive > 0 && ` ${t('swaps.open', { give: number(balance.toGive), receive: number(balance.toReceive) })}`}
            </p>
            <ul style={{ listStyle: 'none', padding: 0, margin: '8px 0 0' }}>
              {items.map((one) => (
                <li key={one.id} className="row between" style={{ padding: '6px 0', gap: 8 }}>
                  <span className="wrap grow"><Tag color={one.side === 'given' ? 'orange' : 'green'}>{t(`swaps.side_${one.side}`)}</Tag>{one.what} <span className="quiet small">{number(one.worth)}{one.due && !one.doneOn ? ` · ${t('tasks.due')} ${one.due}` : ''}</span></span>
                  {one.doneOn ? <span className="quiet small">{t('swaps.doneOn')} {one.doneOn}</span> : changes && <Button size="small" loading={done.isPending && done.variables === one.id} onClick={() => done.mutate(one.id)}>{t('swaps.done')}</Button>}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {adding && <NewSwap path={path} close={() => setAdding(false)} />}
    </Panel>
  );
}

function NewSwap({ path, close }: { path: string; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ side: string; what: string; worth: number; due?: Dayjs | null }>();
  const save = useAct((body: unknown) => api.post(path, body), { done: t('act.saved'), changes: [path] });
  const needed = [{ required: true, message: t('form.required') }];
  return (
    <Modal open onCancel={close} title={t('swaps.add')} okText={t('act.save')} cancelText={t('act.cancel')} confirmLoading={save.isPending} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" initialValues={{ side: 'given', worth: 0 }} onFinish={({ due, ...swap }) => save.mutate({ ...swap, due: due?.format('YYYY-MM-DD') }, { onSuccess: close })}>
        <Form.Item name="side" label={t('swaps.side')}><Segmented options={['given', 'received'].map((side) => ({ value: side, label: t(`swaps.side_${side}`) }))} /></Form.Item>
        <Form.Item name="what" label={t('partners.what')} rules={needed}><Input maxLength={200} /></Form.Item>
        <Form.Item name="worth" label={t('swaps.worth')} rules={needed}><InputNumber min={0} max={1000000000} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="due" label={t('tasks.due')}><DatePicker style={{ width: '100%' }} /></Form.Item>
      </Form>
    </Modal>
  );
}
