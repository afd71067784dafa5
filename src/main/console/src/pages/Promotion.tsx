import { Alert, Button, Popconfirm, Progress, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import { Chart, type Line } from '../parts/Chart';
import { Figure, useNumber } from '../parts/figure';
import { Loaded, Page, Panel } from '../parts/page';
import { PlanForm, PromotionState, type PromotionDetail, type PromotionReport, type Wave } from '../parts/promotions';
import { AskReason } from '../parts/reason';
import { When } from '../parts/when';
import { useTerm } from '../parts/words';
import { may, useSession } from '../shell/session';

const stages = ['warm-up', 'offer', 'reminder'];
const over = ['settled', 'refused', 'expired', 'cancelled'];

export default function Promotion() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [editing, setEditing] = useState(false);
  const [why, setWhy] = useState<'pause' | 'resume' | 'cancel'>();
  const found = useGet<PromotionDetail>(`/promotions/${part(id)}`, {}, { live: LIVE });
  const submit = useAct(() => api.post(`/promotions/${part(id)}/submit`), { done: t('promotions.submitted'), changes: ['/promotions'] });
  const one = found.data;
  const plans = may(session, 'MARKETER');
  const stops = may(session, 'MARKETER', 'OPERATOR', 'APPROVER') && one && !over.includes(one.state) && one.state !== 'draft';
  return (
    <Page
      back={{ to: '/promotions', label: t('promotions.title') }}
      title={one?.plan.title ?? id}
      text={one && <><PromotionState state={one.state} />{one.pausedBy && <Tag color="volcano">{t('promotions.pausedBy', { name: one.pausedBy })}</Tag>}</>}
      actions={
        <>
          {plans && one && ['draft', 'approval', 'approved', 'refused', 'expired'].includes(one.state) && <Button onClick={() => setEditing(true)}>{t('promotions.change')}</Button>}
          {plans && one?.state === 'draft' && (
            <Popconfirm title={t('promotions.submitAsk')} okText={t('promotions.submit')} cancelText={t('act.cancel')} onConfirm={() => submit.mutate(undefined)}>
              <Button type="primary" loading={submit.isPending}>{t('promotions.submit')}</Button>
            </Popconfirm>
          )}
          {stops && (one.pausedBy ? <Button type="primary" onClick={() => setWhy('resume')}>{t('promotions.resume')}</Button> : <Button type="primary" danger onClick={() => setWhy('pause')}>{t('promotions.pause')}</Button>)}
          {stops && <Button danger onClick={() => setWhy('cancel')}>{t('promotions.cancel')}</Button>}
        </>
      }
    >
      <Loaded from={found}>
        {(data) => (
          <div className="stack wide">
            {data.failure && <Alert type="error" showIcon title={t('promotions.failure')} description={data.failure} />}
            <Progressing data={data} />
            {data.members != null && data.state !== 'approval' && <Outcome id={id} />}
            <div className="grid">
              <div className="c6"><Approvals data={data} /></div>
              <div className="c6"><Planned data={data} /></div>
            </div>
          </div>
        )}
      </Loaded>
      {one && <PlanForm key={one.hash} open={editing} old={one} close={() => setEditing(false)} saved={() => undefined} />}
      {why && <Why act={why} id={id} close={() => setWhy(undefined)} />}
    </Page>
  );
}

function Why({ act, id, close }: { act: 'pause' | 'resume' | 'cancel'; id: string; close: () => void }) {
  const { t } = useTranslation();
  const send = useAct((reason: string) => api.post(`/promotions/${part(id)}/${act}`, { reason }), { done: t('act.saved'), changes: ['/promotions'] });
  return <AskReason title={t(`promotions.${act}`)} text={t(`promotions.${act}Text`)} danger={act !== 'resume'} busy={send.isPending} close={close} act={(reason) => send.mutate(reason, { onSuccess: close })} />;
}

