import { Alert, Button, Drawer, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { Text } from '../api/types';
import { useText } from '../i18n';
import { may, useSession } from '../shell/session';
import { useNumber } from './figure';
import { usePhone } from './page';
import { AskReason } from './reason';
import { When } from './when';

interface Version {
  version: number;
  deployedAt: string;
  live: boolean;
  running: number;
  ended: number;
}

interface Preview {
  from: number;
  to: number;
  runs: number;
  possible: boolean;
  steps: { from: string; name: Text; tokens: number; to?: string | null; faults: string[] }[];
}

/** Holding a journey up, and bringing the runs of an old version to another. */
export function JourneyOperations({ journey }: { journey: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { data: session } = useSession();
  const [asking, setAsking] = useState<'suspend' | 'resume'>();
  const [moving, setMoving] = useState(false);
  const held = useGet<{ suspended: boolean; by?: string | null; reason?: string | null; at?: string | null }>(`/journeys/${part(journey)}/suspension`, {}, { live: 10_000 });
  const versions = useGet<Version[]>(`/journeys/${part(journey)}/versions`, {}, { live: 10_000 });
  const act = useAct((reason: string) => api.post(`/journeys/${part(journey)}/${asking}`, { reason }), { done: t('act.saved'), changes: ['/journeys'] });
  const acts = may(session, 'MARKETER', 'OPERATOR');
  const old = (versions.data ?? []).filter((one) => !one.live && one.running > 0).reduce((sum, one) => sum + one.running, 0);
  return (
    <>
      {held.data?.suspended && (
        <Alert
          type="warning"
          showIcon
          title={t('journeys.held', { name: held.data.by })}
          description={<>{held.data.reason} · <When at={held.data.at!} /></>}
          action={acts && <Button onClick={() => setAsking('resume')}>{t('runs.resume')}</Button>}
        />
      )}
      {acts && (
        <div className="row">
          {held.data && !held.data.suspended && <Button onClick={() => setAsking('suspend')}>{t('journeys.suspend')}</Button>}
          {(versions.data ?? []).length > 1 && <Button onClick={() => setMoving(true)}>{t('journeys.migrate')}</Button>}
          {old > 0 && <span className="quiet small">{t('journeys.onOld', { runs: number(old) })}</span>}
        </div>
      )}
      {asking && <AskReason title={t(asking === 'suspend' ? 'journeys.suspend' : 'runs.resume')} text={t(`journeys.${asking}Ask`)} danger={asking === 'suspend'} busy={act.isPending} close={() => setAsking(undefined)} act={(reason) => act.mutate(reason, { onSuccess: () => setAsking(undefined) })} />}
      {moving && <Migration journey={journey} versions={versions.data ?? []} close={() => setMoving(false)} />}
    </>
  );
}

function Migration({ journey, versions, close }: { journey: string; versions: Version[]; close: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const text = useText();
  const number = useNumber();
  const live = versions.find((one) => one.live)?.version ?? versions[0]!.version;
  const [from, setFrom] = useState(versions.find((one) => !one.live && one.running > 0)?.version ?? versions.find((one) => one.version !== live)!.version);
  const [to, setTo] = useState(live);
  const [steps, setSteps] = useState<Record<string, string>>({});
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState<number>();
  const look = useAct((told: Record<string, string>) => api.post<Preview>(`/journeys/${part(journey)}/migrations/preview`, { from, to, steps: told }));
  const migrate = useAct((reason: string) => api.post<{ migrated: number; left: number }>(`/journeys/${part(journey)}/migrations`, { from, to, steps, reason }), { done: t('act.saved'), changes: ['/journeys', '/runs'] });
  const options = versions.map((one) => ({ value: one.version, label: `v${one.version}${one.live ? ` · ${t('journeys.live')}` : ''} · ${number(one.running)}` }));
  const preview = look.data;
  const current = preview && preview.from === from && preview.to === to;
  return (
    <Drawer open onClose={close} size={phone ? '100%' : 620} title={t('journeys.migrate')}>
      <div className="stack wide">
        <p className="quiet">{t('journeys.migrateText')}</p>
        <div className="row">
          <Select style={{ minWidth: 180 }} aria-label={t('runs.from')} value={from} onChange={setFrom} options={options} />
          →
          <Select style={{ minWidth: 180 }} aria-label={t('runs.to')} value={to} onChange={setTo} options={options} />
          <Button type="primary" disabled={from === to} loading={look.isPending} onClick={() => look.mutate(steps)}>{t('journeys.preview')}</Button>
        </div>
        {current && (
          <>
            <Alert type={preview.possible ? 'success' : 'warning'} showIcon title={t(preview.possible ? 'journeys.possible' : 'journeys.impossible', { runs: number(preview.runs) })} />
            {preview.steps.map((step) => (
              <div key={step.from} style={{ padding: '4px 0' }}>
                <div className="row between">
                  <span><strong style={{ fontWeight: 600 }}>{text(step.name) || step.from}</strong> <span className="code quiet">{step.from}</span></span>
                  <span>{number(step.tokens)} → {step.to ? <span className="code">{step.to}</span> : <Tag color="red">{t('journeys.nowhere')}</Tag>}</span>
                </div>
                {step.faults.map((fault) => <div key={fault} className="small wrap" style={{ color: '#b8481f' }}>{fault}</div>)}
                {(step.faults.length > 0 || steps[step.from]) && <Input size="small" className="code" placeholder={t('journeys.goesTo')} aria-label={`${t('journeys.goesTo')} ${step.from}`} value={steps[step.from] ?? ''} onChange={(event) => setSteps((known) => { const { [step.from]: gone, ...rest } = known; void gone; const value = event.target.value.trim(); return value ? { ...rest, [step.from]: value } : rest; })} />}
              </div>
            ))}
            <Button type="primary" danger disabled={!preview.possible || preview.runs === 0} onClick={() => setAsking(true)}>{t('journeys.migrateRuns', { runs: number(preview.runs) })}</Button>
          </>
        )}
        {left !== undefined && <Alert type={left === 0 ? 'success' : 'info'} showIcon title={left === 0 ? t('journeys.migrated') : t('journeys.left', { runs: number(left) })} />}
      </div>
      {asking && <AskReason title={t('journeys.migrate')} busy={migrate.isPending} close={() => setAsking(false)} act={(reason) => migrate.mutate(reason, { onSuccess: (done) => { setAsking(false); setLeft(done.left); look.mutate(steps); } })} />}
    </Drawer>
  );
}
