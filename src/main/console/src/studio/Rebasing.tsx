import { Alert, Button, Collapse, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import { Loaded } from '../parts/page';
import { encoded, type Draft, type Rebase } from './drafts';
import { Texts } from './Texts';

/** The release has moved on: says so, and brings the draft over it once every conflict is decided. */
export function Rebasing({ draft, editable }: { draft: Draft; editable: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!draft.behind) return null;
  return (
    <>
      <Alert type="warning" showIcon title={t('drafts.behind')} description={t('drafts.behindText')} action={editable && <Button onClick={() => setOpen(true)}>{t('drafts.rebase')}</Button>} />
      {open && <Resolve draft={draft} close={() => setOpen(false)} />}
    </>
  );
}

function Resolve({ draft, close }: { draft: Draft; close: () => void }) {
  const { t } = useTranslation();
  const rebase = useGet<Rebase>(`/drafts/${draft.id}/rebase`);
  const [keep, setKeep] = useState<Record<string, string>>({});
  const go = useAct((body: unknown) => api.post(`/drafts/${draft.id}/rebase`, body), { done: t('drafts.rebased'), changes: ['/drafts'] });
  const decided = rebase.data?.conflicts.every((one) => keep[one.path]);
  return (
    <Modal open width={860} title={t('drafts.rebase')} okText={t('drafts.rebase')} cancelText={t('act.cancel')} onCancel={close} okButtonProps={{ disabled: !decided }} confirmLoading={go.isPending} onOk={() => go.mutate({ onto: rebase.data!.onto, keep }, { onSuccess: close })}>
      <Loaded from={rebase}>
        {(data) => (
          <div className="stack">
            <p>{t('drafts.incoming', { count: data.incoming.length })}</p>
            {data.conflicts.length === 0 ? <p>{t('drafts.noConflicts')}</p> : <p>{t('drafts.conflicts')}</p>}
            {data.conflicts.map((one) => (
              <div key={one.path}>
                <div className="row between">
                  <span className="code wrap grow">{one.path} {!one.theirs && <span className="quiet">({t('drafts.removedThere')})</span>}</span>
                  <Radio.Group value={keep[one.path]} onChange={(event) => setKeep({ ...keep, [one.path]: event.target.value as string })} options={[{ value: 'mine', label: t('drafts.mine') }, { value: 'theirs', label: t('drafts.theirs') }]} />
                </div>
                <Collapse ghost size="small" items={[{ key: 'both', label: t('drafts.bothSides'), children: <Texts path={one.path} before={one.theirs ? `/content/${encoded(one.path)}` : undefined} after={one.mine ? `/drafts/${draft.id}/files/${encoded(one.path)}` : undefined} /> }]} />
              </div>
            ))}
          </div>
        )}
      </Loaded>
    </Modal>
  );
}
