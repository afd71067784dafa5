import { Alert, Button, Drawer, Input, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet, useList } from '../api/hooks';
import type { MemberDetail, MemberItem } from '../api/types';
import { may, useSession } from '../shell/session';
import { Panel } from './page';
import { When } from './when';
import { Identities, Segments } from './words';

interface Merge {
  id: string;
  member: string;
  alias: string;
  reason: string;
  by: string;
  at: string;
  undoneAt?: string | null;
  undoneBy?: string | null;
  undoneWhy?: string | null;
}

const changed = ['/members', '/events', '/segments', '/runs', '/tasks', '/cases', '/messages'];

/** Finds the other number of the same person, shows both, and makes them one. */
export function MergeButton({ member }: { member: MemberDetail }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [other, setOther] = useState<string>();
  const [reason, setReason] = useState('');
  const found = useList<MemberItem>('/members', { query, limit: 10 }, { enabled: open && query.length > 0 });
  const second = useGet<MemberDetail>(`/members/${part(other ?? '')}`, {}, { enabled: open && other !== undefined });
  const merge = useAct(() => api.post(`/members/${part(member.id)}/merge`, { other, reason }), { done: t('merge.done'), changes: changed });
  if (!may(session, 'OPERATOR')) return null;
  const close = () => {
    setOpen(false);
    setOther(undefined);
    setReason('');
    setQuery('');
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('merge.open')}</Button>
      <Drawer
        open={open}
        onClose={close}
        size={640}
        title={t('merge.title')}
        destroyOnHidden
        footer={
          <div className="row between">
            <Button onClick={close}>{t('act.cancel')}</Button>
            <Button type="primary" danger disabled={!other || !reason.trim()} loading={merge.isPending} onClick={() => merge.mutate(undefined, { onSuccess: close })}>
              {t('merge.confirm')}
            </Button>
          </div>
        }
      >
        <div className="stack">
          <p className="quiet">{t('merge.text', { name: member.name || member.id })}</p>
          <Select
            showSearch={{ filterOption: false, onSearch: setQuery }}
            value={other}
            onChange={setOther}
            style={{ width: '100%' }}
            placeholder={t('members.search')}
            aria-label={t('merge.other')}
            options={(found.items ?? [])
              .filter((one) => one.id !== member.id)
              .map((one) => ({ value: one.id, label: `${one.name || one.id} · ${one.id} · ${one.identities.map((identity) => `${identity.platform}:${identity.externalId}`).join(' · ')}` }))}
          />
          {other && second.data && (
            <div className="grid">
              <div className="c6"><One title={t('merge.stays')} member={member} /></div>
              <div className="c6"><One title={t('merge.becomes')} member={second.data} /></div>
            </div>
          )}
          {other && <Alert type="info" showIcon title={t('merge.effects')} />}
          <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} rows={2} placeholder={t('merge.reason')} aria-label={t('merge.reason')} />
        </div>
      </Drawer>
    </>
  );
}

function One({ title, member }: { title: string; member: MemberDetail }) {
  return (
    <Panel title={title}>
      <strong>{member.name || member.id}</strong> <span className="code quiet">{member.id}</span>
      <br />
      <Identities of={member.identities} />
      <div style={{ marginTop: 8 }}><Segments of={member.segments} /></div>
    </Panel>
  );
}

/** The numbers that lead to the member, and those that did. */
export function Merges({ member }: { member: MemberDetail }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const merges = useList<Merge>(`/members/${part(member.id)}/merges`, {});
  const [parting, setParting] = useState<Merge>();
  const [reason, setReason] = useState('');
  const undo = useAct(() => api.post(`/members/${part(member.id)}/unmerge`, { alias: parting?.alias, reason }), { done: t('merge.parted'), changes: changed });
  if (!merges.items || merges.items.length === 0) return null;
  const latest = merges.items.find((one) => one.member === member.id && !one.undoneAt);
  return (
    <Panel title={t('merge.numbers')}>
      {merges.items.map((one) => (
        <div key={one.id} className="row between" style={{ padding: '4px 0' }}>
          <span className="wrap">
            <Tag>{one.alias}</Tag> {one.undoneAt ? t('merge.was', { why: one.undoneWhy }) : one.reason}
            <br />
            <span className="quiet small">{one.undoneBy ?? one.by} · <When at={one.undoneAt ?? one.at} /></span>
          </span>
          {one.id === latest?.id && may(session, 'OPERATOR') && <Button size="small" onClick={() => setParting(one)}>{t('merge.part')}</Button>}
        </div>
      ))}
      <Modal
        open={parting !== undefined}
        title={t('merge.partTitle', { alias: parting?.alias })}
        okText={t('merge.part')}
        cancelText={t('act.cancel')}
        okButtonProps={{ danger: true, disabled: !reason.trim(), loading: undo.isPending }}
        onCancel={() => setParting(undefined)}
        onOk={() => undo.mutate(undefined, { onSuccess: () => { setParting(undefined); setReason(''); } })}
      >
        <p className="quiet">{t('merge.partText')}</p>
        <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} rows={2} placeholder={t('merge.reason')} aria-label={t('merge.reason')} />
      </Modal>
    </Panel>
  );
}
