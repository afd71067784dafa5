import { Alert, Button, Collapse, Input, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import { Loaded, Panel } from '../parts/page';
import { When } from '../parts/when';
import { PublishDialog } from '../release/PublishDialog';
import { may, useSession } from '../shell/session';
import { encoded, kindColours, type Approval, type Approvals, type Asking, type Check, type DraftDetail } from './drafts';
import { firsts, Say, Threads, unsettled } from './Remarks';
import { useTalk } from './talk';
import { Texts } from './Texts';

/** Who must agree and what they said; the changes with what people say about them; publishing. */
export function DraftApproval({ detail, check, editable }: { detail: DraftDetail; check: Check | undefined; editable: boolean }) {
  const { draft } = detail;
  const found = useGet<Approvals>(`/drafts/${draft.id}/approvals`, {}, { live: LIVE });
  return (
    <Loaded from={found}>
      {(data) => (
        <div className="grid">
          <div className="c5 stack wide"><Steps detail={detail} check={check} data={data} editable={editable} /></div>
          <div className="c7 stack wide"><Changes detail={detail} /></div>
        </div>
      )}
    </Loaded>
  );
}

function Steps({ detail, check, data, editable }: { detail: DraftDetail; check: Check | undefined; data: Approvals; editable: boolean }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { draft, authors, publishes } = detail;
  const open = !['published', 'discarded', 'canary'].includes(draft.state);
  const [publishing, setPublishing] = useState(false);
  const [last, ...earlier] = data.askings;
  const waiting = last?.state === 'waiting';
  const approved = last?.state === 'approved' && last.hash === draft.hash;
  const changes = [`/drafts`, '/releases', '/tasks', '/rules'];
  const withdraw = useAct(() => api.post(`/drafts/${draft.id}/approvals/withdraw`), { done: t('drafts.withdrawn'), changes });
  const ready = check?.current && check.status === 'done' && check.publishable && !draft.behind && detail.changes.length > 0;
  const own = session && (authors.includes(session.name) || last?.askedBy === session.name);
  return (
    <>
      {draft.state === 'published' && <Alert type="success" showIcon title={t('drafts.isPublished')} action={<Link to="/releases">{t('releases.title')}</Link>} />}
      {draft.state === 'canary' && <Alert type="info" showIcon title={t('drafts.states.canary')} description={t('release.rulesOnlyText')} action={<Link to="/releases/canaries">{t('release.canaries')}</Link>} />}
      {open && !publishes && <Alert type="info" showIcon title={t('drafts.folder')} description={t('drafts.folderText')} action={<Button href={`/api/v1/drafts/${draft.id}/patch`} download>{t('drafts.patch')}</Button>} />}
      {open && publishes && approved && (
        <Alert
          type="success"
          showIcon
          title={t('drafts.mayPublish')}
          description={<span>{t('drafts.until')} <When at={last.expiresAt} /></span>}
          action={may(session, 'MARKETER', 'APPROVER') && <Button type="primary" onClick={() => setPublishing(true)}>{t('drafts.publish')}</Button>}
        />
      )}
      {publishing && <PublishDialog draft={draft} close={() => setPublishing(false)} />}
      {open && waiting && may(session, 'APPROVER') && (own ? <Alert type="info" showIcon title={t('drafts.own')} /> : <Answer draft={draft.id} hash={last.hash} />)}
      {last && <OneAsking asking={last} current={last.hash === draft.hash} extra={open && waiting && editable && <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>{t('drafts.withdraw')}</Button>} />}
      {open && publishes && !waiting && !approved && (
        <Panel title={t('drafts.whoMust')}>
          <ul className="found">{data.wanted.map((one) => <li key={one.people}><strong>{one.people}</strong> <Reasons of={one.reasons} /></li>)}</ul>
          {editable && (ready ? <Ask draft={draft.id} hash={draft.hash} /> : <p className="quiet small">{t(draft.behind ? 'drafts.behindText' : detail.changes.length === 0 ? 'drafts.nothing' : 'drafts.checkFirst')}</p>)}
        </Panel>
      )}
      {earlier.length > 0 && <Collapse ghost items={[{ key: 'earlier', label: t('drafts.earlier', { count: earlier.length }), children: <div className="stack">{earlier.map((one) => <OneAsking key={one.askedAt} asking={one} current={false} />)}</div> }]} />}
    </>
  );
}

const hues: Record<string, string> = { waiting: 'gold', approved: 'green', refused: 'red', expired: 'red' };

function OneAsking({ asking, current, extra }: { asking: Asking; current: boolean; extra?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Panel title={<span>{t('drafts.asked', { name: asking.askedBy })} <Tag color={hues[asking.state]}>{t(`drafts.asking.${asking.state}`)}</Tag></span>} extra={extra}>
      <p className="quiet small"><When at={asking.askedAt} /> · {t('drafts.until')} <When at={asking.expiresAt} /> · <span className="code">{asking.hash.slice(0, 12)}</span> {!current && t('drafts.otherFilesNow')}</p>
      {asking.remark && <p className="wrap">{asking.remark}</p>}
      {asking.approvals.map((one) => <Said key={one.people} approval={one} />)}
    </Panel>
  );
}

function Said({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  return (
    <div style={{ padding: '7px 0' }}>
      <div className="row between"><strong>{approval.people}</strong>{approval.said == null ? <Tag color="gold">{t('drafts.noAnswer')}</Tag> : <Tag color={approval.said ? 'green' : 'red'}>{t(approval.said ? 'drafts.yes' : 'drafts.no')}</Tag>}</div>
      <Reasons of={approval.reasons} />
      {approval.by && <div className="small">{approval.by} · <When at={approval.at} />{approval.remark && <div className="wrap">{approval.remark}</div>}</div>}
    </div>
  );
}

function Reasons({ of }: { of: string[] }) {
  const { t } = useTranslation();
  return <div className="quiet small wrap">{of.map((one) => (one === 'four-eyes' ? t('drafts.fourEyes') : one)).join(' · ')}</div>;
}

function Ask({ draft, hash }: { draft: string; hash: string }) {
  const { t } = useTranslation();
  const [remark, setRemark] = useState('');
  const ask = useAct(() => api.post(`/drafts/${draft}/approvals`, remark.trim() ? { hash, remark: remark.trim() } : { hash }), { done: t('drafts.askedNow'), changes: ['/drafts', '/tasks'] });
  return (
    <div className="stack">
      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} value={remark} onChange={(event) => setRemark(event.target.value)} placeholder={t('drafts.askHint')} aria-label={t('drafts.askHint')} />
      <Button type="primary" loading={ask.isPending} onClick={() => ask.mutate(undefined)}>{t('drafts.ask')}</Button>
    </div>
  );
}

function Answer({ draft, hash }: { draft: string; hash: string }) {
  const { t } = useTranslation();
  const [remark, setRemark] = useState('');
  const answer = useAct((approved: boolean) => api.post(`/drafts/${draft}/approvals/answers`, remark.trim() ? { hash, approved, remark: remark.trim() } : { hash, approved }), { done: t('drafts.answered'), changes: ['/drafts', '/tasks'] });
  return (
    <Panel title={t('drafts.yourAnswer')}>
      <div className="stack">
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} value={remark} onChange={(event) => setRemark(event.target.value)} placeholder={t('drafts.answerHint')} aria-label={t('drafts.answerHint')} />
        <div className="row">
          <Button type="primary" size="large" className="grow" loading={answer.isPending} onClick={() => answer.mutate(true)}>{t('drafts.approve')}</Button>
          <Button danger size="large" className="grow" disabled={!remark.trim()} loading={answer.isPending} onClick={() => answer.mutate(false)}>{t('drafts.refuse')}</Button>
        </div>
      </div>
    </Panel>
  );
}

