import { PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Drawer, Form, Input, InputNumber, Modal, Popconfirm, Select, Tag } from 'antd';
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

interface Challenge {
  id: string;
  community: string;
  name: Record<string, string>;
  about?: string | null;
  segment?: string | null;
  measure: string;
  eventType?: string | null;
  field?: string | null;
  mostPerDay?: number | null;
  rule?: string | null;
  judges: number;
  prizes: { from: number; to: number; prize: Prize }[];
  startsAt: string;
  endsAt: string;
  closedAt?: string | null;
}

interface Entry {
  member: string;
  score: number;
  text?: string | null;
  link?: string | null;
  judged: number;
  out?: string | null;
}

const measures = ['count', 'sum', 'points', 'judged'];

export default function Challenges() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string>();
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('challenges.add')}</Button> : null;
  return (
    <RewardPage at="challenges" actions={() => add}>
      {(community) => (
        <>
          <Panel flush><All community={community} open={setOpen} add={add} /></Panel>
          <NewChallenge community={community} open={adding} close={() => setAdding(false)} />
          <Detail id={open} close={() => setOpen(undefined)} />
        </>
      )}
    </RewardPage>
  );
}

function useMeasured() {
  const { t } = useTranslation();
  const words = useWords();
  return (one: Challenge) =>
    one.measure === 'judged' ? t('challenges.byJudges', { count: one.judges })
      : one.measure === 'points' ? t('challenges.byRule', { rule: one.rule?.slice(one.rule.indexOf('#') + 1) })
        : `${t(`challenges.measure_${one.measure}`)}: ${words.eventType(one.eventType ?? '')}${one.field ? ` · ${one.field}` : ''}${one.mostPerDay ? ` · ${t('challenges.perDay', { most: one.mostPerDay })}` : ''}`;
}

function State({ one }: { one: Challenge }) {
  const { t } = useTranslation();
  const now = Date.now();
  const word = one.closedAt ? 'closed' : now < Date.parse(one.startsAt) ? 'waiting' : now < Date.parse(one.endsAt) ? 'on' : 'ended';
  return <Tag color={word === 'on' ? 'green' : word === 'ended' ? 'gold' : 'default'} style={{ margin: 0 }}>{t(`contests.state_${word}`)}</Tag>;
}

function All({ community, open, add }: { community: string; open: (id: string) => void; add: React.ReactNode }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useWords();
  const measured = useMeasured();
  const challenges = useList<Challenge>('/challenges', { community }, { live: LIVE });
  return (
    <List<Challenge>
      from={challenges}
      id={(one) => one.id}
      onRow={(one) => open(one.id)}
      columns={[
        { key: 'name', title: t('challenges.one'), phone: 'name', show: (one) => <Button type="link" style={{ padding: 0, height: 'auto', fontWeight: 600 }} onClick={() => open(one.id)}>{text(one.name)}</Button> },
        { key: 'state', title: t('contests.state'), phone: 'corner', show: (one) => <State one={one} /> },
        { key: 'measure', title: t('challenges.measure'), show: (one) => <span className="wrap">{measured(one)}</span> },
        { key: 'segment', title: t('contests.who'), show: (one) => (one.segment ? words.segment(one.segment) : t('contests.all')) },
        { key: 'ends', title: t('contests.ends'), show: (one) => <When at={one.endsAt} /> },
      ]}
      empty={<Empty title={t('challenges.empty')} text={t('challenges.emptyText')}>{add}</Empty>}
    />
  );
}

function Detail({ id, close }: { id?: string; close: () => void }) {
  const phone = usePhone();
  const text = useText();
  const challenge = useGet<Challenge>(`/challenges/${part(id ?? '')}`, {}, { enabled: !!id, live: LIVE });
  return (
    <Drawer open={!!id} onClose={close} size={phone ? '100%' : 760} title={challenge.data?.id === id ? text(challenge.data?.name) : ''}>
      {id && <Loaded from={challenge}>{(data) => <Shown key={data.id} challenge={data} />}</Loaded>}
    </Drawer>
  );
}

