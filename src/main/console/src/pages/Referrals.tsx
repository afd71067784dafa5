import { CopyOutlined, DownOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Drawer, Form, Input, InputNumber, Modal, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Panel, Trouble, usePhone } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Step {
  event: string;
  field?: string | null;
  atLeast?: number | null;
}

interface Programme {
  id: string;
  name: string;
  steps: Step[];
  page: string;
  withinDays: number;
  inviterPoints: number;
  invitedPoints: number;
  waitDays: number;
  mostAnHour: number;
  startsAt?: string | null;
  endsAt?: string | null;
  closedAt?: string | null;
}

interface Inviter {
  member: string;
  invited: number;
  underWay: number;
  held: number;
  rewarded: number;
  refused: number;
  expired: number;
  points: number;
}

interface Referral {
  id: string;
  inviter: string;
  invited: string;
  state: string;
  done: { type: string; at: string; event: string }[];
  visitedAt?: string | null;
  suspicions: string[];
  inviterPoints: number;
  settledAt?: string | null;
  settledBy?: string | null;
  note?: string | null;
  invites: number;
}

const hues: Record<string, string> = { visited: 'default', joined: 'blue', qualified: 'cyan', held: 'gold', rewarded: 'green', refused: 'red', expired: 'default' };

export default function Referrals() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string>();
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('referrals.add')}</Button> : null;
  return (
    <RewardPage at="referrals" actions={() => add}>
      {(community) => (
        <>
          <Panel flush><Programmes community={community} open={setOpen} add={add} /></Panel>
          <NewProgramme community={community} open={adding} close={() => setAdding(false)} />
          <Detail id={open} close={() => setOpen(undefined)} />
        </>
      )}
    </RewardPage>
  );
}

function Programmes({ community, open, add }: { community: string; open: (id: string) => void; add: React.ReactNode }) {
  const { t } = useTranslation();
  const number = useNumber();
  const words = useWords();
  const programmes = useList<Programme>('/referral-programmes', { community }, { live: LIVE });
  return (
    <List<Programme>
      from={programmes}
      id={(one) => one.id}
      onRow={(one) => open(one.id)}
      columns={[
        { key: 'name', title: t('referrals.name'), phone: 'name', show: (one) => <Button type="link" style={{ padding: 0, height: 'auto', fontWeight: 600 }} onClick={() => open(one.id)}>{one.name}</Button> },
        { key: 'closed', title: '', phone: 'corner', show: (one) => one.closedAt && <Tag>{t('budgets.closed')}</Tag> },
        { key: 'steps', title: t('referrals.steps'), show: (one) => <span className="wrap">{one.steps.map((step) => words.eventType(step.event) + (step.field ? ` (${step.field} ≥ ${step.atLeast})` : '')).join(' → ')}</span> },
        { key: 'inviter', title: t('referrals.inviterPoints'), right: true, show: (one) => number(one.inviterPoints) },
        { key: 'invited', title: t('referrals.invitedPoints'), right: true, show: (one) => number(one.invitedPoints) },
        { key: 'within', title: t('referrals.within'), show: (one) => t('coupons.days', { days: one.withinDays }) },
      ]}
      empty={<Empty title={t('referrals.empty')} text={t('referrals.emptyText')}>{add}</Empty>}
    />
  );
}

function Detail({ id, close }: { id?: string; close: () => void }) {
  const phone = usePhone();
  const programme = useGet<Programme>(`/referral-programmes/${part(id ?? '')}`, {}, { enabled: !!id });
  return (
    <Drawer open={!!id} onClose={close} size={phone ? '100%' : 820} title={programme.data?.id === id ? programme.data?.name : ''}>
      {id && <Loaded from={programme}>{(data) => <Shown key={data.id} programme={data} />}</Loaded>}
    </Drawer>
  );
}

