import { Alert, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import type { RunItem } from '../api/types';
import { useText } from '../i18n';
import { Loaded, Page, Panel } from '../parts/page';
import { RunDiagram } from '../parts/RunDiagram';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function Run() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const text = useText();
  const { data: session } = useSession();
  const run = useGet<RunItem>(`/runs/${part(id)}`, {}, { live: LIVE });
  const cancel = useAct(() => api.post(`/runs/${part(id)}/cancel`), { done: t('runs.cancelled'), changes: ['/runs', '/journeys'] });
  const retry = useAct(() => api.post(`/runs/${part(id)}/retry`), { done: t('runs.retried'), changes: ['/runs', '/journeys'] });
  const journey = run.data?.journey ?? '';
  const running = run.data && !run.data.endedAt;
  return (
    <Page
      back={journey ? { to: `/journeys/${part(journey)}`, label: journey } : { to: '/journeys', label: t('journeys.title') }}
      title={t('runs.of', { member: run.data?.memberName ?? run.data?.member ?? id })}
      text={run.data && <Member id={run.data.member} name={run.data.memberName} />}
      actions={
        running &&
        may(session, 'OPERATOR', 'MARKETER') && (
          <>
            {(run.data?.incidents ?? []).length > 0 && <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate(undefined)}>{t('act.retry')}</Button>}
            <Popconfirm title={t('runs.cancelAsk')} okText={t('runs.cancel')} cancelText={t('act.cancel')} okButtonProps={{ danger: true }} onConfirm={() => cancel.mutate(undefined)}>
              <Button danger loading={cancel.isPending}>{t('runs.cancel')}</Button>
            </Popconfirm>
          </>
        )
      }
    >
      <Loaded from={run}>
        {(data) => (
          <div className="stack wide">
            {(data.incidents ?? []).map((incident, index) => (
              <Alert key={index} type="error" showIcon title={incident.element ?? t('journeys.incidents')} description={incident.message} />
            ))}
            <Panel><RunDiagram id={id} /></Panel>
            <Panel title={t('runs.history')}>
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
    </Page>
  );
}
