import { Alert, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import { RunChoice, type Choice } from './RunPlan';
import type { Canary, RunPlan } from './types';

/** Makes what a share of the members tried everybody's; its workflows and templates come with it. */
export function EveryoneDialog({ canary, close }: { canary: Canary; close: () => void }) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Choice>('stay');
  const plan = useGet<RunPlan[]>(`/releases/${part(canary.release)}/run-plan`);
  const publish = useAct(
    async () => {
      await api.post(`/canaries/${part(canary.id)}/everyone`);
      if (choice === 'migrate') await api.post(`/releases/${part(canary.release)}/run-migrations`, { reason: canary.title });
    },
    { done: t('drafts.published'), changes: ['/canaries', '/drafts', '/releases', '/rules', '/journeys'] },
  );
  return (
    <Modal open onCancel={close} title={t('release.everyoneNow')} okText={t('release.everyoneNow')} cancelText={t('act.cancel')} confirmLoading={publish.isPending} onOk={() => publish.mutate(undefined, { onSuccess: close })}>
      <div className="stack">
        <p>{t('release.everyoneText')}</p>
        {plan.isPending ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : plan.data && <RunChoice plans={plan.data} value={choice} onChange={setChoice} />}
        {publish.error && <Alert type="error" showIcon title={publish.error.code} description={<span className="wrap">{publish.error.body.detail}</span>} />}
      </div>
    </Modal>
  );
}
