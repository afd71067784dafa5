import { PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, InputNumber, Modal, Popconfirm, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import { useText } from '../i18n';
import { useNumber } from '../parts/figure';
import { Empty, Loaded, Panel, Trouble } from '../parts/page';
import { type Given, Names, type Prize, PrizeName, Winners } from '../parts/prizes';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Award {
  id: string;
  name: Record<string, string>;
  segment?: string | null;
  measure: string;
  eventType?: string | null;
  listed: number;
  voters: number;
  voterGroup: string;
  template?: string | null;
  prize?: Prize | null;
  closedAt?: string | null;
}

interface Round {
  month: string;
  state: string;
  winner?: string | null;
  chosenAt?: string | null;
  told: number;
  candidates: { place: number; member: string; score: number }[];
  votes: { voter: string; member: string; reason: string; at: string }[];
  prizes: Given[];
}

/** Whom each month honoured, and by whose voices. */
export default function Contributors() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('contributors.add')}</Button> : null;
  return (
    <RewardPage at="contributors" actions={() => add}>
      {(community) => (
        <>
          <All community={community} add={add} />
          <NewAward community={community} open={adding} close={() => setAdding(false)} />
        </>
      )}
    </RewardPage>
  );
}

function All({ community, add }: { community: string; add: React.ReactNode }) {
  const { t } = useTranslation();
  const awards = useList<Award>('/contributor-awards', { community }, { live: LIVE });
  if (awards.problem) return <Trouble problem={awards.problem} again={awards.again} />;
  if (awards.items?.length === 0) return <Panel><Empty title={t('contributors.empty')} text={t('contributors.emptyText')}>{add}</Empty></Panel>;
  return (
    <div className="stack wide">
      {awards.items?.map((award) => <One key={award.id} award={award} />)}
      {awards.more && <Button onClick={awards.more}>{t('act.more')}</Button>}
    </div>
  );
}

function One({ award }: { award: Award }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useWords();
  const { data: session } = useSession();
  const path = `/contributor-awards/${part(award.id)}`;
  const [month, setMonth] = useState('');
  const rounds = useGet<Round[]>(`${path}/rounds`, {}, { live: LIVE });
  const list = useAct(() => api.post(`${path}/rounds`, { month }), { done: t('act.saved'), changes: ['/contributor-awards'] });
  const end = useAct(() => api.post(`${path}/close`), { done: t('act.saved'), changes: ['/contributor-awards'] });
  const by = award.measure === 'points' ? t('contributors.byPoints') : t('contributors.byEvents', { event: words.eventType(award.eventType ?? '') });
  return (
    <Panel title={text(award.name)} extra={award.closedAt && <Tag>{t('budgets.closed')}</Tag>}>
      <p className="quiet small wrap">
        {by} · {award.segment ? words.segment(award.segment) : t('contests.all')} · {t('contributors.choice', { voters: award.voters, group: award.voterGroup, listed: award.listed })}
        {award.prize && <> · <PrizeName prize={award.prize} /></>}
      </p>
      <Loaded from={rounds}>
        {(data) => (data.length === 0 ? <Empty title={t('contributors.noMonths')} text={t('contributors.noMonthsText')} /> : <>{data.map((round) => <Month key={round.month} round={round} voters={award.voters} />)}</>)}
      </Loaded>
      {may(session, 'MARKETER') && !award.closedAt && (
        <div className="row" style={{ gap: 8, marginTop: 12 }}>
          <DatePicker picker="month" format="YYYY-MM" style={{ width: 160 }} maxDate={dayjs().subtract(1, 'month')} aria-label={t('contributors.month')} placeholder={t('contributors.month')} onChange={(chosen) => setMonth(chosen ? chosen.format('YYYY-MM') : '')} />
          <Button disabled={!/^\d{4}-\d{2}$/.test(month)} loading={list.isPending} onClick={() => list.mutate(undefined)}>{t('contributors.list')}</Button>
          <Popconfirm title={t('contributors.closeAsk')} okText={t('budgets.close')} cancelText={t('act.cancel')} onConfirm={() => end.mutate(undefined)}>
            <Button danger loading={end.isPending}>{t('contributors.close')}</Button>
          </Popconfirm>
        </div>
      )}
    </Panel>
  );
}