function Shown({ challenge }: { challenge: Challenge }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const measured = useMeasured();
  const marketer = may(session, 'MARKETER') && !challenge.closedAt;
  const path = `/challenges/${part(challenge.id)}`;
  const given = useGet<Given[]>(`${path}/prizes`, {}, { enabled: !!challenge.closedAt });
  const end = useAct(() => api.post(`${path}/close`), { done: t('act.saved'), changes: ['/challenges'] });
  const over = Date.parse(challenge.endsAt) <= Date.now();
  return (
    <div className="stack wide">
      <dl className="pairs">
        <dt>{t('contests.state')}</dt><dd><State one={challenge} /></dd>
        <dt>{t('challenges.measure')}</dt><dd>{measured(challenge)}</dd>
        <dt>{t('contests.starts')}</dt><dd><When plain at={challenge.startsAt} /></dd>
        <dt>{t('contests.ends')}</dt><dd><When plain at={challenge.endsAt} /></dd>
        {challenge.about && (<><dt>{t('challenges.about')}</dt><dd className="wrap">{challenge.about}</dd></>)}
        {challenge.prizes.length > 0 && (<><dt>{t('contests.prizes')}</dt><dd>{challenge.prizes.map((one, index) => <div key={index}>{one.from === one.to ? one.from : `${one.from}–${one.to}`}. <PrizeName prize={one.prize} /></div>)}</dd></>)}
      </dl>
      {marketer && <EnterOne challenge={challenge} />}
      {marketer && over && (
        <div>
          <Popconfirm title={t('challenges.closeAsk')} okText={t('challenges.close')} cancelText={t('act.cancel')} onConfirm={() => end.mutate(undefined)}>
            <Button type="primary" loading={end.isPending}>{t('challenges.close')}</Button>
          </Popconfirm>
        </div>
      )}
      {challenge.closedAt && <Panel title={t('contests.winners')}><Loaded from={given}>{(data) => <Winners given={data} />}</Loaded></Panel>}
      <Board challenge={challenge} marketer={marketer} />
    </div>
  );
}

function Board({ challenge, marketer }: { challenge: Challenge; marketer: boolean }) {
  const { t } = useTranslation();
  const number = useNumber();
  const path = `/challenges/${part(challenge.id)}`;
  const board = useGet<{ items: { place: number; entry: Entry }[]; out: Entry[] }>(`${path}/board`, { limit: 100 }, { live: LIVE });
  const [out, setOut] = useState<string>();
  const [reason, setReason] = useState('');
  const disqualify = useAct((member: string) => api.post(`${path}/entries/${part(member)}/disqualify`, { reason }), { done: t('act.saved'), changes: ['/challenges'] });
  return (
    <Panel title={t('challenges.board')}>
      <Loaded from={board}>
        {(data) => (
          <>
            {data.items.length === 0 && data.out.length === 0 && <Empty title={t('challenges.nobody')} text={t('challenges.nobodyText')} />}
            {data.items.map(({ place, entry }) => (
              <div key={entry.member} style={{ padding: '6px 0' }}>
                <div className="row between" style={{ gap: 8 }}>
                  <span className={`crowned${place <= 3 ? ' first' : ''}`}>{place}</span>
                  <span className="grow"><Member picture id={entry.member} /></span>
                  {challenge.measure === 'judged' && <span className="small quiet">{t('challenges.judged', { done: entry.judged, all: challenge.judges })}</span>}
                  <strong className="number">{number(entry.score)}</strong>
                  {marketer && <Button size="small" onClick={() => { setReason(''); setOut(entry.member); }}>{t('challenges.disqualify')}</Button>}
                </div>
                {(entry.text || entry.link) && <div className="small wrap" style={{ marginLeft: 40 }}>{entry.text} {entry.link && <a href={entry.link} target="_blank" rel="noreferrer noopener">{entry.link}</a>}</div>}
              </div>
            ))}
            {data.out.map((entry) => (
              <div key={entry.member} className="row between quiet" style={{ padding: '6px 0', gap: 8 }}>
                <span className="grow"><Member id={entry.member} /></span>
                <span className="small wrap">{entry.out}</span>
              </div>
            ))}
          </>
        )}
      </Loaded>
      <Modal open={!!out} onCancel={() => setOut(undefined)} title={t('challenges.disqualify')} okText={t('challenges.disqualify')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !reason.trim(), danger: true }} confirmLoading={disqualify.isPending} onOk={() => out && disqualify.mutate(out, { onSuccess: () => setOut(undefined) })}>
        <Input value={reason} maxLength={200} aria-label={t('challenges.reason')} placeholder={t('challenges.reason')} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </Panel>
  );
}

