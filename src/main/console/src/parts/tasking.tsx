import { PaperClipOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker, Form, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part, url, type Page } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { TaskDetail, TaskItem } from '../api/types';
import { useText } from '../i18n';
import { Field } from './Field';
import { useNumber } from './figure';
import { Panel } from './page';
import { When } from './when';

const LARGEST = 10 * 1024 * 1024;

/** Files beside a task: whoever may see it may add some while it is open. */
export function Files({ task, open }: { task: TaskDetail; open: boolean }) {
  const { t } = useTranslation();
  const number = useNumber();
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const attach = useAct((file: File) => {
    const body = new FormData();
    body.append('file', file);
    return api.post(`/tasks/${part(task.id)}/files`, body);
  }, { done: t('tasks.attached'), changes: ['/tasks'] });
  const take = (file?: File) => {
    setTooLarge(!!file && file.size > LARGEST);
    if (file && file.size <= LARGEST) attach.mutate(file);
  };
  if (!open && !task.files?.length) return null;
  return (
    <Panel title={t('tasks.files')} extra={open && <Button size="small" icon={<PaperClipOutlined />} loading={attach.isPending} onClick={() => input.current?.click()}>{t('tasks.attach')}</Button>}>
      <input ref={input} type="file" hidden aria-label={t('tasks.attach')} onChange={(event) => { take(event.target.files?.[0]); event.target.value = ''; }} />
      {tooLarge && <Alert type="error" showIcon title={t('tasks.fileTooLarge')} style={{ marginBottom: 8 }} />}
      {task.files?.length ? (
        <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {task.files.map((file) => (
            <li key={file.id} className="row between" style={{ padding: '4px 0' }}>
              <a className="wrap" href={url(`/tasks/${part(task.id)}/files/${part(file.id)}`)} download={file.name}>{file.name}</a>
              <span className="quiet small">{number(Math.ceil(file.bytes / 1024))} KB · {file.by} · <When at={file.at} /></span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet small">{t('tasks.noFiles')}</p>
      )}
    </Panel>
  );
}

/** Hands a task to somebody else who could have claimed it. */
export function HandOver({ task, close }: { task: string; close: () => void }) {
  const { t } = useTranslation();
  const [to, setTo] = useState<string>();
  const people = useGet<Page<{ name: string; displayName: string }>>(`/tasks/${part(task)}/candidates`);
  const send = useAct(() => api.post(`/tasks/${part(task)}/delegate`, { to }), { done: t('act.saved'), changes: ['/tasks'] });
  return (
    <Modal open onCancel={close} title={t('tasks.handOver')} okText={t('tasks.handOver')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !to }} confirmLoading={send.isPending} onOk={() => send.mutate(undefined, { onSuccess: close })}>
      <p>{t('tasks.handOverText')}</p>
      <Select showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} aria-label={t('tasks.handOver')} value={to} onChange={setTo} options={(people.data?.items ?? []).map((one) => ({ value: one.name, label: `${one.displayName} · ${one.name}` }))} />
    </Modal>
  );
}

/** When somebody means to look at a task again. */
export function LookAgain({ task, at, close }: { task: string; at?: string | null; close: () => void }) {
  const { t } = useTranslation();
  const [when, setWhen] = useState<Dayjs | null>(at ? dayjs(at) : dayjs().add(1, 'day').hour(9).minute(0).second(0));
  const save = useAct((to: string | null) => api.put(`/tasks/${part(task)}/follow-up`, { at: to }), { done: t('act.saved'), changes: ['/tasks'] });
  return (
    <Modal
      open
      onCancel={close}
      title={t('tasks.lookAgain')}
      footer={[
        at && <Button key="none" onClick={() => save.mutate(null, { onSuccess: close })}>{t('tasks.lookAgainNot')}</Button>,
        <Button key="save" type="primary" disabled={!when} loading={save.isPending} onClick={() => save.mutate(when!.toISOString(), { onSuccess: close })}>{t('act.save')}</Button>,
      ]}
    >
      <p>{t('tasks.lookAgainText')}</p>
      <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} aria-label={t('tasks.lookAgain')} minDate={dayjs()} value={when} onChange={setWhen} />
    </Modal>
  );
}

interface Outcome {
  task: string;
  done: boolean;
  detail?: string | null;
}

/** The questions of a task as one text: tasks that ask the same can be answered together. */
export const asks = (task: TaskItem) => JSON.stringify(task.form?.fields ?? []);

/** The same answers to several tasks; each is checked by itself, and what is refused is named. */
export function Together({ tasks, close }: { tasks: TaskItem[]; close: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [outcomes, setOutcomes] = useState<Outcome[]>();
  const name = (id: string) => { const task = tasks.find((one) => one.id === id); return [text(task?.title), task?.about?.subject ?? task?.memberName].filter(Boolean).join(' · '); };
  const send = useAct((values: Record<string, unknown>) => api.post<Page<Outcome>>('/tasks/complete', { tasks: tasks.map((one) => one.id), values }), { changes: ['/tasks', '/runs', '/overview'] });
  const refused = outcomes?.filter((one) => !one.done) ?? [];
  return (
    <Modal
      open
      onCancel={close}
      title={t('tasks.together', { count: tasks.length })}
      footer={outcomes ? <Button type="primary" onClick={close}>{t('act.close')}</Button> : [<Button key="no" onClick={close}>{t('act.cancel')}</Button>, <Button key="yes" type="primary" loading={send.isPending} onClick={() => form.submit()}>{t('tasks.complete')}</Button>]}
    >
      {outcomes ? (
        <>
          <Alert type={refused.length ? 'warning' : 'success'} showIcon title={t('tasks.togetherDone', { done: outcomes.length - refused.length, count: outcomes.length })} />
          <ul>{refused.map((one) => <li key={one.task}><strong>{name(one.task)}</strong><br /><span className="quiet small wrap">{one.detail}</span></li>)}</ul>
        </>
      ) : (
        <>
          <ul className="quiet small">{tasks.map((one) => <li key={one.id}>{name(one.id)}</li>)}</ul>
          <Form form={form} layout="vertical" onFinish={(values) => send.mutate(values, { onSuccess: (page) => setOutcomes(page.items) })}>
            {(tasks[0]?.form?.fields ?? []).map((field) => <Field key={field.name} field={field} />)}
          </Form>
        </>
      )}
    </Modal>
  );
}
