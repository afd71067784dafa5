import { App, Button, Checkbox, Drawer, Form, Input, Modal, Popconfirm, Progress, Segmented, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Panel, usePhone } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Badge {
  badge: string;
  levels: { level: string; members: number }[];
  members: number;
}

interface Holder {
  member: string;
  level?: string | null;
  at: string;
  rule?: string | null;
  receipt?: string | null;
  by?: string | null;
}

interface Act {
  id: string;
  badge: string;
  level?: string | null;
  act: 'given' | 'raised' | 'revoked' | 'barred';
  at: string;
  cause: string;
  rule?: string | null;
  receipt?: string | null;
  by?: string | null;
  reason?: string | null;
}

interface PastGrant {
  id: string;
  rule: string;
  badge: string;
  level?: string | null;
  tell: boolean;
  state: 'counting' | 'counted' | 'granting' | 'done' | 'cancelled' | 'failed';
  members: number;
  looked: number;
  found: number;
  given: number;
  samples: string[];
  problem?: string | null;
  askedBy: string;
  askedAt: string;
}

interface BadgeRule {
  rule: string;
  name: string;
  badge: string;
  level?: string | null;
}

export default function Badges() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [open, setOpen] = useState<string>();
  const [adding, setAdding] = useState(false);
  return (
    <RewardPage at="badges" actions={() => may(session, 'MARKETER') && <Button type="primary" onClick={() => setAdding(true)}>{t('badges.past')}</Button>}>
      {(community) => (
        <>
          <Panel flush>
            <All community={community} open={setOpen} />
          </Panel>
          <div className="gap" />
          <Panel flush title={t('badges.pastTitle')}>
            <Past community={community} />
          </Panel>
          <Holders community={community} badge={open} close={() => setOpen(undefined)} />
          <NewPast community={community} open={adding} close={() => setAdding(false)} />
        </>
      )}
    </RewardPage>
  );
}

function All({ community, open }: { community: string; open: (badge: string) => void }) {
  const { t } = useTranslation();
  const number = useNumber();
  const words = useWords();
  const badges = useList<Badge>('/badges', { community }, { live: 10_000 });
  return (
    <List<Badge>
      from={badges}
      id={(one) => one.badge}
      onRow={(one) => open(one.badge)}
      columns={[
        { key: 'badge', title: t('badges.badge'), phone: 'name', show: (one) => <Button type="link" style={{ padding: 0, height: 'auto', fontWeight: 600 }} onClick={() => open(one.badge)}>{words.badge(one.badge)}</Button> },
        { key: 'levels', title: t('badges.levels'), show: (one) => <span className="row" style={{ gap: 4 }}>{one.levels.map((at) => <Tag key={at.level} color="gold" style={{ margin: 0 }}>{words.badgeLevel(one.badge, at.level)} · {number(at.members)}</Tag>)}</span> },
        { key: 'members', title: t('badges.members'), phone: 'corner', right: true, show: (one) => number(one.members) },
      ]}
      empty={<Empty title={t('badges.empty')} text={t('badges.emptyText')} />}
    />
  );
}

