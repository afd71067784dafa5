import { Button, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { JointState, type JointEventDetail } from '../parts/jointEvents';
import { Loaded, Page, Panel } from '../parts/page';
import { AskReason } from '../parts/reason';
import { When } from '../parts/when';
import { may, useSession } from '../shell/session';

export default function JointEvent() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [calling, setCalling] = useState(false);
  const path = `/joint-events/${part(id)}`;
  const found = useGet<JointEventDetail>(path, {}, { live: LIVE });
  const one = found.data;
  const stop = useAct((reason: string) => api.post(`${path}/cancel`, { reason }), { done: t('act.saved'), changes: ['/joint-events', path] });
  return (
    <Page
      back={{ to: '/joint-events', label: t('jointEvents.title') }}
      title={one?.title ?? id}
      text={one && <><JointState state={one.state} /> {one.cancelledBy && <span className="quiet">{t('jointEvents.cancelledBy', { name: one.cancelledBy })}: {one.reason}</span>}</>}
      actions={may(session, 'MARKETER') && one && ['planned', 'running'].includes(one.state) && <Button danger onClick={() => setCalling(true)}>{t('jointEvents.cancel')}</Button>}
    >
      <Loaded from={found}>
        {(data) => (
          <div className="stack wide">
            <div className="grid">
              <div className="c6"><Terms data={data} /></div>
              <div className="c6"><Outcome data={data} /></div>
            </div>
            <Duties data={data} />
          </div>
        )}
      </Loaded>
      {calling && <AskReason title={t('jointEvents.cancel')} text={t('jointEvents.cancelText')} danger busy={stop.isPending} close={() => setCalling(false)} act={(reason) => stop.mutate(reason, { onSuccess: () => setCalling(false) })} />}
    </Page>
  );
}

function Terms({ data }: { data: JointEventDetail }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('jointEvents.partners')}>
      <p className="wrap">{data.about}</p>
      <dl className="pairs">
        <dt>{t('jointEvents.when')}</dt><dd><When at={data.startsAt} /> – <When at={data.endsAt} /></dd>
        <dt>{t('collaborations.owner')}</dt><dd>{data.owner} · {t('collaborations.lead')} {data.lead}</dd>
        <dt>{t('jointEvents.ourLink')}</dt><dd className="wrap"><Typography.Text copyable>{data.trackedLink}</Typography.Text></dd>
        {data.partners.map((one) => [
          <dt key={`${one.partner} t`}><Link to={`/partners/${one.partner}`}>{one.name}</Link> · {one.share} %</dt>,
          <dd key={one.partner} className="wrap"><Typography.Text copyable>{one.trackedLink}</Typography.Text></dd>,
        ])}
      </dl>
    </Panel>
  );
}

/** What came of it, divided among those who brought it. */
function Outcome({ data }: { data: JointEventDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const name = (partner?: string | null) => data.partners.find((one) => one.partner === partner)?.name ?? t('jointEvents.ours');
  return (
    <Panel title={t('jointEvents.results')}>
      <p className="quiet small">{t('jointEvents.resultsText', { days: data.windowDays })}</p>
      <table className="plain" style={{ width: '100%' }}>
        <thead>
          <tr><th style={{ textAlign: 'left' }}>{t('jointEvents.side')}</th>{['visitors', 'joins', 'orders', 'amount'].map((key) => <th key={key} style={{ textAlign: 'right' }}>{t(`jointEvents.${key}`)}</th>)}</tr>
        </thead>
        <tbody>
          {data.results.map((one) => (
            <tr key={one.partner ?? 'us'}>
              <td>{name(one.partner)}</td>
              {[one.visitors, one.joins, one.orders, one.amount].map((figure, index) => <td key={index} className="number" style={{ textAlign: 'right' }}>{number(figure)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Duties({ data }: { data: JointEventDetail }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('jointEvents.duties')} extra={<Link className="small" to="/inbox">{t('collaborations.toInbox')}</Link>}>
      {data.duties.length === 0 && <p className="quiet">{t('jointEvents.noDuties')}</p>}
      <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {data.duties.map((one) => (
          <li key={one.id} className="row between" style={{ padding: '6px 0', gap: 8 }}>
            <span className="wrap grow"><Tag color={one.partner ? 'green' : 'orange'}>{one.partnerName ?? t('jointEvents.ours')}</Tag>{one.what}{one.note && <span className="quiet small"> · {one.note}</span>}</span>
            {one.doneAt ? (
              <span className="small"><Tag color={one.kept ? 'green' : 'red'}>{t(one.kept ? 'jointEvents.kept' : 'jointEvents.notKept')}</Tag>{one.doneBy} · <When at={one.doneAt} /></span>
            ) : (
              <span className="quiet small">{t('tasks.due')} <When at={one.due} /></span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
