import { Alert, Badge, Button, Popconfirm, Tabs, Tag } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import { useText } from '../i18n';
import { Loaded, Page } from '../parts/page';
import { may, useSession } from '../shell/session';
import { DraftApproval } from '../studio/DraftApproval';
import { CheckButton, DraftCheck } from '../studio/DraftCheck';
import { DraftFiles } from '../studio/DraftFiles';
import { DraftImpact } from '../studio/DraftImpact';
import { StateTag } from '../studio/DraftState';
import { Rebasing } from '../studio/Rebasing';
import type { Check, DraftDetail } from '../studio/drafts';
import '../studio/drafts.css';
import { Describe } from './Drafts';

const HERE_AGAIN = 10_000;

/** One draft on its way to a release. */
export default function Draft() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const text = useText();
  const { data: session } = useSession();
  const [search, setSearch] = useSearchParams();
  const [describing, setDescribing] = useState(false);
  const path = search.get('file') ?? undefined;
  const line = Number(search.get('line')) || 0;
  const found = useGet<DraftDetail>(`/drafts/${part(id)}`, {}, { live: LIVE });
  const check = useCheck(id);
  const discard = useAct(() => api.post(`/drafts/${part(id)}/discard`), { done: t('drafts.discarded'), changes: ['/drafts'] });
  const draft = found.data?.draft;
  const open = !!draft && !['published', 'discarded', 'canary'].includes(draft.state);
  const editable = open && may(session, 'MARKETER');
  // Where one comes in stays where one is, whatever becomes of the draft meanwhile.
  const [home, setHome] = useState<string>();
  useEffect(() => {
    if (draft && !home) setHome(draft.state === 'open' || path ? 'files' : 'approval');
  }, [draft, home, path]);
  const tab = search.get('tab') ?? home ?? 'files';
  const go = (next: Record<string, string>) => setSearch({ ...(path ? { file: path } : {}), ...next }, { replace: true });
  const findings = useMemo(() => (check?.findings ?? []).map((one) => ({ severity: one.weight === 'must-fix' ? 'ERROR' : 'WARNING', file: one.file, line: one.line, message: text(one.text) })), [check?.findings, text]);
  const wrong = check?.status === 'done' ? findings.filter((one) => one.severity === 'ERROR').length : 0;

  useEffect(() => {
    if (!open) return;
    const tell = () => void api.post(`/drafts/${part(id)}/presence`, path ? { path } : {}).catch(() => undefined);
    tell();
    const timer = setInterval(tell, HERE_AGAIN);
    return () => clearInterval(timer);
  }, [id, path, open]);

  return (
    <Page
      back={{ to: '/drafts', label: t('drafts.back') }}
      title={draft?.title ?? id}
      text={draft && <span className="wrap"><StateTag draft={draft} /> {draft.why}</span>}
      actions={
        <>
          {(found.data?.people ?? []).filter((person) => person.name !== session?.name).map((person) => <Tag key={person.name} style={{ margin: 0, whiteSpace: 'normal' }}>{person.path ? t('drafts.hereAt', { name: person.name, file: person.path }) : t('drafts.here', { name: person.name })}</Tag>)}
          {editable && <Button onClick={() => setDescribing(true)}>{t('drafts.describe')}</Button>}
          {editable && (
            <Popconfirm title={t('drafts.discardAsk')} okText={t('drafts.discard')} cancelText={t('act.cancel')} onConfirm={() => discard.mutate(undefined)}>
              <Button danger>{t('drafts.discard')}</Button>
            </Popconfirm>
          )}
          {draft && open && may(session, 'MARKETER', 'APPROVER') && tab === 'files' && <span onClick={() => go({ tab: 'check' })}><CheckButton draft={draft} check={check} /></span>}
        </>
      }
    >
      <Loaded from={found}>
        {(detail) => (
          <div className="stack wide">
            {!open && <Alert type="info" showIcon title={t('drafts.closed')} />}
            <Rebasing draft={detail.draft} editable={editable} />
            <Tabs
              activeKey={tab}
              onChange={(key) => go({ tab: key })}
              destroyOnHidden
              items={[
                { key: 'files', label: t('drafts.tabs.files'), children: <DraftFiles detail={detail} path={path} line={line} choose={(one) => setSearch({ file: one, tab: 'files' }, { replace: true })} findings={findings} editable={editable} /> },
                { key: 'check', label: <Badge count={wrong} size="small" offset={[10, 0]}>{t('drafts.tabs.check')}</Badge>, children: <DraftCheck draft={detail.draft} check={check} editable={editable} open={(file, at) => setSearch({ file, tab: 'files', ...(at > 0 ? { line: String(at) } : {}) })} /> },
                { key: 'impact', label: t('drafts.tabs.impact'), children: <DraftImpact draft={detail.draft} rules={detail.changes.some((one) => one.path.startsWith('rules/'))} may={open && may(session, 'MARKETER', 'APPROVER')} /> },
                { key: 'approval', label: t('drafts.tabs.approval'), children: <DraftApproval detail={detail} check={check} editable={editable} /> },
              ]}
            />
          </div>
        )}
      </Loaded>
      {draft && describing && <Describe draft={draft} close={() => setDescribing(false)} />}
    </Page>
  );
}

/** The last check; none is no fault. */
function useCheck(id: string): Check | undefined {
  const found = useQuery({
    queryKey: [`/drafts/${id}/check`],
    queryFn: async () => (await api.get<Check | undefined>(`/drafts/${part(id)}/check`)) ?? null,
    refetchInterval: (asked) => (asked.state.data?.status === 'running' ? 500 : LIVE),
  });
  return found.data ?? undefined;
}