function Holders({ community, badge, close }: { community: string; badge?: string; close: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const words = useWords();
  const holders = useList<Holder>(`/badges/${part(badge ?? '')}/members`, { community }, { enabled: !!badge });
  return (
    <Drawer open={!!badge} onClose={close} size={phone ? '100%' : 720} title={badge && words.badge(badge)}>
      {badge && (
        <List<Holder>
          from={holders}
          id={(one) => one.member}
          columns={[
            { key: 'member', title: t('filter.member'), phone: 'name', show: (one) => <Member id={one.member} /> },
            { key: 'level', title: t('badges.level'), phone: 'corner', show: (one) => one.level && <Tag color="gold" style={{ margin: 0 }}>{words.badgeLevel(badge, one.level)}</Tag> },
            { key: 'cause', title: t('wallet.cause'), show: (one) => <Cause of={one} /> },
            { key: 'at', title: t('badges.since'), show: (one) => <When at={one.at} /> },
          ]}
          empty={<Empty title={t('badges.nobody')} />}
        />
      )}
    </Drawer>
  );
}

function Cause({ of }: { of: { rule?: string | null; receipt?: string | null; by?: string | null; reason?: string | null } }) {
  const text = of.reason ?? of.rule?.split('#')[1] ?? of.by ?? '–';
  return (
    <span className="small wrap">
      {of.receipt ? <Link to={`/receipts/${of.receipt}`}>{text}</Link> : text} {of.by && text !== of.by && <span className="quiet">· {of.by}</span>}
    </span>
  );
}

const hues: Record<string, string> = { counting: 'orange', counted: 'gold', granting: 'orange', done: 'green', failed: 'red', cancelled: 'default' };

function Past({ community }: { community: string }) {
  const { t } = useTranslation();
  const number = useNumber();
  const words = useWords();
  const { data: session } = useSession();
  const { message } = App.useApp();
  const grants = useList<PastGrant>('/badge-grants', { community }, { live: LIVE });
  const act = useAct(({ id, to }: { id: string; to: 'grant' | 'cancel' }) => api.post(`/badge-grants/${part(id)}/${to}`), { changes: ['/badge-grants'] });
  return (
    <List<PastGrant>
      from={grants}
      id={(one) => one.id}
      columns={[
        { key: 'badge', title: t('badges.badge'), phone: 'name', show: (one) => <span>{words.badge(one.badge)} {one.level && <Tag color="gold" style={{ margin: 0 }}>{words.badgeLevel(one.badge, one.level)}</Tag>}<br /><span className="small quiet wrap">{one.rule.split('#')[1]}</span></span> },
        { key: 'state', title: t('coupons.state'), phone: 'corner', show: (one) => <Tag color={hues[one.state]} style={{ margin: 0 }}>{t(`badges.state_${one.state}`)}</Tag> },
        { key: 'progress', title: t('badges.looked'), show: (one) => (one.state === 'counting' || one.state === 'granting' ? <Progress aria-label={t('badges.looked')} percent={one.members ? Math.min(100, Math.round((100 * one.looked) / one.members)) : 0} size="small" style={{ minWidth: 120 }} /> : <span className="small">{number(one.looked)} / {number(one.members)}</span>) },
        { key: 'found', title: t('badges.found'), right: true, show: (one) => number(one.found) },
        { key: 'given', title: t('badges.given'), right: true, show: (one) => number(one.given) },
        { key: 'samples', title: t('badges.samples'), show: (one) => <span className="row small" style={{ gap: 6 }}>{one.samples.slice(0, 5).map((id) => <Member key={id} id={id} />)}{one.problem && <span className="wrap">{one.problem}</span>}</span> },
        { key: 'at', title: t('wallet.at'), show: (one) => <span className="small"><When at={one.askedAt} /> · {one.askedBy}</span> },
        {
          key: 'act', title: '',
          show: (one) => may(session, 'MARKETER') && (
            <span className="row" style={{ gap: 6 }}>
              {one.state === 'counted' && one.found > 0 && (
                <Popconfirm title={t('badges.grantAsk', { count: number(one.found) })} okText={t('badges.grant')} cancelText={t('act.cancel')} onConfirm={() => act.mutate({ id: one.id, to: 'grant' }, { onSuccess: () => void message.success(t('badges.begun')) })}>
                  <Button size="small" type="primary">{t('badges.grantTo', { count: number(one.found) })}</Button>
                </Popconfirm>
              )}
              {['counting', 'counted', 'granting'].includes(one.state) && <Button size="small" onClick={() => act.mutate({ id: one.id, to: 'cancel' })}>{t('badges.cancel')}</Button>}
            </span>
          ),
        },
      ]}
      empty={<Empty title={t('badges.noPast')} text={t('badges.noPastText')} />}
    />
  );
}

function NewPast({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [form] = Form.useForm();
  const rules = useGet<BadgeRule[]>('/badge-grants/rules', {}, { enabled: open });
  const add = useAct((wanted: object) => api.post('/badge-grants', { ...wanted, community }), { done: t('badges.counting'), changes: ['/badge-grants'] });
  return (
    <Modal open={open} onCancel={close} title={t('badges.past')} okText={t('badges.preview')} cancelText={t('act.cancel')} confirmLoading={add.isPending} destroyOnHidden onOk={() => form.validateFields().then((wanted: object) => add.mutate(wanted, { onSuccess: close }))}>
      <p className="quiet">{t('badges.pastText')}</p>
      <Form form={form} layout="vertical" initialValues={{ tell: false }}>
        <Form.Item name="rule" label={t('badges.rule')} rules={[{ required: true, message: t('form.required') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} loading={rules.isPending} options={(rules.data ?? []).map((one) => ({ value: one.rule, label: `${words.badge(one.badge)}${one.level ? ` (${words.badgeLevel(one.badge, one.level)})` : ''} — ${one.name}` }))} />
        </Form.Item>
        <Form.Item name="tell" valuePropName="checked"><Checkbox>{t('badges.tell')}</Checkbox></Form.Item>
      </Form>
    </Modal>
  );
}

/** What became of one member's badges, and giving and taking back by hand. */
export function BadgesOf({ id, community }: { id: string; community: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data: session } = useSession();
  const marketer = may(session, 'MARKETER');
  const acts = useList<Act>(`/members/${part(id)}/badges`, { community }, { live: LIVE });
  const [acting, setActing] = useState<'give' | 'revoke'>();
  return (
    <>
      {marketer && (
        <div className="row" style={{ gap: 8, padding: '12px 16px' }}>
          <Button onClick={() => setActing('give')}>{t('badges.give')}</Button>
          <Button onClick={() => setActing('revoke')} disabled={!acts.items?.length}>{t('badges.revoke')}</Button>
        </div>
      )}
      <List<Act>
        from={acts}
        id={(one) => one.id}
        columns={[
          { key: 'badge', title: t('badges.badge'), phone: 'name', show: (one) => <span>{words.badge(one.badge)} {one.level && <Tag color="gold" style={{ margin: 0 }}>{words.badgeLevel(one.badge, one.level)}</Tag>}</span> },
          { key: 'act', title: t('badges.act'), phone: 'corner', show: (one) => <Tag color={one.act === 'given' || one.act === 'raised' ? 'green' : 'red'} style={{ margin: 0 }}>{t(`badges.act_${one.act}`)}</Tag> },
          { key: 'cause', title: t('wallet.cause'), show: (one) => <Cause of={one} /> },
          { key: 'at', title: t('wallet.at'), show: (one) => <When at={one.at} /> },
        ]}
        empty={<Empty title={t('member.noBadges')} />}
      />
      <ByHand id={id} community={community} act={acting} known={[...new Set((acts.items ?? []).map((one) => one.badge))]} close={() => setActing(undefined)} />
    </>
  );
}

function ByHand({ id, community, act, known, close }: { id: string; community: string; act?: 'give' | 'revoke'; known: string[]; close: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [form] = Form.useForm();
  const badge = Form.useWatch<string | undefined>('badge', form);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const badges = useList<Badge>('/badges', { community }, { enabled: !!act });
  const send = useAct(({ badge: which, ...wanted }: { badge: string }) => (act === 'give' ? api.post(`/members/${part(id)}/badges`, { ...wanted, badge: which, community, key }) : api.post(`/members/${part(id)}/badges/${part(which)}/revoke`, { ...wanted, community, key })), { done: t('act.saved'), changes: ['/members', '/badges'] });
  const choices = (badges.items ?? []).filter((one) => act === 'give' || known.includes(one.badge));
  const levels = choices.find((one) => one.badge === badge)?.levels ?? [];
  const end = () => {
    setKey(crypto.randomUUID());
    form.resetFields();
    close();
  };
  return (
    <Modal open={!!act} onCancel={end} title={t(act === 'revoke' ? 'badges.revoke' : 'badges.give')} okText={t(act === 'revoke' ? 'badges.revoke' : 'badges.give')} cancelText={t('act.cancel')} confirmLoading={send.isPending} onOk={() => form.validateFields().then((wanted: { badge: string }) => send.mutate(wanted, { onSuccess: end }))}>
      <Form form={form} layout="vertical" initialValues={{ again: true }}>
        <Form.Item name="badge" label={t('badges.badge')} rules={[{ required: true, message: t('form.required') }]}>
          <Select options={choices.map((one) => ({ value: one.badge, label: words.badge(one.badge) }))} />
        </Form.Item>
        {act === 'give' && levels.length > 0 && (
          <Form.Item name="level" label={t('badges.level')} rules={[{ required: true, message: t('form.required') }]}>
            <Segmented options={levels.map((one) => ({ value: one.level, label: words.badgeLevel(badge ?? '', one.level) }))} />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('wallet.reason')} rules={[{ required: true, message: t('form.required') }]}><Input maxLength={200} /></Form.Item>
        {act === 'revoke' && <Form.Item name="again" valuePropName="checked"><Checkbox>{t('badges.again')}</Checkbox></Form.Item>}
      </Form>
    </Modal>
  );
}