function Month({ round, voters }: { round: Round; voters: number }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <div style={{ borderTop: '1px solid #efe5da', padding: '10px 0' }}>
      <div className="row between" style={{ gap: 8 }}>
        <strong>{round.month}</strong>
        <span className="grow">{round.winner && <Member picture id={round.winner} />}</span>
        <Tag color={round.state === 'choosing' ? 'gold' : round.state === 'nobody' ? 'default' : 'green'} style={{ margin: 0 }}>{t(`contributors.state_${round.state}`, { count: voters })}</Tag>
      </div>
      {round.winner && <div className="small quiet"><When at={round.chosenAt} /> · {t('contributors.told', { count: number(round.told) })}</div>}
      {round.votes.map((vote) => <div key={vote.voter} className="small wrap">{vote.voter}: <Member id={vote.member} /> — {vote.reason}</div>)}
      {round.candidates.length > 0 && <details className="small" style={{ marginTop: 4 }}>
        <summary>{t('contributors.candidates', { count: round.candidates.length })}</summary>
        {round.candidates.map((one) => (
          <div key={one.member} className="row between" style={{ gap: 8, padding: '3px 0' }}>
            <span className="crowned">{one.place}</span><span className="grow"><Member id={one.member} /></span><span className="number">{number(one.score)}</span>
          </div>
        ))}
      </details>}
      {round.prizes.length > 0 && <Winners given={round.prizes} />}
    </div>
  );
}

interface Asked {
  prizeKind?: string;
  prizePoints?: number;
  prizeBadge?: string;
  announce?: string;
}

function NewAward({ community, open, close }: { community: string; open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [form] = Form.useForm();
  const measure = Form.useWatch('measure', form) as string | undefined;
  const prize = Form.useWatch('prizeKind', form) as string | undefined;
  const segments = useList<{ name: string }>('/segments', {});
  const add = useAct((award: object) => api.post('/contributor-awards', award), { done: t('act.saved'), changes: ['/contributor-awards'] });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('contributors.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then(({ prizeKind, prizePoints, prizeBadge, ...rest }: Asked) => add.mutate({ ...rest, community, prize: prizeKind ? { kind: prizeKind, points: prizePoints, badge: prizeBadge } : undefined }, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical" initialValues={{ measure: 'points', listed: 5, voters: 3, voterGroup: 'volunteers', template: 'contests/contributor' }}>
        <Names />
        <Form.Item name="measure" label={t('challenges.measure')}><Select options={[{ value: 'points', label: t('contributors.byPoints') }, { value: 'count', label: t('challenges.measure_count') }]} /></Form.Item>
        {measure === 'count' && <Form.Item name="eventType" label={t('challenges.event')} rules={required}><Select showSearch options={words.eventTypes.map((type) => ({ value: type, label: words.eventType(type) }))} /></Form.Item>}
        <Form.Item name="segment" label={t('contests.who')}><Select allowClear placeholder={t('contests.all')} options={(segments.items ?? []).map((one) => ({ value: one.name, label: words.segment(one.name) }))} /></Form.Item>
        <div className="row" style={{ gap: 12, alignItems: 'flex-start' }}>
          <Form.Item className="grow" name="listed" label={t('contributors.listed')}><InputNumber min={2} max={20} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="grow" name="voters" label={t('contributors.voters')}><InputNumber min={1} max={9} precision={0} style={{ width: '100%' }} /></Form.Item>
          <Form.Item className="grow" name="voterGroup" label={t('contributors.voterGroup')} rules={required}><Input maxLength={64} /></Form.Item>
        </div>
        <Form.Item name="template" label={t('contributors.template')}><Input maxLength={128} /></Form.Item>
        <div className="row" style={{ gap: 12, alignItems: 'flex-start' }}>
          <Form.Item className="grow" name="prizeKind" label={t('contests.prize')}><Select allowClear options={['points', 'badge'].map((kind) => ({ value: kind, label: t(`contests.prize_${kind}`) }))} /></Form.Item>
          {prize === 'points' && <Form.Item className="grow" name="prizePoints" label={t('contests.prize_points')} rules={required}><InputNumber min={1} precision={0} style={{ width: '100%' }} /></Form.Item>}
          {prize === 'badge' && <Form.Item className="grow" name="prizeBadge" label={t('contests.prize_badge')} rules={required}><Select options={words.badges.map((id) => ({ value: id, label: words.badge(id) }))} /></Form.Item>}
        </div>
      </Form>
    </Modal>
  );
}
