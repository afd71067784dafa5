import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Popconfirm, Segmented, Switch, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { API, api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import type { CaseItem, LedgerEntry, MemberDetail, MemberRewards, MessageItem, RunItem, SegmentMove } from '../api/types';
import { useText } from '../i18n';
import { Figure, useNumber } from '../parts/figure';
import { MergeButton, Merges } from '../parts/Merging';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { RunDiagram } from '../parts/RunDiagram';
import { Timeline } from '../parts/Timeline';
import { Reason } from '../parts/segments';
import { When } from '../parts/when';
import { WhyNot } from '../parts/WhyNot';
import { Avatar, Identities, Segments, Status, useTerm, useWords } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function Member() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const member = useGet<MemberDetail>(`/members/${part(id)}`, {}, { live: LIVE });
  return (
    <Page name={member.data?.name ?? id} title={<Heading member={member.data} id={id} />} back={{ to: '/members', label: t('members.title') }} actions={<Acts id={id} member={member.data} />}>
      <Loaded from={member} rows={10}>
        {(data) => <Board member={data} />}
      </Loaded>
    </Page>
  );
}

function Heading({ member, id }: { member?: MemberDetail; id: string }) {
  return (
    <span className="row" style={{ gap: 14, flexWrap: 'nowrap' }}>
      <Avatar big id={id} name={member?.name} />
      <span>
        {member?.name || id}
        <br />
        <span className="code quiet" style={{ fontWeight: 400 }}>
          {id}
        </span>{' '}
        <span style={{ fontWeight: 400 }}>
          <Identities of={member?.identities} />
        </span>
      </span>
    </span>
  );
}

const decisions: Record<string, string[]> = { applied: ['approve', 'remove'], active: ['mute', 'remove'], muted: ['unmute', 'remove'], removed: ['readmit'] };

/** What people may decide about a membership; each becomes an event like any other. */
function Membership({ id, member }: { id: string; member?: MemberDetail }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const decide = useAct((act: string) => api.post(`/communities/${part(member?.community ?? '')}/members/${part(id)}`, { act }), { done: t('member.decided'), changes: ['/members', '/communities', '/events'] });
  const open = decisions[member?.status ?? ''] ?? [];
  if (!member?.community || open.length === 0 || !may(session, 'OPERATOR', 'MARKETER')) return null;
  return (
    <Dropdown trigger={['click']} menu={{ items: open.map((act) => ({ key: act, label: t(`member.act.${act}`), danger: act === 'remove' })), onClick: ({ key }) => decide.mutate(key) }}>
      <Button loading={decide.isPending}>{t('member.membership')} ▾</Button>
    </Dropdown>
  );
}

function Acts({ id, member }: { id: string; member?: MemberDetail }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { message } = App.useApp();
  const go = useNavigate();
  const erase = useAct(() => api.post(`/members/${part(id)}/erasure`), { changes: ['/members'] });
  return (
    <>
      <Membership id={id} member={member} />
      {may(session, 'OPERATOR') && (
        <>
          {member && <MergeButton member={member} />}
          <Button icon={<DownloadOutlined />} href={`${API}/members/${part(id)}/export`} download={`${id}.json`}>
            {t('member.export')}
          </Button>
          <Popconfirm
            title={t('member.eraseAsk')}
            description={<div style={{ maxWidth: 300 }}>{t('member.eraseText')}</div>}
            okText={t('member.erase')}
            okButtonProps={{ danger: true }}
            cancelText={t('act.cancel')}
            onConfirm={() =>
              erase.mutate(undefined, {
                onSuccess: () => {
                  void message.success(t('member.erased'));
                  void go('/members');
                },
              })
            }
          >
            <Button danger loading={erase.isPending}>
              {t('member.erase')}
            </Button>
          </Popconfirm>
        </>
      )}
    </>
  );
}

