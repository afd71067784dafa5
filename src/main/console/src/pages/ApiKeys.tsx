import { CopyOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Form, Input, Modal, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useList } from '../api/hooks';
import type { ApiKey } from '../api/types';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { useTerm } from '../parts/words';

const scopes = ['EVENTS_WRITE', 'REPORTS_WRITE', 'READ', 'ALL'];

export default function ApiKeys() {
  const { t } = useTranslation();
  const term = useTerm();
  const [adding, setAdding] = useState(false);
  const keys = useList<ApiKey>('/api-keys', {}, { live: 10_000 });
  const remove = useAct((id: string) => api.delete(`/api-keys/${part(id)}`), { done: t('apiKeys.revoked'), changes: ['/api-keys'] });
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('apiKeys.add')}</Button>;
  return (
    <Page title={t('apiKeys.title')} text={t('apiKeys.text')} actions={add}>
      <Panel flush>
        <List<ApiKey>
          from={keys}
          id={(key) => key.id}
          columns={[
            { key: 'name', title: t('apiKeys.name'), phone: 'name', show: (key) => <strong>{key.name}</strong> },
            { key: 'scopes', title: t('apiKeys.scopes'), show: (key) => key.scopes.map((scope) => <Tag key={scope}>{term('scope', scope)}</Tag>) },
            { key: 'sources', title: t('apiKeys.sources'), show: (key) => <span className="code wrap">{key.sources?.join(', ') || '–'}</span> },
            { key: 'created', title: t('apiKeys.created'), show: (key) => <><When at={key.createdAt} /> <span className="quiet">{key.createdBy}</span></> },
            { key: 'used', title: t('apiKeys.used'), show: (key) => <When at={key.lastUsedAt} /> },
            {
              key: 'act', title: '', phone: 'corner',
              show: (key) => key.revokedAt ? (
                <span className="quiet">{t('apiKeys.revoked')} · <When at={key.revokedAt} /></span>
              ) : (
                <Popconfirm title={t('apiKeys.revokeAsk')} okText={t('apiKeys.revoke')} cancelText={t('act.cancel')} okButtonProps={{ danger: true }} onConfirm={() => remove.mutate(key.id)}>
                  <Button size="small" danger type="text">{t('apiKeys.revoke')}</Button>
                </Popconfirm>
              ),
            },
          ]}
          empty={<Empty title={t('apiKeys.empty')} text={t('apiKeys.emptyText')}>{add}</Empty>}
        />
      </Panel>
      <NewKey open={adding} close={() => setAdding(false)} />
    </Page>
  );
}

function NewKey({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const [secret, setSecret] = useState<string>();
  const add = useAct((key: object) => api.post<ApiKey & { key?: string }>('/api-keys', key), { changes: ['/api-keys'] });
  const end = () => {
    setSecret(undefined);
    close();
  };
  return (
    <Modal
      open={open}
      onCancel={end}
      title={t('apiKeys.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      mask={{ closable: !secret }}
      footer={secret ? <Button type="primary" onClick={end}>{t('apiKeys.kept')}</Button> : undefined}
      onOk={() => form.validateFields().then((key: { name: string; scopes: string[]; sources?: string[] }) => add.mutate({ ...key, sources: key.sources ?? [] }, { onSuccess: (made) => setSecret(made.secret ?? made.key) }))}
    >
      {secret ? (
        <div className="stack">
          <p>{t('apiKeys.once')}</p>
          <div className="secret">
            <span className="code wrap grow">{secret}</span>
            <Button icon={<CopyOutlined />} aria-label={t('act.copy')} onClick={() => void navigator.clipboard.writeText(secret).then(() => message.success(t('act.copied')))} />
          </div>
        </div>
      ) : (
        <Form form={form} layout="vertical" initialValues={{ scopes: ['EVENTS_WRITE'] }}>
          <Form.Item name="name" label={t('apiKeys.name')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={80} /></Form.Item>
          <Form.Item name="scopes" label={t('apiKeys.scopes')} rules={[{ required: true, message: t('form.required') }]}><Checkbox.Group options={scopes.map((scope) => ({ value: scope, label: term('scope', scope) }))} /></Form.Item>
          <Form.Item name="sources" label={t('apiKeys.sources')} extra={t('apiKeys.sourcesHint')}><Select mode="tags" tokenSeparators={[',', ' ']} open={false} suffixIcon={null} /></Form.Item>
        </Form>
      )}
    </Modal>
  );
}