function Progressing({ data }: { data: PromotionDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const toTell = (data.members ?? 0) - (data.heldOut ?? 0);
  const state = JSON.stringify(data.waves);
  const lines = useMemo<Line[]>(() => {
    const waves = JSON.parse(state) as Wave[];
    return stages
      .filter((stage) => waves.some((wave) => wave.stage === stage && wave.begunAt))
      .map((stage) => ({ name: t(`promotions.stage_${stage}`), kind: 'bar' as const, values: waves.filter((wave) => wave.stage === stage && wave.begunAt).map((wave) => [wave.begunAt!, wave.planned] as [string, number]) }));
  }, [state, t]);
  if (data.members == null) return null;
  return (
    <Panel title={t('promotions.waves')} extra={data.run && <Link className="small" to={`/runs/${data.run}`}>{t('promotions.run')}</Link>}>
      <div className="figures">
        <Figure label={t('promotions.members')} value={number(data.members)} />
        <Figure label={t('promotions.toTell')} value={number(toTell)} />
        <Figure label={t('promotions.heldOut')} value={number(data.heldOut ?? 0)} note={data.members > 0 ? `${Math.round(((data.heldOut ?? 0) / data.members) * 100)} %` : undefined} />
      </div>
      {stages.filter((stage) => data.waves.some((wave) => wave.stage === stage)).map((stage) => {
        const waves = data.waves.filter((wave) => wave.stage === stage);
        const planned = waves.reduce((sum, wave) => sum + wave.planned, 0);
        const done = waves.filter((wave) => wave.doneAt).length;
        const next = waves.find((wave) => !wave.doneAt && wave.due);
        return (
          <div key={stage} style={{ padding: '6px 0' }}>
            <div className="row between">
              <span>{t(`promotions.stage_${stage}`)} <span className="quiet small">{t('promotions.waveOf', { done, all: waves.length })}</span></span>
              <span className="small">{number(planned)} {next?.due && <span className="quiet">· {t('promotions.nextAt')} <When at={next.due} /></span>}</span>
            </div>
            <Progress percent={Math.round((done / waves.length) * 100)} size="small" status={data.pausedBy ? 'exception' : done === waves.length ? 'success' : 'active'} aria-label={t(`promotions.stage_${stage}`)} />
          </div>
        );
      })}
      {lines.length > 0 && <Chart key={lines.length} lines={lines} height={200} label={t('promotions.waves')} />}
    </Panel>
  );
}

function Outcome({ id }: { id: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const term = useTerm();
  const found = useGet<PromotionReport>(`/promotions/${part(id)}/report`, {}, { live: 30_000 });
  return (
    <Panel title={t('promotions.report')} extra={found.data && <span className="quiet small">{t(found.data.settled ? 'promotions.settledAt' : 'promotions.asOf')} <When at={found.data.at} /></span>}>
      <Loaded from={found}>
        {(report) => {
          const most = Math.max(report.toldRate.high, report.heldOutRate?.high ?? 0, 0.001);
          return (
            <div className="grid">
              <div className="c6">
                <Rate name={t('promotions.told')} rate={report.toldRate} most={most} note={`${number(report.toldReacted)} / ${number(report.told)}`} />
                {report.heldOutRate && <Rate name={t('promotions.heldOut')} rate={report.heldOutRate} most={most} note={`${number(report.heldOutReacted)} / ${number(report.heldOut)}`} />}
                {report.difference ? (
                  <p>
                    <strong>{t('promotions.difference')}: {points(report.difference.value)}</strong>
                    <br />
                    <span className="quiet">{t('promotions.between', { low: points(report.difference.low), high: points(report.difference.high) })} {t(report.difference.low > 0 ? 'promotions.helped' : report.difference.high < 0 ? 'promotions.harmed' : 'promotions.unsure')}</span>
                  </p>
                ) : (
                  <p className="quiet">{t('promotions.noHoldOut')}</p>
                )}
              </div>
              <dl className="pairs c6">
                <dt>{t('promotions.amount')}</dt><dd>{number(report.amount)}</dd>
                <dt>{t('promotions.budget')}</dt><dd>{number(report.budget)}</dd>
                <dt>{t('promotions.messageCost')}</dt><dd>{number(report.messageCost)}</dd>
                <dt>{t('promotions.reactionCost')}</dt><dd>{number(report.reactionCost)}</dd>
                <dt>{t(report.left < 0 ? 'promotions.overBudget' : 'promotions.left')}</dt><dd><strong style={{ color: report.left < 0 ? '#b8481f' : undefined }}>{number(Math.abs(report.left))}</strong></dd>
                {report.messages.map((one) => [
                  <dt key={`${one.stage} ${one.status} t`}>{t(`promotions.stage_${one.stage}`)} · {term('message', one.status)}</dt>,
                  <dd key={`${one.stage} ${one.status}`}>{number(one.messages)}</dd>,
                ])}
              </dl>
            </div>
          );
        }}
      </Loaded>
    </Panel>
  );
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const points = (share: number) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;

/** A share as a bar, with its interval as a thin line over it. */
function Rate({ name, rate, most, note }: { name: string; rate: { value: number; low: number; high: number }; most: number; note: string }) {
  const at = (share: number) => `${(share / most) * 100}%`;
  return (
    <div style={{ padding: '6px 0' }}>
      <div className="row between"><span>{name} <span className="quiet small">{note}</span></span><span><strong className="number">{percent(rate.value)}</strong> <span className="quiet small">{percent(rate.low)} – {percent(rate.high)}</span></span></div>
      <div role="img" aria-label={`${name} ${percent(rate.value)}`} style={{ position: 'relative', height: 14, borderRadius: 4, background: '#f3eae1', overflow: 'hidden', marginTop: 4 }}>
        <div style={{ height: '100%', width: at(rate.value), background: '#d9794c' }} />
        <div style={{ position: 'absolute', top: 6, height: 2, left: at(rate.low), width: `calc(${at(rate.high)} - ${at(rate.low)})`, background: '#4a3a2f' }} />
      </div>
    </div>
  );
}

function Approvals({ data }: { data: PromotionDetail }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('promotions.approvals')}>
      {data.approvals.length === 0 && <p className="quiet">{t('promotions.noApprovals')}</p>}
      {[...data.approvals].reverse().map((one) => (
        <div key={`${one.runNumber} ${one.people}`} style={{ padding: '6px 0' }}>
          <div className="row between">
            <strong style={{ fontWeight: 600 }}>{one.people}</strong>
            {one.hash !== data.hash ? <Tag>{t('promotions.oldPlan')}</Tag> : one.said == null ? <Tag color="gold">{t('promotions.waiting')}</Tag> : one.said ? <Tag color="green">{t('promotions.yes')}</Tag> : <Tag color="red">{t('promotions.no')}</Tag>}
          </div>
          <div className="quiet small">{one.reasons.map((reason) => { const [word, ...rest] = reason.split(' '); return `${t(`promotions.why_${word}`)}${rest.length > 0 ? ` ${rest.join(' ')}` : ''}`; }).join(' · ')}</div>
          {one.by && <div className="small">{one.by}{one.at && <> · <When at={one.at} /></>}{one.remark && <> · {one.remark}</>}</div>}
        </div>
      ))}
    </Panel>
  );
}

function Planned({ data }: { data: PromotionDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { plan } = data;
  return (
    <Panel title={t('promotions.plan')}>
      <dl className="pairs">
        <dt>{t('promotions.author')}</dt><dd>{data.author}</dd>
        <dt>{t('promotions.offer')}</dt><dd className="wrap">{plan.offer}</dd>
        <dt>{t('promotions.segments')}</dt><dd>{plan.segments.join(', ')}</dd>
        {(plan.without ?? []).length > 0 && <><dt>{t('promotions.without')}</dt><dd>{plan.without!.join(', ')}</dd></>}
        <dt>{t('promotions.holdOut')}</dt><dd>{plan.holdOut} %</dd>
        {plan.warmUp && <><dt>{t('promotions.warmUp')}</dt><dd>{plan.warmUp} · <When at={plan.warmUpAt!} /></dd></>}
        <dt>{t('promotions.message')}</dt><dd>{plan.message} · <When at={plan.startsAt} /></dd>
        {plan.reminder && <><dt>{t('promotions.reminder')}</dt><dd>{plan.reminder} · <When at={plan.remindAt!} /></dd></>}
        <dt>{t('promotions.endsAt')}</dt><dd><When at={plan.endsAt} /></dd>
        <dt>{t('promotions.waveSize')}</dt><dd>{number(plan.waveSize)} · {t('promotions.everyMinutes', { minutes: plan.waveMinutes })}</dd>
        <dt>{t('promotions.reaction')}</dt><dd>{plan.reaction}</dd>
        <dt>{t('promotions.budget')}</dt><dd>{number(plan.budget)}</dd>
      </dl>
    </Panel>
  );
}
