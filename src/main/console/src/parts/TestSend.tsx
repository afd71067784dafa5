import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct } from '../api/hooks';
import type { DraftPart } from '../studio/files';
import { useTerm } from './words';

/** What a group reads, or a person works on, is not for trying out. */
const others = ['hands', 'wecom', 'dingtalk', 'feishu'];

/** Sends the sample to an address of one's own; with a draft's files, as they are written now. */
export function TestSend({ template, language, files, close }: { template: { id: string; channels: string[] }; language: string; files?: DraftPart[]; close: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const [form] = Form.useForm();
  const channels = template.channels.filter((one) => !others.includes(one));
  const [result, setResult] = useState<{ result: string; detail?: string | null }>();
  const send = useAct((asked: { channel: string; address?: string }) => api.post<{ result: string; detail?: string | null }>('/templates/test', { template: template.id, language, channel: asked.channel, address: asked.address || undefined, files }));
  return (
    <Modal title={t('templates.test')} open onCancel={close} okText={t('templates.send')} okButtonProps={{ loading: send.isPending }} cancelText={t('act.cancel')} onOk={() => form.submit()}>
      <p className="quiet">{t('templates.testText')}</p>
      <Form form={form} layout="vertical" initialValues={{ channel: channels[0] }} onFinish={(asked: { channel: string; address?: string }) => send.mutate(asked, { onSuccess: setResult })}>
        <Form.Item name="channel" label={t('messages.channel')}><Select options={channels.map((one) => ({ value: one, label: term('channel', one) }))} /></Form.Item>
        <Form.Item name="address" label={t('templates.address')} extra={t('templates.addressHint')}><Input maxLength={254} /></Form.Item>
      </Form>
      {result && <p role="status"><strong>{term('test', result.result)}</strong> {result.detail && <span className="quiet">{result.detail}</span>}</p>}
    </Modal>
  );
}
