import { Alert, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import { AskReason } from '../parts/reason';
import { RunChoice, type Choice } from './RunPlan';
import type { RunPlan } from './types';

/** Goes back to a release: why, and what becomes of live runs. */
export function BackDialog({ release, close }: { release: string; close: () => void }) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Choice>('stay');
  const plan = useGet<RunPlan[]>(`/releases/${part(release)}/run-plan`);
  const back = useAct(
    async (reason: string) => {
      await api.post(`/releases/${part(release)}/rollback`, { reason });
      if (choice === 'migrate') await api.post(`/releases/${part(release)}/run-migrations`, { reason });
    },
    { done: t('releases.wentBack'), changes: ['/releases', '/drafts', '/rules', '/journeys', '/canaries'] },
  );
  return (
    <AskReason title={t('releases.goBack')} text={t('releases.goBackText')} danger busy={back.isPending} close={close} act={(reason) => back.mutate(reason, { onSuccess: close })}>
      <div className="stack" style={{ marginBottom: 12 }}>
        {plan.isPending ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : plan.data && <RunChoice plans={plan.data} value={choice} onChange={setChoice} />}
        {back.error && <Alert type="error" showIcon title={back.error.code} description={<span className="wrap">{back.error.body.detail}</span>} />}
      </div>
    </AskReason>
  );
}
