import { Alert, InputNumber, Modal, Radio, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, part, type Problem } from '../api/client';
import { useAct } from '../api/hooks';
import { RunChoice, type Choice } from './RunPlan';
import { limitFigures, type Limits, type RunPlan } from './types';

const shares = [5, 10, 25, 50];

/** Publishing: for everyone at once, or for a stable share of the members first; and what becomes of live runs. */
export function PublishDialog({ draft, close }: { draft: { id: string; hash: string; title: string }; close: () => void }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const [share, setShare] = useState(0);
  const [limits, setLimits] = useState<Limits>({ errors: 10, optOuts: 10 });
  const [choice, setChoice] = useState<Choice>('stay');
  const plan = useQuery<RunPlan[], Problem>({ queryKey: [`/drafts/${draft.id}/run-plan`, draft.hash], queryFn: () => api.post<RunPlan[]>(`/drafts/${draft.id}/run-plan`), retry: false });
  const publish = useAct(
    async () => {
      await api.post(`/drafts/${draft.id}/publish`, share ? { hash: draft.hash, canary: { percent: share, ...given(limits) } } : { hash: draft.hash });
      if (!share && choice === 'migrate') await api.post(`/releases/${part(draft.hash)}/run-migrations`, { reason: draft.title });
    },
    { done: t(share ? 'release.begun' : 'drafts.published'), changes: ['/drafts', '/releases', '/tasks', '/rules', '/canaries', '/journeys'] },
  );
  return (
    <Modal
      open
      onCancel={close}
      title={t('drafts.publish')}
      okText={share ? t('release.begin', { percent: share }) : t('release.forEveryone')}
      cancelText={t('act.cancel')}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate(undefined, { onSuccess: () => { close(); if (share) void go('/releases/canaries'); } })}
    >
      <div className="stack">
        <Radio.Group
          value={share}
          onChange={(event) => setShare(event.target.value as number)}
          vertical
          aria-label={t('release.who')}
          options={[{ value: 0, label: t('release.everyone') }, ...shares.map((percent) => ({ value: percent, label: t('release.share', { percent }) }))]}
        />
        {share > 0 && (
          <>
            <Alert type="info" showIcon title={t('release.rulesOnly')} description={t('release.rulesOnlyText')} />
            <strong>{t('release.limits')}</strong>
            <div className="grid">
              {limitFigures.map(([name, figure]) => (
                <label key={name} className="c6 stack small">
                  {t(`release.figures.${figure}`)}
                  <InputNumber min={1} max={1_000_000_000} value={limits[name] ?? null} placeholder={t('release.noLimit')} onChange={(value) => setLimits({ ...limits, [name]: value })} style={{ width: '100%' }} />
                </label>
              ))}
            </div>
          </>
        )}
        {share === 0 && (plan.isPending ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : plan.data ? <RunChoice plans={plan.data} value={choice} onChange={setChoice} /> : <p className="quiet small wrap">{plan.error?.body.detail}</p>)}
        {publish.error && <Alert type="error" showIcon title={publish.error.code} description={<span className="wrap">{publish.error.body.detail}</span>} />}
      </div>
    </Modal>
  );
}

const given = (limits: Limits) => Object.fromEntries(Object.entries(limits).filter(([, value]) => value != null));
