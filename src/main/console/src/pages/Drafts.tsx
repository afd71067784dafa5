import { Button, Form, Input, Modal, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api } from '../api/client';
import { LIVE, useAct, useList } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { may, useSession } from '../shell/session';
import { StateTag } from '../studio/DraftState';
import type { Draft } from '../studio/drafts';

/** All drafts, the newest first. */
export default function Drafts() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const number = useNumber();
  const go = useNavigate();
  const [state, setState] = useState('open');
  const [adding, setAdding] = useState(false);
  const drafts = useList<Draft>('/drafts', { state: state === 'all' ? '' : state }, { live: LIVE });
  const [importing, setImporting] = useState(false);
  const add = may(session, 'MARKETER') && <><Button onClick={() => setImporting(true)}>{t('drafts.import')}</Button> <Button type="primary" onClick={() => setAdding(true)}>{t('drafts.add')}</Button></>;
  return (
    <Page title={t('drafts.title')} text={t('drafts.text')} actions={add}>
      <div className="filters">
        <Segmented value={state} onChange={setState} options={['open', 'canary', 'published', 'discarded', 'all'].map((value) => ({ value, label: value === 'all' ? t('drafts.all') : t(`drafts.states.${value}`) }))} />
      </div>
      <Panel flush>
        <List<Draft>
          from={drafts}
          id={(one) => one.id}
          onRow={(one) => void go(`/drafts/${one.id}`)}
          columns={[
            { key: 'title', title: t('drafts.name'), phone: 'name', show: (one) => <Link to={`/drafts/${one.id}`} onClick={(event) => event.stopPropagation()}>{one.title}</Link> },
            { key: 'state', title: t('drafts.state'), phone: 'corner', show: (one) => <><StateTag draft={one} />{one.behind && <Tag color="volcano" style={{ margin: '0 0 0 4px' }}>{t('drafts.behind')}</Tag>}</> },
            { key: 'changes', title: t('drafts.changes'), right: true, show: (one) => <span className="number">{number(one.changes)}</span> },
            { key: 'by', title: t('drafts.by'), show: (one) => one.createdBy },
            { key: 'changed', title: t('drafts.changedBy'), show: (one) => <span>{one.changedBy} · <When at={one.changedAt} /></span> },
          ]}
          empty={<Empty title={t('drafts.empty')} text={t('drafts.emptyText')}>{add}</Empty>}
        />
      </Panel>
      {adding && <Describe close={() => setAdding(false)} />}
      {importing && <Import close={() => setImporting(false)} />}
    </Page>
  );
}

/** What the draft is called and why it is made: for a new one, or another time. */
export function Describe({ draft, close }: { draft?: Draft; close: () => void }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const [form] = Form.useForm<{ title: string; why: string }>();
  const save = useAct((values: { title: string; why: string }) => (draft ? api.put<Draft>(`/drafts/${draft.id}`, values) : api.post<Draft>('/drafts', values)), { done: draft ? t('act.saved') : t('drafts.opened'), changes: ['/drafts'] });
  return (
    <Modal open title={draft ? t('drafts.describe') : t('drafts.add')} okText={draft ? t('act.save') : t('act.create')} cancelText={t('act.cancel')} onCancel={close} confirmLoading={save.isPending} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" initialValues={draft} onFinish={(values) => save.mutate({ title: values.title, why: values.why }, { onSuccess: (saved) => (draft ? close() : void go(`/drafts/${saved.id}`)) })}>
        <Form.Item name="title" label={t('drafts.name')} rules={[{ required: true, whitespace: true, message: t('form.required') }]}>
          <Input autoFocus maxLength={120} placeholder={t('drafts.nameHint')} />
        </Form.Item>
        <Form.Item name="why" label={t('drafts.why')} rules={[{ required: true, whitespace: true, message: t('form.required') }]}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} placeholder={t('drafts.whyHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** A draft out of an archive with the plain folders. */
function Import({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState('');
  const [why, setWhy] = useState('');
  const send = useAct(() => {
    const form = new FormData();
    form.append('file', file!);
    form.append('title', title.trim());
    form.append('why', why.trim());
    return api.post<Draft>('/drafts/imports', form);
  }, { done: t('drafts.opened'), changes: ['/drafts'] });
  return (
    <Modal open title={t('drafts.import')} okText={t('drafts.import')} cancelText={t('act.cancel')} onCancel={close} okButtonProps={{ disabled: !file || !title.trim() || !why.trim() }} confirmLoading={send.isPending} onOk={() => send.mutate(undefined, { onSuccess: (draft) => void go(`/drafts/${draft.id}`) })}>
      <div className="stack">
        <p>{t('drafts.importText')}</p>
        <label className="dropzone"><input type="file" accept=".zip" onChange={(event) => setFile(event.target.files?.[0])} />{file?.name ?? t('drafts.importFile')}</label>
        <Input maxLength={120} placeholder={t('drafts.nameHint')} aria-label={t('drafts.name')} value={title} onChange={(event) => setTitle(event.target.value)} />
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} placeholder={t('drafts.whyHint')} aria-label={t('drafts.why')} value={why} onChange={(event) => setWhy(event.target.value)} />
      </div>
    </Modal>
  );
}
