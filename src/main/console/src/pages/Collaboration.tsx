import { Alert, Button, Steps, Tag, Timeline, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import { useText } from '../i18n';
import { Standing, type CollaborationDetail } from '../parts/collaborations';
import { Figure, useNumber } from '../parts/figure';
import { Loaded, Page, Panel, usePhone } from '../parts/page';
import { AskReason } from '../parts/reason';
import { When } from '../parts/when';
import { may, useSession } from '../shell/session';

/** Answers that were chosen; what people write stays as it is. */
const choices = ['channel', 'reply', 'answer', 'verdict', 'verified', 'rating'];

/** The way in five strides; each stage of the workflow belongs to one. */
const strides: [string, string[]][] = [
  ['agree', ['planned', 'invitation', 'reply', 'negotiation', 'brief']],
  ['contract', ['contract', 'signature']],
  ['content', ['draft', 'review']],
  ['publish', ['publication', 'verification']],
  ['pay', ['figures', 'payment', 'retrospective', 'settlement']],
];

export default function Collaboration() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [why, setWhy] = useState(false);
  const found = useGet<CollaborationDetail>(`/collaborations/${part(id)}`, {}, { live: LIVE });
  const cancel = useAct((reason: string) => api.post(`/collaborations/${part(id)}/cancel`, { reason }), { done: t('act.saved'), changes: ['/collaborations', '/tasks'] });
  const one = found.data;
  const stops = may(session, 'MARKETER') && one?.state === 'under-way' && !one.cancelledBy;
  return (
    <Page
      back={{ to: '/collaborations', label: t('collaborations.title') }}
      title={one?.title ?? id}
      text={one && <span className="row" style={{ gap: 8 }}><Standing one={one} /><Link to={`/partners/${one.partner}`}>{one.partnerName}</Link></span>}
      actions={
        <>
          {one?.state === 'under-way' && <Link to="/inbox"><Button type="primary">{t('collaborations.toInbox')}</Button></Link>}
          {one?.run && <Link to={`/runs/${one.run}`}><Button>{t('collaborations.run')}</Button></Link>}
          {stops && <Button danger onClick={() => setWhy(true)}>{t('collaborations.cancel')}</Button>}
        </>
      }
    >
      <Loaded from={found}>
        {(data) => (
          <div className="stack wide">
            {data.cancelledBy && <Alert type="warning" showIcon title={t('collaborations.cancelledBy', { name: data.cancelledBy })} description={data.reason} />}
            <Panel><Way data={data} /><Waiting data={data} /></Panel>
            <Numbers data={data} />
            <div className="grid">
              <div className="c7 stack wide"><Acts data={data} /></div>
              <div className="c5 stack wide">
                <Terms data={data} />
                <Content data={data} />
                <Money data={data} />
              </div>
            </div>
          </div>
        )}
      </Loaded>
      {why && <AskReason title={t('collaborations.cancel')} text={t('collaborations.cancelText')} danger busy={cancel.isPending} close={() => setWhy(false)} act={(reason) => cancel.mutate(reason, { onSuccess: () => setWhy(false) })} />}
    </Page>
  );
}

function Way({ data }: { data: CollaborationDetail }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const last = data.state === 'under-way' ? data.stage : (data.acts.at(-1)?.stage ?? 'planned');
  const at = Math.max(0, strides.findIndex(([, stages]) => stages.includes(last)));
  const over = data.state !== 'under-way';
  return (
    <Steps
      size="small"
      orientation={phone ? 'vertical' : 'horizontal'}
      current={data.state === 'done' ? strides.length : at}
      status={over && data.state !== 'done' ? 'error' : 'process'}
      items={strides.map(([name], index) => ({ title: t(`collaborations.stride_${name}`), content: index === at && !over ? t([`collaborations.stage_${last}`, last]) : undefined }))}
    />
  );
}

