import { Alert, Button, Popconfirm, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import { Loaded, Page } from '../parts/page';
import { Avatar } from '../parts/words';
import { may, useSession } from '../shell/session';
import { DraftFiles } from '../studio/DraftFiles';
import { StateTag } from '../studio/DraftState';
import { Rebasing } from '../studio/Rebasing';
import type { DraftDetail } from '../studio/drafts';
import '../studio/drafts.css';
import { Describe } from './Drafts';

const HERE_AGAIN = 10_000;

/** One draft on its way to a release. */
export default function Draft() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [search, setSearch] = useSearchParams();
  const [describing, setDescribing] = useState(false);
  const path = search.get('file') ?? undefined;
  const found = useGet<DraftDetail>(`/drafts/${part(id)}`, {}, { live: LIVE });
  const discard = useAct(() => api.post(`/drafts/${part(id)}/discard`), { done: t('drafts.discarded'), changes: ['/drafts'] });
  const draft = found.data?.draft;
  const open = !!draft && !['published', 'discarded'].includes(draft.state);
  const editable = open && may(session, 'MARKETER');

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
          {(found.data?.people ?? []).filter((person) => person.name !== session?.name).map((person) => <Tag key={person.name} style={{ margin: 0 }} icon={<Avatar id={person.name} name={person.name} />}> {person.path ? t('drafts.hereAt', { name: person.name, file: person.path }) : t('drafts.here', { name: person.name })}</Tag>)}
          {editable && <Button onClick={() => setDescribing(true)}>{t('drafts.describe')}</Button>}
          {editable && (
            <Popconfirm title={t('drafts.discardAsk')} okText={t('drafts.discard')} cancelText={t('act.cancel')} onConfirm={() => discard.mutate(undefined)}>
              <Button danger>{t('drafts.discard')}</Button>
            </Popconfirm>
          )}
        </>
      }
    >
      <Loaded from={found}>
        {(detail) => (
          <div className="stack wide">
            {!open && <Alert type="info" showIcon title={t('drafts.closed')} />}
            {open && !editable && <Alert type="info" showIcon title={t('drafts.readOnly')} />}
            <Rebasing draft={detail.draft} editable={editable} />
            <DraftFiles detail={detail} path={path} choose={(one) => setSearch({ file: one }, { replace: true })} findings={none} editable={editable} />
          </div>
        )}
      </Loaded>
      {draft && describing && <Describe draft={draft} close={() => setDescribing(false)} />}
    </Page>
  );
}

const none: never[] = [];
