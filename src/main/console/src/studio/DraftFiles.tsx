import { Alert, Button, Input, Modal, Popconfirm, Segmented, Tag } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, Problem } from '../api/client';
import { explain, useAct, useGet } from '../api/hooks';
import { Empty, Panel } from '../parts/page';
import { useSession } from '../shell/session';
import { along } from './along';
import { blank } from './blank';
import { Comparison } from './Comparison';
import { encoded, fileAddress, isPath, isText, kindColours, type Change, type DraftDetail } from './drafts';
import { FileEditor, type Finding } from './FileEditor';
import { AtLine } from './findings';
import { useTalk } from './talk';
import { useFile } from './useFile';

const Workbook = lazy(() => import('./Workbook'));

interface Props {
  detail: DraftDetail;
  path: string | undefined;
  /** Where to begin in it; 0 is anywhere. */
  line: number;
  choose: (path: string) => void;
  findings: Finding[];
  editable: boolean;
}

/** The files of a draft: those that it changes, all others, and the one that is open. */
export function DraftFiles({ detail, path, line, choose, findings, editable }: Props) {
  const { t } = useTranslation();
  const change = detail.changes.find((one) => one.path === path);
  return (
    <div className="draft-room">
      <FileList detail={detail} path={path} choose={choose} editable={editable} findings={findings} />
      {path ? <One key={path} detail={detail} path={path} line={line} change={change} findings={findings} editable={editable} /> : <Panel><Empty title={t('drafts.choose')} text={t('drafts.chooseText')} /></Panel>}
    </div>
  );
}

function FileList({ detail, path, choose, editable, findings }: Omit<Props, 'line'>) {
  const { t } = useTranslation();
  const [sought, setSought] = useState('');
  const [adding, setAdding] = useState(false);
  const files = useGet<{ path: string; hash: string; changed: boolean }[]>(`/drafts/${detail.draft.id}/files`);
  const wrong = useMemo(() => new Set(findings.filter((one) => one.severity.toLowerCase() === 'error').map((one) => one.file)), [findings]);
  const shown = (files.data ?? []).map((file) => file.path).filter((one) => one.toLowerCase().includes(sought.toLowerCase()));
  const folders = useMemo(() => {
    const by = new Map<string, string[]>();
    for (const one of shown) {
      const folder = one.slice(0, one.lastIndexOf('/'));
      by.set(folder, [...(by.get(folder) ?? []), one]);
    }
    return [...by];
  }, [shown.join('\n')]);
  // Each list is one stop of the Tab key; arrows go along it.
  const changed = detail.changes.map((one) => one.path);
  const stop = (mark?: Change['kind']) => (mark ? (changed.includes(path ?? '') ? path : changed[0]) : shown.includes(path ?? '') ? path : folders[0]?.[1][0]);
  const entry = (one: string, mark?: Change['kind']) => (
    <li key={one}>
      <button type="button" aria-current={one === path} tabIndex={one === stop(mark) ? 0 : -1} onClick={() => choose(one)} className="small">
        <span className="grow">{mark ? one : one.slice(one.lastIndexOf('/') + 1)}</span>
        {wrong.has(one) && <span title={t('draft.bad')} style={{ color: '#b3261e' }}>●</span>}
        {mark && <Tag color={kindColours[mark]} style={{ margin: 0 }}>{t(`drafts.kinds.${mark}`)}</Tag>}
      </button>
    </li>
  );
  return (
    <nav className="panel draft-files" aria-label={t('drafts.files')}>
      <div className="row between"><h2 className="panel-title" style={{ margin: 0 }}>{t('drafts.changedFiles')}</h2>{editable && <Button size="small" onClick={() => setAdding(true)}>{t('drafts.newFile')}</Button>}</div>
      <ul data-testid="changed" onKeyDown={along}>{detail.changes.length === 0 ? <li className="quiet small" style={{ padding: '6px 8px' }}>{t('drafts.nothing')}</li> : detail.changes.map((change) => entry(change.path, change.kind))}</ul>
      <h2 className="panel-title" style={{ margin: '8px 0 6px' }}>{t('drafts.otherFiles')}</h2>
      <Input size="small" allowClear placeholder={t('drafts.search')} aria-label={t('drafts.search')} value={sought} onChange={(event) => setSought(event.target.value)} />
      <ul onKeyDown={along}>
        {folders.map(([folder, paths]) => [<li key={folder} className="folder">{folder}/</li>, ...paths.map((one) => entry(one))])}
      </ul>
      {adding && <NewFile draft={detail.draft.id} close={() => setAdding(false)} made={choose} />}
    </nav>
  );
}

function NewFile({ draft, close, made }: { draft: string; close: () => void; made: (path: string) => void }) {
  const { t } = useTranslation();
  const [path, setPath] = useState('rules/rewards/');
  const fine = isPath(path);
  const create = useAct(() => api.write(fileAddress(draft, path), blank(path), undefined), { changes: [`/drafts/${draft}`] });
  return (
    <Modal open title={t('drafts.newFile')} okText={t('drafts.create')} cancelText={t('act.cancel')} onCancel={close} okButtonProps={{ disabled: !fine }} confirmLoading={create.isPending} onOk={() => create.mutate(undefined, { onSuccess: () => { made(path); close(); } })}>
      <Input autoFocus className="code" value={path} aria-label={t('drafts.newPath')} placeholder={t('drafts.newPath')} status={fine || path.endsWith('/') ? undefined : 'error'} onChange={(event) => setPath(event.target.value)} />
      <p className="quiet small" style={{ marginTop: 6 }}>{fine ? t('drafts.newPath') : t('drafts.badPath')}</p>
    </Modal>
  );
}