function Board({ member }: { member: MemberDetail }) {
  const { t } = useTranslation();
  const term = useTerm();
  // A visitor has no membership, but has done something somewhere.
  const community = member.community ?? member.lastSeenIn ?? undefined;
  const activity = useGet<Activity>(`/members/${part(member.id)}/activity`, { community }, { live: LIVE, enabled: !!community });
  return (
    <>
      <Figures member={member} latest={activity.data?.latest} community={community} level={member.level} status={member.status} />
      <div className="grid">
        <div className="c7 stack wide">
          <JourneyNow id={member.id} community={community} />
          <Timeline member={member.id} community={community} />
        </div>
        <div className="c5 stack wide">
          <Merges member={member} />
          <Panel title={t('member.profile')}>
            <dl className="pairs">
              {member.status && (
                <>
                  <dt>{t('members.status')}</dt>
                  <dd>
                    <Status group="membership" word={member.status} /> {member.role && member.role !== 'member' && <Tag>{term('memberRole', member.role)}</Tag>}
                  </dd>
                  <dt>{t('member.joined')}</dt>
                  <dd>
                    <When at={member.joined} />
                  </dd>
                </>
              )}
              {member.email && (
                <>
                  <dt>{t('member.email')}</dt>
                  <dd>{member.email}</dd>
                </>
              )}
              {member.phone && (
                <>
                  <dt>{t('member.phone')}</dt>
                  <dd>{member.phone}</dd>
                </>
              )}
              {member.language && (
                <>
                  <dt>{t('member.language')}</dt>
                  <dd>
                    {term('language', member.language)} {member.zone && <span className="quiet">· {member.zone}</span>}
                  </dd>
                </>
              )}
              {Object.entries(member.attributes ?? {}).map(([name, value]) => (
                <Attribute key={name} name={name} value={value} />
              ))}
            </dl>
            <Consents id={member.id} />
          </Panel>
          <SegmentsNow id={member.id} community={community} now={member.segments ?? activity.data?.segments} />
          {community && <WhyNot member={member.id} community={community} />}
          <Kept id={member.id} community={community} />
        </div>
      </div>
    </>
  );
}

interface Activity {
  latest?: string | null;
  segments: string[];
  types: { type: string; count: number; last?: string | null; streak: number; sums: Record<string, number> }[];
}

