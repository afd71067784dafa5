import { Alert, Button, Popconfirm, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct, useList } from '../api/hooks';
import { may, useSession } from '../shell/session';
import { useNumber } from './figure';
import { List } from './list';
import { Empty, Panel } from './page';
import { When } from './when';
import { Status } from './words';

interface Reevaluation {
  id: string;
  reason: 'release' | 'person';
  state: string;
  release: string;
  members: number;
  looked: number;
  changed: number;
  failed: number;
  perSecond: number;
  ready?: string | null;
  askedBy: string;
  askedAt: string;
  endedAt?: string | null;
  note?: string | null;
}

/** How far all members are decided anew, and holding it. */
export function Reevaluations() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const number = useNumber();
  const all = useList<Reevaluation>('/reevaluations', { limit: 5 }, { live: 2000 });
  const start = useAct(() => api.post('/reevaluations'), { done: t('reevaluations.begun'), changes: ['/reevaluations'] });
  const move = useAct(({ id, act }: { id: string; act: string }) => api.post(`/reevaluations/${id}/${act}`), { changes: ['/reevaluations'] });
  const operator = may(session, 'OPERATOR');
  const unfinished = all.items?.find((one) => one.state === 'running' || one.state === 'paused');
  const begin = operator && (
    <Popconfirm title={t('reevaluations.sure')} okText={t('reevaluations.start')} cancelText={t('act.cancel')} onConfirm={() => start.mutate(undefined)} disabled={unfinished !== undefined}>
      <Button size="small" disabled={unfinished !== undefined} loading={start.isPending}>{t('reevaluations.start')}</Button>
    </Popconfirm>
  );
  return (
    <Panel title={t('reevaluations.title')} extra={begin} flush={!unfinished}>
      {unfinished && (
        <div style={{ marginBottom: 14 }}>
          <div className="row between">
            <span className="row"><Status group="reevaluation" word={unfinished.state} /> <span className="quiet">{t(`reevaluations.because.${unfinished.reason}`, { name: unfinished.askedBy })}</span></span>
            {operator && (
              <span className="row">
                {unfinished.state === 'running'
                  ? <Button size="small" onClick={() => move.mutate({ id: unfinished.id, act: 'pause' })}>{t('imports.pause')}</Button>
                  : <Button size="small" type="primary" onClick={() => move.mutate({ id: unfinished.id, act: 'resume' })}>{t('imports.resume')}</Button>}
                <Button size="small" danger onClick={() => move.mutate({ id: unfinished.id, act: 'cancel' })}>{t('act.cancel')}</Button>
              </span>
            )}
          </div>
          <Progress percent={percent(unfinished)} status={unfinished.state === 'running' ? 'active' : undefined} aria-label={t('reevaluations.title')} />
          <span className="quiet small">
            {t('reevaluations.of', { looked: number(unfinished.looked), members: number(unfinished.members) })}
            {unfinished.perSecond > 0 && <> · {t('reevaluations.pace', { pace: number(unfinished.perSecond) })}</>}
            {unfinished.ready && <> · {t('reevaluations.ready')} <When at={unfinished.ready} /></>}
          </span>
          {unfinished.note && <Alert type="warning" showIcon style={{ marginTop: 8 }} title={unfinished.note} />}
        </div>
      )}
      <List<Reevaluation>
        from={all}
        id={(one) => one.id}
        columns={[
          { key: 'at', title: t('reevaluations.began'), phone: 'name', show: (one) => <When at={one.askedAt} /> },
          { key: 'why', title: t('segments.reason'), show: (one) => t(`reevaluations.because.${one.reason}`, { name: one.askedBy }) },
          { key: 'state', title: t('runs.state'), phone: 'corner', show: (one) => <Status group="reevaluation" word={one.state} /> },
          { key: 'looked', title: t('reevaluations.looked'), right: true, show: (one) => <span className="number">{number(one.looked)}</span> },
          { key: 'changed', title: t('reevaluations.changed'), right: true, show: (one) => <span className="number">{number(one.changed)}</span> },
          { key: 'failed', title: t('reevaluations.failed'), right: true, show: (one) => <span className="number" style={{ color: one.failed ? '#b3261e' : undefined }}>{number(one.failed)}</span> },
        ]}
        empty={<Empty title={t('reevaluations.empty')} text={t('reevaluations.emptyText')} />}
      />
    </Panel>
  );
}

function percent(one: Reevaluation): number {
  return one.members === 0 ? 0 : Math.min(99, Math.floor((one.looked / one.members) * 100));
}
