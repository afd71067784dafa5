import { Alert, Button, Input, Progress, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part, type Page as PageOf } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { AskReason } from '../parts/reason';
import { When } from '../parts/when';
import { Member } from '../parts/words';
import { may, useSession } from '../shell/session';
import type { Grant, Granted, LeftOver, Reversal } from '../release/types';
import type { Move } from '../studio/drafts';

/** What a release's decisions granted, and taking it back. Found by its move, or by its hash where it was only tried. */
export default function Grants() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const number = /^\d+$/.test(id);
  const found = useGet<PageOf<Move>>('/releases/history', { after: Number(id) + 1, limit: 1 }, { enabled: number });
  const move = found.data?.items.find((one) => one.id === id);
  const release = number ? move?.release : id;
  return (
    <Page back={{ to: number ? `/releases/${id}` : '/releases/canaries', label: move?.title || t('releases.title') }} title={t('release.granted')} text={t('release.grantedText')}>
      {number ? <Loaded from={found}>{() => (release ? <Of release={release} /> : <Empty title={t('releases.empty')} />)}</Loaded> : <Of release={id} />}
    </Page>
  );
}

function Of({ release }: { release: string }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [kind, setKind] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [from, setFrom] = useState('');
  const since = from && !Number.isNaN(Date.parse(from)) ? new Date(from).toISOString() : undefined;
  const granted = useGet<Granted[]>(`/releases/${part(release)}/grants`, { since });
  const reversals = useGet<Reversal[]>(`/releases/${part(release)}/reversals`, {}, { live: LIVE });
  const reverse = useAct((reason: string) => api.post(`/releases/${part(release)}/reversals`, since ? { reason, since } : { reason }), { done: t('release.reversalBegun'), changes: [`/releases/${part(release)}`] });
  const running = reversals.data?.[0]?.state === 'running';
  return (
    <Loaded from={granted}>
      {(kinds) => kinds.length === 0 && !from ? <Panel><Empty title={t('release.grantedNothing')} text={t('release.grantedNothingText')} /></Panel> : (
        <div className="stack wide">
          {reversals.data?.map((one) => <OneReversal key={one.id} of={one} />)}
          <Panel title={t('release.byKind')} extra={may(session, 'OPERATOR', 'APPROVER') && !running && kinds.length > 0 && <Button danger onClick={() => setAsking(true)}>{t('release.reverse')}</Button>}>
            <label className="row small" style={{ marginBottom: 10 }}>{t('release.since')} <Input type="datetime-local" size="small" style={{ width: 200 }} value={from} onChange={(event) => setFrom(event.target.value)} /> <span className="quiet">{t('release.sinceHint')}</span></label>
            {kinds.length === 0 ? <p className="quiet">{t('release.grantedNothing')}</p> : <Kinds kinds={kinds} chosen={kind} choose={setKind} />}
          </Panel>
          {kind && <Panel title={t(`release.figures.${kind}`)} flush><Things key={kind} release={release} kind={kind} since={since} /></Panel>}
          {asking && (
            <AskReason title={t('release.reverse')} text={t('release.reverseText')} danger busy={reverse.isPending} close={() => setAsking(false)} act={(reason) => reverse.mutate(reason, { onSuccess: () => setAsking(false) })}>
              {since && <p className="wrap">{t('release.only')} <When at={since} plain /></p>}
              <Preview kinds={kinds} />
              {reverse.error && <Alert type="error" showIcon style={{ marginBottom: 12 }} title={reverse.error.code} description={<span className="wrap">{reverse.error.body.detail}</span>} />}
            </AskReason>
          )}
        </div>
      )}
    </Loaded>
  );
}

function Kinds({ kinds, chosen, choose }: { kinds: Granted[]; chosen: string | undefined; choose: (kind: string) => void }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <Table
      rowKey="kind"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={kinds}
      columns={[
        { key: 'kind', title: t('release.kind'), render: (_, one) => <Button type="link" aria-pressed={chosen === one.kind} style={{ padding: 0 }} onClick={() => choose(one.kind)}>{t(`release.figures.${one.kind}`)}</Button> },
        { key: 'count', title: t('release.times'), align: 'right', render: (_, one) => number(one.count) },
        { key: 'amount', title: t('release.amount'), align: 'right', render: (_, one) => (one.kind === 'points' ? number(one.amount) : '') },
        { key: 'reversible', title: t('release.reversible'), align: 'right', render: (_, one) => number(one.reversible) },
        { key: 'left', title: t('release.notReversible'), align: 'right', render: (_, one) => number(one.left) },
        { key: 'why', title: t('releases.why'), render: (_, one) => one.why && <span className="wrap small">{t(`release.reasons.${one.why}`)}</span> },
      ]}
    />
  );
}

