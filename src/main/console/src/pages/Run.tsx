import { Alert, Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, part, type Page as Paged } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import type { AuditEntry, RunItem, Text } from '../api/types';
import { useText } from '../i18n';
import { Loaded, Page, Panel } from '../parts/page';
import { AskReason } from '../parts/reason';
import { RunDiagram } from '../parts/RunDiagram';
import { When } from '../parts/when';
import { Member, useActName } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function Run() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const text = useText();
  const { data: session } = useSession();
  const run = useGet<RunItem>(`/runs/${part(id)}`, {}, { live: LIVE });
  const [asking, setAsking] = useState<Act>();
  const journey = run.data?.journey ?? '';
  const running = run.data && !run.data.endedAt;
  const stepName = (data: RunItem, element?: string | null) => text(data.history.find((step) => step.element === element)?.name) || element;
  return (
    <Page
      back={journey ? { to: `/journeys/${part(journey)}`, label: journey } : { to: '/journeys', label: t('journeys.title') }}
      title={t('runs.of', { member: run.data?.memberName ?? run.data?.member ?? run.data?.journey ?? id })}
      text={run.data?.member && <Member id={run.data.member} name={run.data.memberName} />}
      actions={
        running &&
        may(session, 'OPERATOR', 'MARKETER') && (
          <>
            {(run.data?.incidents ?? []).length > 0 && <Button type="primary" onClick={() => setAsking('retry')}>{t('runs.retry')}</Button>}
            {run.data?.state === 'suspended' ? <Button onClick={() => setAsking('resume')}>{t('runs.resume')}</Button> : <Button onClick={() => setAsking('suspend')}>{t('runs.suspend')}</Button>}
            {run.data?.state === 'running' && <Button onClick={() => setAsking('move')}>{t('runs.move')}</Button>}
            <Button danger onClick={() => setAsking('cancel')}>{t('runs.cancel')}</Button>
          </>
        )
      }
    >
      <Loaded from={run}>
        {(data) => (
          <div className="stack wide">
            {(data.incidents ?? []).map((incident, index) => (
              <Alert key={index} type="error" showIcon title={stepName(data, incident.element) ?? t('journeys.incidents')} description={<span className="wrap">{incident.message}{incident.at && <> · <When at={incident.at} /></>}</span>} />
            ))}
            <Panel><RunDiagram id={id} /></Panel>
            {(data.calls ?? []).length > 0 && (
              <Panel title={t('runs.calls')}>
                {data.calls!.map((call, index) => (
                  <div key={index} className="row between" style={{ padding: '4px 0' }}>
                    <span><span className="code">{call.name}</span> {call.answer && <span className="quiet small wrap">{call.answer}</span>}</span>
                    <Tag color={call.state === 'taken' ? 'green' : call.state === 'failed' ? 'red' : 'gold'}>{t(`runs.call_${call.state}`)}</Tag>
                  </div>
                ))}
              </Panel>
            )}
            {may(session, 'OPERATOR', 'APPROVER') && <Acts run={data} />}
            <Panel title={t('runs.history')}>
              {data.history.length === 0 && <span className="quiet">{t('runs.forgotten')}</span>}
              <ul className="feed">
                {[...data.history].reverse().map((step, index) => (
                  <li key={index}>
                    <span className={`dot${step.until ? '' : ' decided'}`} />
                    <div className="row between">
                      <span><strong style={{ fontWeight: 600 }}>{text(step.name) || step.element}</strong> <span className="code quiet">{step.element}</span></span>
                      <span className="quiet small">
                        <When at={step.at} /> {step.until ? <>→ <When at={step.until} /></> : <>· {t('runs.here')}</>}
                      </span>
                    </div>
                  </li>
                ))}
              </ul>
            </Panel>
          </div>
        )}
      </Loaded>
      {asking && run.data && <Ask act={asking} run={run.data} close={() => setAsking(undefined)} />}
    </Page>
  );
}

/** What people did to the run, who and why, as the audit keeps it. */
function Acts({ run }: { run: RunItem }) {
  const { t } = useTranslation();
  const actName = useActName();
  const acts = useGet<Paged<AuditEntry>>('/audit', { subject: run.id, limit: 50 }, { live: LIVE });
  if (!acts.data?.items.length) return null;
  return (
    <Panel title={t('runs.acts')}>
      {acts.data.items.map((act) => {
        const { reason, from, to } = (act.after ?? {}) as { reason?: string; from?: string; to?: string };
        return (
          <div key={act.id} className="row between" style={{ padding: '4px 0' }}>
            <span className="wrap"><strong style={{ fontWeight: 600 }}>{actName(act.act)}</strong> {from && to && <span className="code quiet">{from} → {to}</span>} {reason}</span>
            <span className="quiet small">{act.by} · <When at={act.at} /></span>
          </div>
        );
      })}
    </Panel>
  );
}

type Act = 'cancel' | 'suspend' | 'resume' | 'move' | 'retry';

interface Step {
  element: string;
  name: Text;
  kind: string;
}

/** What is to be done with the run, and why; a token is moved to a step of the journey as it is now. */
function Ask({ act, run, close }: { act: Act; run: RunItem; close: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [from, setFrom] = useState(run.tokens[0]);
  const [to, setTo] = useState<string>();
  const journey = useGet<{ steps: Step[] }>(`/journeys/${part(run.journey)}`, {}, { enabled: act === 'move' });
  const names = new Map((journey.data?.steps ?? []).map((step) => [step.element, text(step.name) || step.element]));
  const send = useAct((reason: string) => api.post(`/runs/${part(run.id)}/${act}`, act === 'move' ? { from, to, reason } : { reason }), { done: t('act.saved'), changes: ['/runs', '/journeys', '/audit'] });
  return (
    <AskReason title={t(`runs.${act}`)} text={t(`runs.${act}Ask`)} danger={act === 'cancel'} busy={send.isPending} ready={act !== 'move' || (!!from && !!to)} close={close} act={(reason) => send.mutate(reason, { onSuccess: close })}>
      {act === 'move' && (
        <div className="row" style={{ marginBottom: 12 }}>
          <Select style={{ minWidth: 180 }} aria-label={t('runs.from')} value={from} onChange={setFrom} options={[...new Set(run.tokens)].map((one) => ({ value: one, label: names.get(one) ?? one }))} />
          →
          <Select style={{ minWidth: 200 }} aria-label={t('runs.to')} placeholder={t('runs.to')} value={to} onChange={setTo} options={(journey.data?.steps ?? []).filter((step) => !['startEvent', 'boundaryEvent'].includes(step.kind)).map((step) => ({ value: step.element, label: text(step.name) || step.element }))} />
        </div>
      )}
    </AskReason>
  );
}
