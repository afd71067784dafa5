import { Radio, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { part } from '../api/client';
import type { RunPlan } from './types';

export type Choice = 'stay' | 'migrate';

/** The live runs that a release touches, and whether they stay or come along, as the engine has checked it. */
export function RunChoice({ plans, value, onChange }: { plans: RunPlan[]; value: Choice; onChange: (choice: Choice) => void }) {
  const { t } = useTranslation();
  const movable = plans.some((plan) => plan.to != null && plan.stay < plan.runs);
  if (plans.length === 0) return <p className="quiet small">{t('release.noRuns')}</p>;
  return (
    <div className="stack">
      <strong>{t('release.runs')}</strong>
      <Plans of={plans} />
      <Radio.Group
        value={movable ? value : 'stay'}
        onChange={(event) => onChange(event.target.value as Choice)}
        options={[{ value: 'stay', label: t('release.stay') }, { value: 'migrate', label: t('release.migrate'), disabled: !movable }]}
        vertical
        aria-label={t('release.runs')}
      />
    </div>
  );
}

export function Plans({ of }: { of: RunPlan[] }) {
  return <ul className="found">{of.map((plan) => <li key={`${plan.journey} ${plan.from}`}><OnePlan plan={plan} /></li>)}</ul>;
}

function OnePlan({ plan }: { plan: RunPlan }) {
  const { t, i18n } = useTranslation();
  const stuck = plan.steps.filter((step) => step.faults.length > 0);
  return (
    <div>
      <Link to={`/journeys/${part(plan.journey)}`}>{plan.journey}</Link>{' '}
      {plan.to == null ? t('release.gone', { from: plan.from, count: plan.runs }) : t('release.versions', { from: plan.from, to: plan.to, count: plan.runs })}{' '}
      {plan.stay > 0 ? <Tag color="gold">{t('release.mustStay', { count: plan.stay })}</Tag> : <Tag color="green">{t('release.canAll')}</Tag>}
      {stuck.map((step) => (
        <div key={step.step} className="quiet small wrap">
          {i18n.language === 'zh' ? step.zh : step.en}: {step.tokens > 0 && t('release.tokens', { count: step.tokens })} {step.faults.join(' ')}
        </div>
      ))}
    </div>
  );
}