/** An attribute is kept with where it came from; here its value counts. */
function told(value: unknown): string {
  if (value !== null && typeof value === 'object' && 'value' in value) return told(value.value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function Attribute({ name, value }: { name: string; value: unknown }) {
  const words = useWords();
  return (
    <>
      <dt>{words.attribute(name)}</dt>
      <dd>{told(value)}</dd>
    </>
  );
}

function Figures({ member, latest, community, level, status }: { member: MemberDetail; latest?: string | null; community?: string; level?: string | null; status?: string | null }) {
  const { t } = useTranslation();
  const number = useNumber();
  const words = useWords();
  const term = useTerm();
  const rewards = useGet<MemberRewards>(`/members/${part(member.id)}/rewards`, { community }, { live: LIVE, enabled: !!community });
  const badges = rewards.data?.badges ?? [];
  const now = rewards.data?.level ?? level;
  return (
    <div className="figures">
      <Figure warm label={t('members.points')} value={number(rewards.data?.points)} note={t('member.pointsNote')} />
      <Figure label={t('members.level')} value={now ? words.level(now) : '–'} note={
          <span className="row" style={{ gap: 4 }}>
            {status ? term('membership', status) : t('member.visitor')}
            {rewards.data?.grace && <span>· {t('member.grace', { level: words.level(rewards.data.grace.level) })} <When at={rewards.data.grace.until} /></span>}
            {(rewards.data?.plans ?? []).map((plan) => <Tag key={plan} color="gold" style={{ margin: 0 }}>{words.plan(plan)}</Tag>)}
          </span>
        }
      />
      <Figure
        label={t('member.badges')}
        value={number(badges.length)}
        note={
          <span className="row" style={{ gap: 4 }}>
            {badges.slice(0, 4).map((badge) => {
              const name = badge.level ? `${badge.badge}/${badge.level}` : badge.badge;
              return (
                <Tag key={name} color="gold" style={{ margin: 0 }}>
                  {words.badge(name)}
                </Tag>
              );
            })}
            {badges.length === 0 && t('member.noBadges')}
          </span>
        }
      />
      <Figure label={t('members.lastSeen')} value={<span style={{ fontSize: 20 }}><When at={member.lastSeen ?? latest} /></span>} />
    </div>
  );
}

function JourneyNow({ id, community }: { id: string; community?: string }) {
  const { t } = useTranslation();
  const runs = useList<RunItem>('/runs', { member: id }, { live: LIVE });
  const [chosen, setChosen] = useState<string>();
  const items = (runs.items ?? []).filter((one) => !community || one.community === community);
  const run = items.find((one) => one.id === chosen) ?? items[0];
  if (runs.items && items.length === 0) return null;
  return (
    <Panel
      title={t('member.journey')}
      extra={
        items.length > 1 ? (
          <Segmented size="small" value={run?.id} onChange={setChosen} options={items.slice(0, 4).map((one) => ({ value: one.id, label: one.journey }))} />
        ) : (
          run && <Link className="small" to={`/runs/${run.id}`}>{t('runs.see')}</Link>
        )
      }
    >
      {run && <RunDiagram id={run.id} />}
    </Panel>
  );
}

function SegmentsNow({ id, community, now }: { id: string; community?: string; now?: string[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('members.segments')}>
      {(now ?? []).length === 0 && <span className="quiet">{t('member.noSegments')}</span>}
      {(now ?? []).map((segment) => (
        <InSegment key={segment} segment={segment} member={id} community={community} />
      ))}
    </Panel>
  );
}

function InSegment({ segment, member, community }: { segment: string; member: string; community?: string }) {
  const history = useList<SegmentMove>(`/segments/${part(segment)}/history`, { member, community, limit: 5 }, { live: 10_000 });
  const latest = history.items?.[0];
  return (
    <div className="row between" style={{ padding: '5px 0', alignItems: 'baseline' }}>
      <span className="wrap grow">
        <Segments of={[segment]} /> {latest && <span className="small"><Reason of={latest} /></span>}
      </span>
      {latest && <span className="quiet small"><When at={latest.at} /></span>}
    </div>
  );
}

/** What was written down about this member: points, messages, cases. */
function Kept({ id, community }: { id: string; community?: string }) {
  const { t } = useTranslation();
  return (
    <Panel>
      <Tabs
        items={[
          { key: 'ledger', label: t('member.ledger'), children: <Ledger id={id} community={community} /> },
          { key: 'messages', label: t('menu.messages'), children: <MessagesOf id={id} /> },
          { key: 'cases', label: t('menu.cases'), children: <CasesOf id={id} /> },
        ]}
      />
    </Panel>
  );
}

function Ledger({ id, community }: { id: string; community?: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const ledger = useList<LedgerEntry>(`/members/${part(id)}/ledger`, { community }, { live: LIVE });
  const wallet = community && <Link to={`/members/${part(id)}/wallet?community=${part(community)}`}>{t('wallet.open')}</Link>;
  if (ledger.items?.length === 0) return <Empty title={t('member.noPoints')} text={t('member.noPointsText')} />;
  return (
    <ul className="cards">
      {wallet && <li style={{ padding: '8px 0' }}>{wallet}</li>}
      {(ledger.items ?? []).map((entry) => (
        <li key={entry.id} style={{ padding: '8px 0' }}>
          <div className="row between" style={{ flexWrap: 'nowrap' }}>
            <span className="wrap">
              {entry.receipt ? <Link to={`/receipts/${entry.receipt}`}>{entry.reason}</Link> : entry.reason}
              <br />
              <span className="quiet small">
                <When at={entry.at} />
              </span>
            </span>
            <strong className="number" style={{ color: entry.points < 0 ? '#b3261e' : '#4c7a52' }}>
              {entry.points > 0 ? '+' : ''}
              {number(entry.points)}
            </strong>
          </div>
        </li>
      ))}
      {ledger.more && (
        <li>
          <Button size="small" onClick={ledger.more}>
            {t('act.more')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function MessagesOf({ id }: { id: string }) {
  const { t } = useTranslation();
  const term = useTerm();
  const text = useText();
  const list = useList<MessageItem>('/messages', { member: id }, { live: LIVE });
  if (list.items?.length === 0) return <Empty title={t('member.noMessages')} text={t('member.noMessagesText')} />;
  return (
    <ul className="cards">
      {(list.items ?? []).map((one) => (
        <li key={one.id} style={{ padding: '8px 0' }}>
          <div className="row between" style={{ flexWrap: 'nowrap' }}>
            <span className="wrap">
              <Link to={`/messages/${one.id}`}>{one.template}</Link>
              <br />
              <span className="quiet small">
                {term('channel', one.channel)} · <When at={one.sentAt ?? one.plannedAt} />
                {one.reason ? ` · ${text(one.reasonText) || one.reason}` : ''}
              </span>
            </span>
            <Status group="message" word={one.status} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function CasesOf({ id }: { id: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const list = useList<CaseItem>('/cases', { member: id }, { live: LIVE });
  if (list.items?.length === 0) return <Empty title={t('member.noCases')} text={t('member.noCasesText')} />;
  return (
    <ul className="cards">
      {(list.items ?? []).map((one) => (
        <li key={one.id} style={{ padding: '8px 0' }}>
          <div className="row between" style={{ flexWrap: 'nowrap' }}>
            <span className="wrap">
              <Link to={`/cases/${one.id}`}>{words.caseKind(one.kind)}</Link> <span className="quiet">{one.reason}</span>
              <br />
              <span className="quiet small">
                <When at={one.openedAt} />
              </span>
            </span>
            <Status group="caseStatus" word={one.status} />
          </div>
        </li>
      ))}
    </ul>
  );
}

interface Consent {
  purpose: string;
  channel: string;
  granted: boolean;
  at: string;
  source: string;
}

function Consents({ id }: { id: string }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { data: session } = useSession();
  const path = `/members/${part(id)}/consents`;
  const consents = useGet<{ current: Consent[]; history: Consent[] }>(path);
  const [all, setAll] = useState(false);
  const change = useAct((answers: Pick<Consent, 'purpose' | 'channel' | 'granted'>[]) => api.put(path, answers), { done: t('act.saved'), changes: [path] });
  if (!consents.data?.current.length) return null;
  return (
    <>
      <h2 className="panel-title" style={{ marginTop: 18 }}>
        {t('member.consents')}
      </h2>
      {consents.data.current.map(({ purpose, channel, granted, at }) => (
        <div key={`${purpose}/${channel}`} className="row between" style={{ padding: '4px 0' }}>
          <span>
            {term('purpose', purpose)} · {channel === '*' ? t('member.everyChannel') : term('channel', channel)} <span className="quiet small">· <When at={at} /></span>
          </span>
          <Switch
            size="small"
            checked={granted}
            disabled={!may(session, 'OPERATOR', 'MARKETER')}
            aria-label={`${purpose} ${channel}`}
            onChange={(now) => change.mutate([{ purpose, channel, granted: now }])}
          />
        </div>
      ))}
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setAll(!all)}>{t(all ? 'member.consentsLess' : 'member.consentsAll')}</Button>
      {all && (
        <ul className="feed">
          {[...consents.data.history].reverse().map((one, index) => (
            <li key={index}>
              <span className="dot" />
              <div className="row between">
                <span className="wrap">
                  {t(one.granted ? 'member.agreed' : 'member.refused')} · {term('purpose', one.purpose)} · {one.channel === '*' ? t('member.everyChannel') : term('channel', one.channel)} <span className="quiet">· {term('consentSource', one.source)}</span>
                </span>
                <span className="quiet small"><When at={one.at} /></span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