function One({ detail, path, line, change, findings, editable }: { detail: DraftDetail; path: string; line: number; change?: Change; findings: Finding[]; editable: boolean }) {
  const { t } = useTranslation();
  const draft = detail.draft.id;
  const client = useQueryClient();
  const saved = useCallback(() => void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(`/drafts/${draft}`) }), [client, draft]);
  const file = useFile(draft, path, change?.hash ?? undefined, saved);
  const [view, setView] = useState<'edit' | 'compare'>('edit');
  const back = useAct(async (remove: boolean) => {
    const seen = change?.kind === 'removed' ? undefined : `"${change?.hash ?? (await api.file(fileAddress(draft, path))).etag?.replaceAll('"', '')}"`;
    await api.write(remove ? fileAddress(draft, path) : `/drafts/${draft}/changes/${encoded(path)}`, undefined, seen);
  }, { changes: [`/drafts/${draft}`] });
  const removed = change?.kind === 'removed';
  const { data: session } = useSession();
  const others = detail.people.filter((person) => person.path === path && person.name !== session?.name);
  if (path.endsWith('.xlsx') && !removed) return <Panel title={<span className="code wrap">{path}</span>}><Suspense><Workbook path={path} draft={draft} readOnly={!editable} /></Suspense></Panel>;
  if (!isText(path)) return <Panel title={<span className="code wrap">{path}</span>}><Empty title={t('drafts.binary')} /></Panel>;
  return (
    <section className="panel" aria-label={path}>
      <div className="row between" style={{ marginBottom: 10 }}>
        <strong className="code wrap">{path}</strong>
        <div className="row">
          <span className="quiet small" role="status" data-testid="saving">{removed ? '' : t({ saved: 'drafts.saved', saving: 'drafts.saving', unsaved: 'drafts.unsaved', failed: 'drafts.failedToSave', lost: 'drafts.unsaved' }[file.saving])}</span>
          {change && <Segmented size="small" value={view} onChange={setView} options={[{ value: 'edit', label: t('drafts.edit') }, { value: 'compare', label: t('drafts.compare') }]} />}
          {editable && change && (
            <Popconfirm title={t('drafts.restoreAsk')} okText={t('drafts.restore')} cancelText={t('act.cancel')} onConfirm={() => back.mutate(false, { onSuccess: file.takeTheirs })}>
              <Button size="small" loading={back.isPending}>{t('drafts.restore')}</Button>
            </Popconfirm>
          )}
          {editable && !removed && (
            <Popconfirm title={t('drafts.removeAsk')} okText={t('drafts.remove')} cancelText={t('act.cancel')} onConfirm={() => back.mutate(true)}>
              <Button size="small" danger type="text">{t('drafts.remove')}</Button>
            </Popconfirm>
          )}
        </div>
      </div>
      {others.length > 0 && <Alert style={{ marginBottom: 10 }} type="info" showIcon title={t('drafts.here', { name: others.map((one) => one.name).join(', ') })} />}
      {file.saving === 'lost' && (
        <Alert
          style={{ marginBottom: 10 }}
          type="warning"
          showIcon
          title={t('drafts.lost', { name: change?.by ?? '' })}
          description={t('drafts.lostText')}
          action={<div className="stack"><Button size="small" onClick={file.takeTheirs}>{t('drafts.takeTheirs')}</Button><Button size="small" danger onClick={file.keepMine}>{t('drafts.keepMine')}</Button></div>}
        />
      )}
      {file.problem instanceof Problem && file.saving !== 'lost' && <Alert style={{ marginBottom: 10 }} type="error" showIcon title={t('drafts.failedToSave')} description={explain(file.problem, t)} />}
      {removed ? (
        <Alert type="warning" showIcon title={t('drafts.isRemoved')} />
      ) : view === 'edit' || !change ? (
        file.text !== undefined && <AtLine value={line}><FileEditor path={path} text={file.text} onChange={file.change} findings={findings} readOnly={!editable} draft={draft} /></AtLine>
      ) : (
        <Both draft={draft} change={change} changes={detail.changes} after={file.text ?? ''} />
      )}
    </section>
  );
}

/** As released and as drafted, with what is said about it. */
function Both({ draft, change, changes, after }: { draft: string; change: Change; changes: Change[]; after: string }) {
  const { t } = useTranslation();
  const talk = useTalk(draft);
  const before = useQuery({
    queryKey: [`/drafts/${draft}/base/${change.path}`, change.base],
    queryFn: () => (change.base ? api.text(`/drafts/${draft}/base/${encoded(change.path)}`) : Promise.resolve('')),
  });
  return (
    <div className="stack">
      {change.kind === 'added' && <span className="quiet small">{t('drafts.isNew')}</span>}
      {before.data !== undefined && <Comparison path={change.path} before={before.data} after={after} talk={talk} changes={changes} />}
    </div>
  );
}
