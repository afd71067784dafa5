import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api, part } from '../api/client';
import { useAct, useGet, useList } from '../api/hooks';
import { useText } from '../i18n';
import { NewCollaboration, Standing, type CollaborationItem } from '../parts/collaborations';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { Fit, PartnerForm, type PartnerDetail } from '../parts/partners';
import { Swaps } from '../parts/swaps';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function Partner() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const go = useNavigate();
  const { data: session } = useSession();
  const [editing, setEditing] = useState(false);
  const [beginning, setBeginning] = useState(false);
  const found = useGet<PartnerDetail>(`/partners/${part(id)}`);
  const assess = useAct(() => api.post(`/partners/${part(id)}/assess`), { done: t('partners.assessed'), changes: ['/partners'] });
  const one = found.data;
  const works = may(session, 'MARKETER');
  return (
    <Page
      back={{ to: '/partners', label: t('partners.title') }}
      title={one?.profile.name ?? id}
      text={one && <span className="row" style={{ gap: 8 }}>{t(`partners.kind_${one.profile.kind}`)} <Fit score={one.score} /></span>}
      actions={
        works && one && (
          <>
            <Button onClick={() => setEditing(true)}>{t('partners.change')}</Button>
            <Button loading={assess.isPending} onClick={() => assess.mutate(undefined)}>{t('partners.assess')}</Button>
            <Button type="primary" disabled={!one.profile.contact} title={one.profile.contact ? undefined : t('partners.consentNo')} onClick={() => setBeginning(true)}>{t('collaborations.add')}</Button>
          </>
        )
      }
    >
      <Loaded from={found}>
        {(data) => (
          <div className="stack wide">
            <Past data={data} />
            <div className="grid">
              <div className="c7 stack wide">
                <Reasons data={data} />
                <Panel title={t('collaborations.title')} flush><Collaborations partner={data.id} /></Panel>
                <Swaps partner={data.id} changes={works} />
              </div>
              <div className="c5 stack wide"><About data={data} changes={works} /></div>
            </div>
          </div>
        )}
      </Loaded>
      {one && <PartnerForm key={one.version} open={editing} old={one} close={() => setEditing(false)} saved={() => undefined} />}
      {one && <NewCollaboration open={beginning} partner={one.id} close={() => setBeginning(false)} saved={(made) => void go(`/collaborations/${made}`)} />}
    </Page>
  );
}

function Past({ data }: { data: PartnerDetail }) {
  const { t } = useTranslation();
  const number = useNumber();
  const past = data.history;
  return (
    <div className="figures">
      <Figure label={t('partners.audience')} value={number(data.audience)} />
      <Figure label={t('partners.finished')} value={`${number(past.finished)} / ${number(past.collaborations)}`} note={past.late > 0 ? t('partners.late', { times: past.late }) : undefined} />
      <Figure label={t('partners.rating')} value={number(past.rating, 1)} />
      <Figure label={t('partners.joins')} value={number(past.joins)} />
      <Figure label={t('partners.paid')} value={number(past.paid)} />
    </div>
  );
}

/** Why the score is what it is, in the words of the rules. */
function Reasons({ data }: { data: PartnerDetail }) {
  const { t } = useTranslation();
  const text = useText();
  const latest = data.assessments[0];
  if (!latest) return null;
  return (
    <Panel title={t('partners.why')} extra={<span className="small quiet"><When at={latest.at} /></span>}>
      {latest.reasons.length === 0 ? (
        <p className="quiet">{t('partners.noReasons')}</p>
      ) : (
        <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {latest.reasons.map((reason) => (
            <li key={reason.rule} className="row between" style={{ padding: '7px 0', flexWrap: 'nowrap', alignItems: 'baseline' }}>
              <span className="wrap grow"><span style={{ fontWeight: 600 }}>{text(reason.reason)}</span><br /><span className="quiet small">{reason.why} · {reason.rule.replace(/^rules\//, '')}</span></span>
              <span className="number" style={{ fontWeight: 600 }}>+{reason.points}</span>
            </li>
          ))}
        </ul>
      )}
      {data.assessments.length > 1 && (
        <p className="quiet small" style={{ marginTop: 10 }}>
          {t('partners.before')} {data.assessments.slice(1, 8).map((one) => <Tag key={one.at}>{one.score}</Tag>)}
        </p>
      )}
    </Panel>
  );
}

function Collaborations({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const go = useNavigate();
  const all = useList<CollaborationItem>('/collaborations', { partner });
  return (
    <List<CollaborationItem>
      from={all}
      id={(one) => one.id}
      onRow={(one) => void go(`/collaborations/${one.id}`)}
      columns={[
        { key: 'title', title: t('collaborations.name'), phone: 'name', show: (one) => <Link to={`/collaborations/${one.id}`} style={{ fontWeight: 600 }}>{one.title}</Link> },
        { key: 'state', title: t('collaborations.state'), phone: 'corner', show: (one) => <Standing one={one} /> },
        { key: 'fee', title: t('collaborations.fee'), right: true, show: (one) => number(one.fee) },
        { key: 'changed', title: t('partners.changed'), show: (one) => <When at={one.changedAt} /> },
      ]}
      empty={<Empty title={t('collaborations.empty')} text={t('collaborations.emptyText')} />}
    />
  );
}

function About({ data, changes }: { data: PartnerDetail; changes: boolean }) {
  const { t } = useTranslation();
  const number = useNumber();
  const forget = useAct(() => api.delete(`/partners/${part(data.id)}/contact`), { done: t('act.saved'), changes: ['/partners'] });
  const { profile } = data;
  return (
    <>
      <Panel title={t('partners.platforms')}>
        <dl className="pairs">
          {profile.platforms.map((one) => (
            <div key={one.platform + one.handle} style={{ display: 'contents' }}>
              <dt>{one.platform}<br /><span className="small">{one.handle}</span></dt>
              <dd>{number(one.followers)} · {number(one.engagement, 2)} %</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel title={t('partners.prices')}>
        {(profile.prices ?? []).length === 0 ? <p className="quiet">–</p> : (
          <dl className="pairs">
            {profile.prices!.map((one) => <div key={one.what} style={{ display: 'contents' }}><dt>{one.what}</dt><dd>{number(one.amount, 2)}</dd></div>)}
          </dl>
        )}
      </Panel>
      <Panel title={t('partners.about')}>
        <dl className="pairs">
          <dt>{t('partners.flags')}</dt>
          <dd>{(profile.flags ?? []).length === 0 ? '–' : profile.flags!.map((flag) => <Tag key={flag} color="red">{flag}</Tag>)}</dd>
          {data.member && <><dt>{t('partners.member')}</dt><dd><Member id={data.member} picture /></dd></>}
          <dt>{t('partners.contact')}</dt>
          <dd>
            {profile.contact ? (
              <>
                <span className="wrap">{profile.contact.how}: {profile.contact.address}</span><br />
                <span className="quiet small">{t('partners.consentOf', { by: profile.contact.consentBy })} <When at={profile.contact.consentAt} plain /></span>
                {changes && (
                  <><br /><Popconfirm title={t('partners.forgetAsk')} okText={t('partners.forget')} cancelText={t('act.cancel')} onConfirm={() => forget.mutate(undefined)}><Button type="link" danger size="small" style={{ padding: 0 }}>{t('partners.forget')}</Button></Popconfirm></>
                )}
              </>
            ) : t('partners.consentNo')}
          </dd>
          {profile.note && <><dt>{t('partners.note')}</dt><dd className="wrap">{profile.note}</dd></>}
        </dl>
      </Panel>
    </>
  );
}
