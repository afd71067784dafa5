import { Alert, Button, InputNumber, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel, usePhone } from '../parts/page';
import { AskReason } from '../parts/reason';
import { When } from '../parts/when';
import { EveryoneDialog } from '../release/EveryoneDialog';
import { limitFigures, perThousand, type Canary, type Compared } from '../release/types';
import { may, useSession } from '../shell/session';

const hues: Record<Canary['state'], string> = { running: 'gold', everyone: 'green', stopped: 'default', halted: 'red', superseded: 'default' };

/** Releases that a share of the members tries first; or one with the figures of both groups. */
export default function Canaries() {
  const { id } = useParams();
  return id ? <One id={id} /> : <All />;
}

/** Why a canary ended; limits that were reached are told by the names of their figures. */
function useNote() {
  const { t, i18n } = useTranslation();
  return (note: string) => note.replace(/(^|, )([a-z-]+)(?= \d+ ≥ \d)/g, (whole, before: string, figure: string) => (i18n.exists(`release.figures.${figure}`) ? before + t(`release.figures.${figure}`) : whole));
}

function All() {
  const { t } = useTranslation();
  const said = useNote();
  const go = useNavigate();
  const canaries = useList<Canary>('/canaries', {}, { live: LIVE });
  return (
    <Page back={{ to: '/releases', label: t('releases.title') }} title={t('release.canaries')} text={t('release.canariesText')}>
      <Panel flush>
        <List<Canary>
          from={canaries}
          id={(one) => one.id}
          onRow={(one) => void go(`/releases/canaries/${one.id}`)}
          columns={[
            { key: 'title', title: t('releases.what'), phone: 'name', show: (one) => <Link to={`/releases/canaries/${one.id}`} onClick={(event) => event.stopPropagation()}>{one.title}</Link> },
            { key: 'state', title: t('drafts.state'), phone: 'corner', show: (one) => <State of={one} /> },
            { key: 'percent', title: t('release.percent'), show: (one) => `${one.percent} %` },
            { key: 'by', title: t('releases.by'), show: (one) => one.startedBy },
            { key: 'at', title: t('releases.at'), show: (one) => <When at={one.startedAt} /> },
            { key: 'note', title: t('release.note'), show: (one) => (one.note ? <span className="wrap">{said(one.note)}</span> : null) },
          ]}
          empty={<Empty title={t('release.noCanaries')} text={t('release.noCanariesText')}><Link to="/drafts"><Button type="primary">{t('drafts.title')}</Button></Link></Empty>}
        />
      </Panel>
    </Page>
  );
}

function State({ of }: { of: Canary }) {
  const { t } = useTranslation();
  return <Tag color={hues[of.state]} style={{ margin: 0 }}>{t(`release.states.${of.state}`)}</Tag>;
}

