import { CheckCircleOutlined, CloseCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Drawer, Form, Input, InputNumber, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useText } from '../i18n';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Panel, usePhone } from '../parts/page';
import { type Given, Names, type Prize, PrizeName, PrizeRows, Winners, prizesOf } from '../parts/prizes';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Draw {
  id: string;
  name: Record<string, string>;
  state: string;
  segment?: string | null;
  ticketEvent?: string | null;
  mostTickets: number;
  prizes: { count: number; prize: Prize }[];
  commitment: string;
  publicSource?: string | null;
  startsAt: string;
  endsAt: string;
  entrants: number;
}

interface Proof {
  secret: string;
  listHash: string;
  publicValue: string;
  seed: string;
  steps: { counter: number; hash: string; ticket: number; member?: string | null; outcome: string }[];
  given: Given[];
}

export default function Draws() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string>();
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('draws.add')}</Button> : null;
  return (
    <RewardPage at="draws" actions={() => add}>
      {(community) => (
        <>
          <Panel flush><All community={community} open={setOpen} add={add} /></Panel>
          <NewDraw community={community} open={adding} close={() => setAdding(false)} />
          <Detail id={open} close={() => setOpen(undefined)} />
        </>
      )}
    </RewardPage>
  );
}

function State({ word }: { word: string }) {
  const { t } = useTranslation();
  return <Tag color={word === 'open' ? 'green' : word === 'closed' ? 'gold' : 'default'} style={{ margin: 0 }}>{t(`draws.state_${word}`)}</Tag>;
}

function All({ community, open, add }: { community: string; open: (id: string) => void; add: React.ReactNode }) {
  const { t } = useTranslation();
  const text = useText();
  const number = useNumber();
  const draws = useList<Draw>('/draws', { community }, { live: LIVE });
  return (
    <List<Draw>
      from={draws}
      id={(one) => one.id}
      onRow={(one) => open(one.id)}
      columns={[
        { key: 'name', title: t('draws.one'), phone: 'name', show: (one) => <Button type="link" style={{ padding: 0, height: 'auto', fontWeight: 600 }} onClick={() => open(one.id)}>{text(one.name)}</Button> },
        { key: 'state', title: t('contests.state'), phone: 'corner', show: (one) => <State word={one.state} /> },
        { key: 'entrants', title: t('draws.entrants'), right: true, show: (one) => number(one.entrants) },
        { key: 'prizes', title: t('contests.prizes'), show: (one) => one.prizes.map((lot, index) => <div key={index}>{lot.count} × <PrizeName prize={lot.prize} /></div>) },
        { key: 'ends', title: t('contests.ends'), show: (one) => <When at={one.endsAt} /> },
      ]}
      empty={<Empty title={t('draws.empty')} text={t('draws.emptyText')}>{add}</Empty>}
    />
  );
}

function Detail({ id, close }: { id?: string; close: () => void }) {
  const phone = usePhone();
  const text = useText();
  const draw = useGet<Draw>(`/draws/${part(id ?? '')}`, {}, { enabled: !!id, live: LIVE });
  return (
    <Drawer open={!!id} onClose={close} size={phone ? '100%' : 760} title={draw.data?.id === id ? text(draw.data?.name) : ''}>
      {id && <Loaded from={draw}>{(data) => <Shown key={data.id} draw={data} />}</Loaded>}
    </Drawer>
  );
}