function Preview({ kinds }: { kinds: Granted[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <ul className="found" style={{ marginBottom: 12 }}>
      {kinds.map((one) => (
        <li key={one.kind}>
          <strong>{t(`release.figures.${one.kind}`)}</strong>: {one.reversible > 0 && t('release.willBack', { count: number(one.reversible) })} {one.left > 0 && one.why && <span className="quiet">{t('release.willStay', { count: number(one.left) })} {t(`release.reasons.${one.why}`)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Things({ release, kind, since }: { release: string; kind: string; since?: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const things = useList<Grant>(`/releases/${part(release)}/grants/${part(kind)}`, { since });
  return (
    <List<Grant>
      from={things}
      id={(one) => one.receipt}
      columns={[
        { key: 'member', title: t('release.member'), phone: 'name', show: (one) => <Member id={one.member} /> },
        { key: 'what', title: t('releases.what'), show: (one) => <span className="wrap">{one.what}{kind === 'points' ? ` ${number(one.amount)}` : ''}</span> },
        { key: 'rule', title: t('release.rule'), show: (one) => <Link className="wrap" to={`/receipts/${one.receipt}`}>{one.rule.split('#').pop()}</Link> },
        { key: 'at', title: t('releases.at'), phone: 'corner', show: (one) => <When at={one.at} /> },
      ]}
      empty={<Empty title={t('release.grantedNothing')} />}
    />
  );
}

function OneReversal({ of }: { of: Reversal }) {
  const { t } = useTranslation();
  const number = useNumber();
  const left = of.sums.reduce((sum, one) => sum + one.left, 0);
  const [open, setOpen] = useState(false);
  return (
    <Panel title={<span>{t('release.reversal')} <Tag color={of.state === 'done' ? 'green' : 'gold'}>{t(`release.work.${of.state}`)}</Tag></span>}>
      <p className="wrap">{of.reason} <span className="quiet small">{of.askedBy} · <When at={of.askedAt} /></span>{of.since && <><br /><span className="small">{t('release.only')} <When at={of.since} plain /></span></>}</p>
      {of.state === 'running' && <Progress status="active" percent={of.receipts ? Math.min(99, Math.floor((of.looked * 100) / of.receipts)) : 0} aria-label={t('release.reversal')} />}
      <ul className="found">{of.sums.map((one) => <li key={one.kind}><strong>{t(`release.figures.${one.kind}`)}</strong>: {t('release.takenOf', { taken: number(one.taken), wanted: number(one.wanted) })}</li>)}</ul>
      {of.sums.length === 0 && of.state === 'done' && <p className="quiet">{t('release.nothingLeft')}</p>}
      {left > 0 && <Button size="small" onClick={() => setOpen(!open)}>{t('release.leftOver', { count: left })}</Button>}
      {open && <LeftOvers reversal={of.id} />}
    </Panel>
  );
}

function LeftOvers({ reversal }: { reversal: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const left = useList<LeftOver>(`/reversals/${part(reversal)}/left`);
  return (
    <List<LeftOver>
      from={left}
      id={(one) => one.id}
      columns={[
        { key: 'member', title: t('release.member'), phone: 'name', show: (one) => <Member id={one.member} /> },
        { key: 'kind', title: t('release.kind'), show: (one) => t(`release.figures.${one.kind}`) },
        { key: 'what', title: t('releases.what'), show: (one) => <span className="wrap">{one.what}</span> },
        { key: 'taken', title: t('release.taken'), right: true, show: (one) => t('release.takenOf', { taken: number(one.taken), wanted: number(one.wanted) }) },
        { key: 'why', title: t('releases.why'), show: (one) => <span className="wrap small">{t(`release.reasons.${one.problem}`)}</span> },
      ]}
      empty={null}
    />
  );
}