/** Who has to do what next. */
function Waiting({ data }: { data: CollaborationDetail }) {
  const { t } = useTranslation();
  const text = useText();
  if (!data.waiting?.length) return null;
  return (
    <ul style={{ listStyle: 'none', padding: 0, margin: '16px 0 0' }}>
      {data.waiting.map((task) => (
        <li key={task.task} className="row" style={{ gap: 8 }}>
          <Link to={`/tasks/${task.task}`} style={{ fontWeight: 600 }}>{text(task.title)}</Link>
          <span className="quiet">{task.assignee ?? task.groups.join(', ')}</span>
          {task.due && <span className="quiet small">{t('tasks.due')} <When at={task.due} /></span>}
          {task.escalatedAt ? <Tag color="red">{t('tasks.escalated')}</Tag> : task.remindedAt ? <Tag color="gold">{t('tasks.reminded')}</Tag> : null}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ data }: { data: CollaborationDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const { results, cost } = data;
  return (
    <div className="figures">
      <Figure label={t('collaborations.clicks')} value={number(results.clicks)} />
      <Figure label={t('collaborations.visitors')} value={number(results.visitors)} />
      <Figure label={t('collaborations.joins')} value={number(results.joins)} note={results.joins > 0 ? t('collaborations.stayed', { members: results.stayed }) : undefined} />
      <Figure label={t('collaborations.orders')} value={number(results.orders)} note={results.orders > 0 ? t('collaborations.worth', { amount: number(results.amount, 2) }) : undefined} />
      <Figure label={t('collaborations.perJoin')} value={number(cost.perJoin, 2)} />
      <Figure label={t('collaborations.perOrder')} value={number(cost.perOrder, 2)} />
    </div>
  );
}

/** What people did, the newest first. */
function Acts({ data }: { data: CollaborationDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const said = (field: string, value: unknown) => (typeof value === 'boolean' ? t(value ? 'act.yes' : 'act.no') : typeof value === 'number' ? number(value) : choices.includes(field) ? t([`collaborations.said_${String(value)}`, String(value)]) : String(value));
  return (
    <Panel title={t('collaborations.timeline')}>
      <Timeline
        items={[
          ...[...data.acts].reverse().map((act) => ({
            key: act.at + act.element,
            content: (
              <div>
                <strong style={{ fontWeight: 600 }}>{t([`collaborations.stage_${act.stage}`, act.stage])}</strong> <span className="quiet small">{act.by} · <When at={act.at} /></span>
                <dl className="facts" style={{ margin: '2px 0 0' }}>
                  {Object.entries(act.answers).map(([field, value]) => (
                    <div key={field} style={{ display: 'contents' }}>
                      <dt>{t([`collaborations.field_${field}`, field])}</dt>
                      <dd className="wrap">{/^https:\/\//.test(String(value)) ? <Outside href={String(value)} /> : said(field, value)}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            ),
          })),
          { key: 'begun', content: <><strong style={{ fontWeight: 600 }}>{t('collaborations.planned')}</strong> <span className="quiet small">{data.owner} · <When at={data.createdAt} /></span><br /><span className="wrap">{data.goal}</span></> },
        ]}
      />
    </Panel>
  );
}

/** Leads out of here, to an address that somebody wrote down. */
function Outside({ href }: { href: string }) {
  return <a href={href} target="_blank" rel="noreferrer noopener nofollow" className="wrap" style={{ wordBreak: 'break-all' }}>{href}</a>;
}

function Terms({ data }: { data: CollaborationDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <Panel title={t('collaborations.terms')}>
      <dl className="pairs">
        <dt>{t('collaborations.fee')}</dt><dd><strong>{number(data.fee)}</strong></dd>
        <dt>{t('collaborations.offers')}</dt>
        <dd>{data.offers.map((offer) => <div key={offer.at + offer.side}>{t(`collaborations.side_${offer.side}`)} {number(offer.amount)} <span className="quiet small"><When at={offer.at} /></span></div>)}</dd>
        <dt>{t('collaborations.publishBy')}</dt><dd>{data.publishBy}</dd>
        <dt>{t('collaborations.owner')}</dt><dd>{data.owner}</dd>
        <dt>{t('collaborations.lead')}</dt><dd>{data.lead}</dd>
      </dl>
    </Panel>
  );
}

function Content({ data }: { data: CollaborationDetail }) {
  const { t } = useTranslation();
  const late = !!data.publishedOn && data.publishedOn > data.publishBy;
  return (
    <Panel title={t('collaborations.content')}>
      <dl className="pairs">
        <dt>{t('collaborations.trackedLink')}</dt><dd><Typography.Text copyable className="code" style={{ wordBreak: 'break-all' }}>{data.trackedLink}</Typography.Text></dd>
        <dt>{t('collaborations.code')}</dt><dd><Typography.Text copyable className="code">{data.code}</Typography.Text></dd>
        <dt>{t('collaborations.windowDays')}</dt><dd>{data.windowDays}</dd>
        <dt>{t('collaborations.link')}</dt><dd>{data.link ? <Outside href={data.link} /> : '–'}</dd>
        {data.link && (
          <>
            <dt>{t('collaborations.publishedOn')}</dt><dd>{data.publishedOn} {late && <Tag color="red">{t('collaborations.late')}</Tag>}</dd>
            <dt>{t('collaborations.disclosed')}</dt><dd>{data.disclosed ? <Tag color="green">{t('act.yes')}</Tag> : <Tag color="red">{t('act.no')}</Tag>}</dd>
            <dt>{t('collaborations.verifiedBy')}</dt><dd>{data.verifiedBy ?? t('collaborations.notVerified')}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

function Money({ data }: { data: CollaborationDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const reported = data.figures.filter((one) => one.kind === 'reported').at(-1);
  if (!data.payment && !reported && data.rating == null) return null;
  return (
    <Panel title={t('collaborations.outcome')}>
      <dl className="pairs">
        {data.payment && (
          <>
            <dt>{t(`collaborations.payment_${data.payment.kind}`)}</dt>
            <dd><strong>{number(data.payment.amount)}</strong> <span className="quiet small">{data.payment.reference} {data.payment.by} <When at={data.payment.at} /></span></dd>
          </>
        )}
        {reported && Object.entries(reported.figures).map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{t([`collaborations.field_${name}`, name])}</dt><dd>{number(value)}</dd></div>)}
        {data.cost.perThousandViews != null && <><dt>{t('collaborations.perThousand')}</dt><dd>{number(data.cost.perThousandViews, 2)}</dd></>}
        {data.rating != null && <><dt>{t('collaborations.rating')}</dt><dd>{'★'.repeat(data.rating)}{'☆'.repeat(5 - data.rating)}</dd></>}
      </dl>
    </Panel>
  );
}