function One({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [asking, setAsking] = useState<'stop' | 'everyone'>();
  const found = useGet<Compared>(`/canaries/${part(id)}`, {}, { live: LIVE });
  const canary = found.data?.canary;
  const running = canary?.state === 'running';
  const stop = useAct((reason: string) => api.post(`/canaries/${part(id)}/stop`, { reason }), { done: t('release.stopped'), changes: ['/canaries', '/drafts', '/releases'] });
  return (
    <Page
      back={{ to: '/releases/canaries', label: t('release.canaries') }}
      title={canary?.title ?? id}
      name={t('release.canaries')}
      text={canary?.why}
      actions={canary && (
        <>
          {!running && <Link to={`/releases/${part(canary.release)}/grants`}><Button>{t('release.see')}</Button></Link>}
          {running && may(session, 'MARKETER', 'APPROVER') && <Button type="primary" onClick={() => setAsking('everyone')}>{t('release.everyoneNow')}</Button>}
          {running && may(session, 'MARKETER', 'OPERATOR', 'APPROVER') && <Button danger onClick={() => setAsking('stop')}>{t('release.stop')}</Button>}
        </>
      )}
    >
      <Loaded from={found}>
        {(data) => (
          <div className="stack wide">
            {running ? <Alert type="info" showIcon title={t('release.isRunning', { percent: data.canary.percent })} description={t('release.rulesOnlyText')} /> : <Ended canary={data.canary} />}
            <Panel>
              <dl className="pairs">
                <dt>{t('drafts.state')}</dt><dd><State of={data.canary} /></dd>
                <dt>{t('releases.by')}</dt><dd>{data.canary.startedBy} · <When at={data.canary.startedAt} plain /></dd>
                {data.canary.agreed.length > 0 && <><dt>{t('releases.agreed')}</dt><dd>{data.canary.agreed.join(', ')}</dd></>}
                {data.canary.draft && <><dt>{t('releases.draft')}</dt><dd><Link to={`/drafts/${data.canary.draft}`}>{data.canary.title}</Link></dd></>}
                <dt>{t('release.limitsShort')}</dt><dd><LimitsOf canary={data.canary} /></dd>
                <dt>{t('releases.hash')}</dt><dd className="code wrap">{data.canary.release}</dd>
              </dl>
            </Panel>
            <Figures of={data} />
          </div>
        )}
      </Loaded>
      {asking === 'stop' && <AskReason title={t('release.stop')} text={t('release.stopText')} danger busy={stop.isPending} close={() => setAsking(undefined)} act={(reason) => stop.mutate(reason, { onSuccess: () => setAsking(undefined) })} />}
      {asking === 'everyone' && canary && <EveryoneDialog canary={canary} close={() => setAsking(undefined)} />}
    </Page>
  );
}

function Ended({ canary }: { canary: Canary }) {
  const { t } = useTranslation();
  const said = useNote();
  return (
    <Alert
      type={canary.state === 'everyone' ? 'success' : canary.state === 'halted' ? 'error' : 'warning'}
      showIcon
      title={t(`release.ended.${canary.state}`)}
      description={<span className="wrap">{canary.endedBy} · <When at={canary.endedAt} plain />{canary.note ? ` · ${said(canary.note)}` : ''}</span>}
      action={canary.state !== 'everyone' && canary.draft ? <Link to={`/drafts/${canary.draft}`}>{t('release.toDraft')}</Link> : undefined}
    />
  );
}

function LimitsOf({ canary }: { canary: Canary }) {
  const { t } = useTranslation();
  const number = useNumber();
  const set = limitFigures.filter(([name]) => canary.limits[name] != null);
  return <>{set.length === 0 ? t('release.noLimits') : set.map(([name, figure]) => `${t(`release.figures.${figure}`)} ${number(canary.limits[name])}`).join(' · ')}</>;
}

/** Both groups side by side, also for each thousand events, as they differ in size. */
function Figures({ of }: { of: Compared }) {
  const { t } = useTranslation();
  const number = useNumber();
  const phone = usePhone();
  const [pointCost, setPointCost] = useState<number | null>(null);
  const [messageCost, setMessageCost] = useState<number | null>(null);
  const get = (figure: string) => of.figures.find((one) => one.figure === figure) ?? { figure, tried: { count: 0, amount: 0 }, others: { count: 0, amount: 0 } };
  const events = get('event');
  const value = (figure: string, side: 'tried' | 'others') => (figure === 'points' ? get(figure)[side].amount : get(figure)[side].count);
  const cost = (side: 'tried' | 'others') => value('points', side) * (pointCost ?? 0) + value('message', side) * (messageCost ?? 0);
  const lines = of.figures.filter((one) => one.figure !== 'event').map(({ figure }) => line(figure, value(figure, 'tried'), value(figure, 'others')));
  if (pointCost || messageCost) lines.push(line('cost', cost('tried'), cost('others')));
  if (events.tried.count + events.others.count === 0) return <Panel><Empty title={t('release.nothingYet')} text={t('release.nothingYetText')} /></Panel>;
  return (
    <Panel
      title={t('release.compared')}
      extra={<span className="row"><InputNumber size="small" min={0} step={0.01} value={pointCost} onChange={setPointCost} placeholder={t('release.pointCost')} aria-label={t('release.pointCost')} style={{ width: 130 }} /><InputNumber size="small" min={0} step={0.01} value={messageCost} onChange={setMessageCost} placeholder={t('release.messageCost')} aria-label={t('release.messageCost')} style={{ width: 130 }} /></span>}
    >
      <p className="quiet small">{t('release.eventsDecided', { tried: number(events.tried.count), others: number(events.others.count) })}</p>
      <Table
        rowKey="figure"
        size="small"
        pagination={false}
        scroll={phone ? undefined : { x: 'max-content' }}
        dataSource={lines}
        columns={[
          { key: 'figure', title: t('release.kind'), render: (_, one) => t(`release.figures.${one.figure}`) },
          { key: 'tried', title: t('release.newGroup'), align: 'right', render: (_, one) => number(one.tried) },
          { key: 'others', title: t('release.oldGroup'), align: 'right', render: (_, one) => number(one.others) },
          ...(phone ? [] : [
            { key: 'triedEach', title: `${t('release.newGroup')} / 1,000`, align: 'right' as const, render: (_: unknown, one: Line) => number(one.triedEach, 1) },
            { key: 'othersEach', title: `${t('release.oldGroup')} / 1,000`, align: 'right' as const, render: (_: unknown, one: Line) => number(one.othersEach, 1) },
          ]),
          { key: 'difference', title: `± / 1,000`, align: 'right', render: (_, one) => <Difference of={one} /> },
        ]}
      />
      <p className="quiet small">{t('release.optOutsText')}</p>
    </Panel>
  );

  function line(figure: string, tried: number, others: number): Line {
    return { figure, tried, others, triedEach: perThousand(tried, events.tried.count), othersEach: perThousand(others, events.others.count) };
  }
}

interface Line {
  figure: string;
  tried: number;
  others: number;
  triedEach: number | undefined;
  othersEach: number | undefined;
}

function Difference({ of }: { of: Line }) {
  const number = useNumber();
  if (of.triedEach === undefined || of.othersEach === undefined) return <>–</>;
  const difference = of.triedEach - of.othersEach;
  return <strong>{difference > 0 ? '+' : ''}{number(difference, 1)}</strong>;
}