function Changes({ detail }: { detail: DraftDetail }) {
  const { t } = useTranslation();
  const { draft } = detail;
  // What people wrote comes before what followed from it.
  const changes = [...detail.changes].sort((one, other) => Number(/\/expected\//.test(one.path)) - Number(/\/expected\//.test(other.path)));
  const talk = useTalk(draft.id);
  const about = (path: string | undefined) => talk.remarks.filter((one) => (one.path ?? undefined) === path);
  const places = new Set(changes.map((one) => one.path));
  // What is said about files that are as released again still stands.
  const elsewhere = firsts(talk.remarks).filter((one) => !one.path || !places.has(one.path));
  return (
    <>
      <Panel title={t('drafts.changes')} extra={unsettled(talk.remarks) > 0 && <Tag color="gold">{t('compare.unsettled', { count: unsettled(talk.remarks) })}</Tag>}>
        {changes.length === 0 ? <p className="quiet">{t('drafts.nothing')}</p> : (
          <Collapse
            ghost
            defaultActiveKey={changes.length <= 3 ? changes.map((one) => one.path) : changes[0]!.path}
            items={changes.map((change) => ({
              key: change.path,
              label: <span className="wrap"><Tag color={kindColours[change.kind]}>{t(`drafts.kinds.${change.kind}`)}</Tag><span className="code">{change.path}</span> {unsettled(about(change.path)) > 0 && <Tag color="gold">{unsettled(about(change.path))}</Tag>}</span>,
              children: <Texts key={`${change.hash}${change.base}`} path={change.path} before={change.base ? `/drafts/${draft.id}/base/${encoded(change.path)}` : undefined} after={change.hash ? `/drafts/${draft.id}/files/${encoded(change.path)}` : undefined} talk={talk} changes={changes} />,
            }))}
          />
        )}
      </Panel>
      <Panel title={t('compare.remarks')}>
        <div className="stack">
          <Threads talk={talk} of={elsewhere} />
          <Say draft={draft.id} />
        </div>
      </Panel>
    </>
  );
}