function Shown({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const words = useWords();
  const number = useNumber();
  const { data: session } = useSession();
  return (
    <div className="stack wide">
      <dl className="pairs">
        <dt>{t('contests.state')}</dt><dd><State word={draw.state} /></dd>
        <dt>{t('contests.who')}</dt><dd>{draw.segment ? words.segment(draw.segment) : t('contests.all')}</dd>
        <dt>{t('draws.tickets')}</dt><dd>{draw.ticketEvent ? t('draws.byEvents', { event: words.eventType(draw.ticketEvent), most: draw.mostTickets }) : t('draws.byEntering')}</dd>
        <dt>{t('draws.entrants')}</dt><dd>{number(draw.entrants)}</dd>
        <dt>{t('contests.ends')}</dt><dd><When plain at={draw.endsAt} /></dd>
        <dt>{t('contests.prizes')}</dt><dd>{draw.prizes.map((lot, index) => <div key={index}>{lot.count} × <PrizeName prize={lot.prize} /></div>)}</dd>
        <dt>{t('draws.commitment')}</dt><dd className="code small wrap">{draw.commitment}</dd>
        {draw.publicSource && (<><dt>{t('draws.publicSource')}</dt><dd className="wrap">{draw.publicSource}</dd></>)}
      </dl>
      {may(session, 'MARKETER') && draw.state !== 'drawn' && <Acts draw={draw} />}
      {draw.state === 'drawn' && <Told draw={draw} />}
    </div>
  );
}

function Acts({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const path = `/draws/${part(draw.id)}`;
  const [value, setValue] = useState('');
  const [member, setMember] = useState('');
  const enter = useAct(() => api.post(`${path}/entries`, { member }), { done: t('act.saved'), changes: ['/draws'] });
  const end = useAct(() => api.post(`${path}/close`), { done: t('act.saved'), changes: ['/draws'] });
  const draws = useAct(() => api.post(`${path}/draw`, draw.publicSource ? { publicValue: value } : {}), { done: t('draws.drawnNow'), changes: ['/draws'] });
  if (draw.state === 'closed') {
    return (
      <div className="row" style={{ gap: 8 }}>
        {draw.publicSource && <Input style={{ maxWidth: 280 }} value={value} maxLength={200} placeholder={t('draws.publicValue')} aria-label={t('draws.publicValue')} onChange={(event) => setValue(event.target.value)} />}
        <Button type="primary" disabled={!!draw.publicSource && !value.trim()} loading={draws.isPending} onClick={() => draws.mutate(undefined)}>{t('draws.draw')}</Button>
      </div>
    );
  }
  return (
    <div className="row" style={{ gap: 8 }}>
      {!draw.ticketEvent && (
        <>
          <Input style={{ width: 110 }} placeholder="m-71" aria-label={t('filter.member')} value={member} onChange={(event) => setMember(event.target.value.trim())} />
          <Button disabled={!/^m-\d+$/.test(member)} loading={enter.isPending} onClick={() => enter.mutate(undefined)}>{t('contests.enter')}</Button>
        </>
      )}
      {Date.parse(draw.endsAt) <= Date.now() && <Button type="primary" loading={end.isPending} onClick={() => end.mutate(undefined)}>{t('draws.close')}</Button>}
    </div>
  );
}

/** Who won, and everything that decided it, checked again on the server and open to be checked elsewhere. */
function Told({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const path = `/draws/${part(draw.id)}`;
  const proof = useGet<Proof>(`${path}/proof`);
  const checked = useGet<{ right: boolean; checks: { what: string; right: boolean }[] }>(`${path}/verification`);
  return (
    <>
      <Panel title={t('contests.winners')}><Loaded from={proof}>{(data) => <Winners given={data.given} />}</Loaded></Panel>
      <Panel title={t('draws.proof')} extra={<a href={`/api/v1${path}/list`} target="_blank" rel="noreferrer">{t('draws.list')}</a>}>
        <p className="quiet small">{t('draws.proofText')}</p>
        <Loaded from={checked}>
          {(data) => <>{data.checks.map((one) => <div key={one.what} className="row" style={{ gap: 8 }}>{one.right ? <CheckCircleOutlined style={{ color: '#4d8a54' }} /> : <CloseCircleOutlined style={{ color: '#b3372b' }} />}<span className="code small wrap grow">{one.what}</span></div>)}</>}
        </Loaded>
        <Loaded from={proof}>
          {(data) => (
            <>
              <dl className="pairs" style={{ marginTop: 10 }}>
                <dt>{t('draws.secret')}</dt><dd className="code small wrap">{data.secret}</dd>
                <dt>{t('draws.listHash')}</dt><dd className="code small wrap">{data.listHash}</dd>
                {data.publicValue && (<><dt>{t('draws.publicValue')}</dt><dd className="code small wrap">{data.publicValue}</dd></>)}
                <dt>{t('draws.seed')}</dt><dd className="code small wrap">{data.seed}</dd>
              </dl>
              {data.steps.slice(0, 50).map((step) => (
                <div key={step.counter} className="row between small" style={{ gap: 8, padding: '3px 0' }}>
                  <span className="number">{step.counter}</span>
                  <span className="code wrap grow">{step.hash.slice(0, 16)}…</span>
                  <span>{step.ticket >= 0 && t('draws.ticket', { ticket: step.ticket })}</span>
                  <span>{step.member && <Member id={step.member} />}</span>
                  <Tag color={step.outcome === 'won' ? 'green' : 'default'} style={{ margin: 0 }}>{t(`draws.step_${step.outcome}`)}</Tag>
                </div>
              ))}
            </>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

type Times = [{ toISOString: () => string }, { toISOString: () => string }];

function NewDraw({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [form] = Form.useForm();
  const event = Form.useWatch('ticketEvent', form) as string | undefined;
  const segments = useList<{ name: string }>('/segments', {});
  const add = useAct((draw: object) => api.post('/draws', draw), { done: t('act.saved'), changes: ['/draws'] });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('draws.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then(({ times, prizes, ...rest }: { times: Times; prizes?: never[] }) => add.mutate({ ...rest, community, startsAt: times[0].toISOString(), endsAt: times[1].toISOString(), prizes: prizesOf(prizes) }, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical" initialValues={{ prizes: [{ count: 1, kind: 'points', points: 100 }] }}>
        <Names />
        <Form.Item name="times" label={t('contests.period')} rules={required}><DatePicker.RangePicker showTime style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="segment" label={t('contests.who')}><Select allowClear placeholder={t('contests.all')} options={(segments.items ?? []).map((one) => ({ value: one.name, label: words.segment(one.name) }))} /></Form.Item>
        <Form.Item name="ticketEvent" label={t('draws.ticketEvent')} extra={t('draws.ticketHint')}><Select allowClear showSearch options={words.eventTypes.map((type) => ({ value: type, label: words.eventType(type) }))} /></Form.Item>
        {event && <Form.Item name="mostTickets" label={t('draws.mostTickets')} initialValue={1}><InputNumber min={1} max={1000} precision={0} style={{ width: '100%' }} /></Form.Item>}
        <Form.Item name="publicSource" label={t('draws.publicSource')} extra={t('draws.publicHint')} rules={required}><Input maxLength={300} /></Form.Item>
        <Form.Item label={t('contests.prizes')}><PrizeRows community={community} by="count" /></Form.Item>
      </Form>
    </Modal>
  );
}