function Shown({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const marketer = may(session, 'MARKETER');
  const end = useAct(() => api.post(`/referral-programmes/${part(programme.id)}/close`), { done: t('act.saved'), changes: ['/referral-programmes'] });
  const inviters = useList<Inviter>(`/referral-programmes/${part(programme.id)}/inviters`, {}, { live: LIVE });
  return (
    <div className="stack wide">
      {marketer && !programme.closedAt && (
        <>
          <CodeFor programme={programme} />
          <div>
            <Popconfirm title={t('referrals.closeAsk')} okText={t('budgets.close')} cancelText={t('act.cancel')} onConfirm={() => end.mutate(undefined)}>
              <Button danger loading={end.isPending}>{t('referrals.close')}</Button>
            </Popconfirm>
          </div>
        </>
      )}
      <h3 style={{ margin: 0 }}>{t('referrals.inviters')}</h3>
      {inviters.problem && <Trouble problem={inviters.problem} again={inviters.again} />}
      {inviters.items?.length === 0 && <Empty title={t('referrals.nobody')} text={t('referrals.nobodyText')} />}
      <ul className="tree">
        {inviters.items?.map((one) => <Branch key={one.member} programme={programme} member={one.member} counts={one} />)}
      </ul>
      {inviters.more && <Button onClick={inviters.more} loading={inviters.loadingMore}>{t('act.more')}</Button>}
    </div>
  );
}

/** One inviter, with those who came by the code below: each of them may have invited others in turn. */
function Branch({ programme, member, counts }: { programme: Programme; member: string; counts: Inviter }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const shown = (['rewarded', 'held', 'underWay', 'refused', 'expired'] as const).filter((key) => counts[key] > 0);
  return (
    <li>
      <div className="row" style={{ gap: 8 }}>
        <Button size="small" type="text" aria-label={t('referrals.show')} aria-expanded={open} icon={open ? <DownOutlined /> : <RightOutlined />} onClick={() => setOpen(!open)} />
        <span className="grow"><Member picture id={member} /></span>
        <span className="row" style={{ gap: 4 }}>
          {shown.map((key) => <Tag key={key} style={{ margin: 0 }} color={hues[key === 'underWay' ? 'joined' : key]}>{t(`referrals.count_${key}`, { count: counts[key] })}</Tag>)}
        </span>
      </div>
      {open && <Invited programme={programme} inviter={member} />}
    </li>
  );
}

function Invited({ programme, inviter }: { programme: Programme; inviter: string }) {
  const { t } = useTranslation();
  const referrals = useList<Referral>('/referrals', { programme: programme.id, inviter }, { live: LIVE });
  return (
    <>
      {referrals.problem && <Trouble problem={referrals.problem} again={referrals.again} />}
      <ul className="tree">{referrals.items?.map((one) => <Leaf key={one.id} programme={programme} referral={one} />)}</ul>
      {referrals.more && <Button size="small" onClick={referrals.more} loading={referrals.loadingMore}>{t('act.more')}</Button>}
    </>
  );
}

function Leaf({ programme, referral }: { programme: Programme; referral: Referral }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const last = referral.done[referral.done.length - 1];
  return (
    <li>
      <div className="row" style={{ gap: 8 }}>
        {referral.invites > 0 && <Button size="small" type="text" aria-label={t('referrals.show')} aria-expanded={open} icon={open ? <DownOutlined /> : <RightOutlined />} onClick={() => setOpen(!open)} />}
        <span className="grow"><Member id={referral.invited} /></span>
        <Tag color={hues[referral.state]} style={{ margin: 0 }}>{t(`referrals.state_${referral.state}`)}</Tag>
      </div>
      <div className="small quiet wrap">
        {t('referrals.progress', { done: referral.done.length, all: programme.steps.length })}
        {last ? <> · {words.eventType(last.type)} <When at={last.at} /></> : referral.visitedAt && <> · <When at={referral.visitedAt} /></>}
        {referral.suspicions.length > 0 && <> · {referral.suspicions.map((one) => t(`referrals.why_${one.replace('-', '_')}`)).join(', ')}</>}
        {referral.settledBy && referral.settledBy !== 'hearth' && <> · {referral.settledBy}</>}
        {referral.note && <> · {referral.note}</>}
      </div>
      {open && <Invited programme={programme} inviter={referral.invited} />}
    </li>
  );
}

function CodeFor({ programme }: { programme: Programme }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [member, setMember] = useState('');
  const make = useAct((id: string) => api.post<{ code: string; link: string }>(`/referral-programmes/${part(programme.id)}/codes`, { member: id }));
  const made = make.data;
  return (
    <div className="stack">
      <div className="row" style={{ gap: 8 }}>
        <Input style={{ maxWidth: 200 }} placeholder="m-71" aria-label={t('filter.member')} value={member} onChange={(event) => setMember(event.target.value.trim())} onPressEnter={() => make.mutate(member)} />
        <Button disabled={!/^m-\d+$/.test(member)} loading={make.isPending} onClick={() => make.mutate(member)}>{t('referrals.code')}</Button>
      </div>
      {made && (
        <div className="row" style={{ gap: 8 }}>
          <strong className="code">{made.code}</strong>
          <span className="code small wrap grow">{made.link}</span>
          <Button size="small" icon={<CopyOutlined />} onClick={() => void navigator.clipboard.writeText(made.link).then(() => message.success(t('referrals.copied')))}>{t('referrals.copy')}</Button>
        </div>
      )}
    </div>
  );
}

interface Asked {
  name: string;
  page: string;
  steps: string[];
  field?: string;
  atLeast?: number;
  until?: { toISOString: () => string };
}

function NewProgramme({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [form] = Form.useForm<Asked>();
  const add = useAct((programme: object) => api.post('/referral-programmes', programme), { done: t('act.saved'), changes: ['/referral-programmes'] });
  const save = ({ steps, field, atLeast, until, ...rest }: Asked) =>
    add.mutate(
      { ...rest, community, endsAt: until?.toISOString(), steps: steps.map((event, index) => (index === steps.length - 1 && field ? { event, field, atLeast: atLeast ?? 1 } : { event })) },
      { onSuccess: close },
    );
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal open={open} onCancel={close} title={t('referrals.add')} okText={t('act.create')} cancelText={t('act.cancel')} confirmLoading={add.isPending} destroyOnHidden onOk={() => form.validateFields().then(save)}>
      <Form form={form} layout="vertical" initialValues={{ steps: ['member.joined', 'charter.accepted', 'order.paid'], inviterPoints: 100, invitedPoints: 20, withinDays: 30, mostAnHour: 5, waitDays: 0 }}>
        <Form.Item name="name" label={t('referrals.name')} rules={required}><Input maxLength={100} /></Form.Item>
        <Form.Item name="page" label={t('referrals.page')} extra={t('referrals.pageHint')} rules={required}><Input maxLength={500} placeholder="https://" /></Form.Item>
        <Form.Item name="steps" label={t('referrals.steps')} extra={t('referrals.stepsHint')} rules={required}>
          <Select mode="tags" maxCount={10} options={['member.joined', 'member.applied', 'charter.accepted', 'post.created', 'run.finished', 'order.paid'].map((type) => ({ value: type, label: words.eventType(type) }))} />
        </Form.Item>
        <div className="row" style={{ gap: 12, alignItems: 'flex-start' }}>
          <Form.Item className="grow" name="field" label={t('referrals.field')}><Input maxLength={64} placeholder="amount" /></Form.Item>
          <Form.Item className="grow" name="atLeast" label={t('referrals.atLeast')}><InputNumber style={{ width: '100%' }} /></Form.Item>
        </div>
        <div className="row" style={{ gap: 12, alignItems: 'flex-start' }}>
          <Form.Item className="grow" name="inviterPoints" label={t('referrals.inviterPoints')}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="grow" name="invitedPoints" label={t('referrals.invitedPoints')}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
        </div>
        <div className="row" style={{ gap: 12, alignItems: 'flex-start' }}>
          <Form.Item className="grow" name="withinDays" label={t('referrals.within')}><InputNumber min={1} max={365} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="grow" name="waitDays" label={t('referrals.waitDays')}><InputNumber min={0} max={365} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="grow" name="mostAnHour" label={t('referrals.mostAnHour')}><InputNumber min={1} max={1000} precision={0} style={{ width: '100%' }} /></Form.Item>
        </div>
        <Form.Item name="until" label={t('referrals.until')}><DatePicker showTime style={{ width: '100%' }} /></Form.Item>
      </Form>
    </Modal>
  );
}