function EnterOne({ challenge }: { challenge: Challenge }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ member: string; text?: string; link?: string }>();
  const enter = useAct((entry: object) => api.post(`/challenges/${part(challenge.id)}/entries`, entry), { done: t('act.saved'), changes: ['/challenges'] });
  return (
    <Form form={form} layout="inline" style={{ rowGap: 8 }} onFinish={(entry) => enter.mutate(entry, { onSuccess: () => form.resetFields() })}>
      <Form.Item name="member" rules={[{ required: true, pattern: /^m-\d+$/, message: 'm-71' }]}><Input style={{ width: 110 }} placeholder="m-71" aria-label={t('filter.member')} /></Form.Item>
      {challenge.measure === 'judged' && (
        <>
          <Form.Item name="text"><Input placeholder={t('challenges.text')} aria-label={t('challenges.text')} maxLength={4000} /></Form.Item>
          <Form.Item name="link"><Input placeholder="https://" aria-label={t('challenges.link')} maxLength={500} /></Form.Item>
        </>
      )}
      <Button htmlType="submit" loading={enter.isPending}>{t('contests.enter')}</Button>
    </Form>
  );
}

type Times = [{ toISOString: () => string }, { toISOString: () => string }];

function NewChallenge({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [form] = Form.useForm();
  const measure = Form.useWatch('measure', form) as string | undefined;
  const segments = useList<{ name: string }>('/segments', {});
  const rules = useList<{ id: string; name: string; rulebook: string }>('/rules', {});
  const add = useAct((challenge: object) => api.post('/challenges', challenge), { done: t('act.saved'), changes: ['/challenges'] });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('challenges.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then(({ times, prizes, ...rest }: { times: Times; prizes?: never[] }) => add.mutate({ ...rest, community, startsAt: times[0].toISOString(), endsAt: times[1].toISOString(), prizes: prizesOf(prizes) }, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical" initialValues={{ measure: 'sum', eventType: 'run.finished', field: 'km', prizes: [{ from: 1, kind: 'points', points: 100 }] }}>
        <Names />
        <Form.Item name="times" label={t('contests.period')} rules={required}><DatePicker.RangePicker showTime style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="measure" label={t('challenges.measure')} rules={required}><Select options={measures.map((one) => ({ value: one, label: t(`challenges.measure_${one}`) }))} /></Form.Item>
        {(measure === 'count' || measure === 'sum') && <Form.Item name="eventType" label={t('challenges.event')} rules={required}><Select showSearch options={words.eventTypes.map((type) => ({ value: type, label: words.eventType(type) }))} /></Form.Item>}
        {measure === 'sum' && <Form.Item name="field" label={t('challenges.field')} rules={required}><Input maxLength={64} /></Form.Item>}
        {(measure === 'count' || measure === 'sum') && <Form.Item name="mostPerDay" label={t('challenges.mostPerDay')} extra={t('challenges.mostPerDayHint')}><InputNumber min={0.1} max={1_000_000_000} style={{ width: '100%' }} /></Form.Item>}
        {measure === 'points' && <Form.Item name="rule" label={t('rules.one')} rules={required}><Select showSearch options={(rules.items ?? []).filter((rule) => rule.rulebook === 'rewards').map((rule) => ({ value: rule.id, label: rule.name }))} /></Form.Item>}
        {measure === 'judged' && (
          <div className="row" style={{ gap: 12, alignItems: 'flex-start' }}>
            <Form.Item className="grow" name="judgeGroup" label={t('challenges.judgeGroup')} rules={required}><Input maxLength={64} placeholder="volunteers" /></Form.Item>
            <Form.Item className="grow" name="judges" label={t('challenges.judges')} initialValue={2}><InputNumber min={1} max={9} precision={0} style={{ width: '100%' }} /></Form.Item>
          </div>
        )}
        <Form.Item name="segment" label={t('contests.who')}><Select allowClear placeholder={t('contests.all')} options={(segments.items ?? []).map((one) => ({ value: one.name, label: words.segment(one.name) }))} /></Form.Item>
        <Form.Item name="about" label={t('challenges.about')}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
        <Form.Item label={t('contests.prizes')}><PrizeRows community={community} by="place" /></Form.Item>
      </Form>
    </Modal>
  );
}
