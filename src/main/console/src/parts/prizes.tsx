import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../api/hooks';
import { useText } from '../i18n';
import { useNumber } from './figure';
import { Member, useWords } from './words';

export interface Prize {
  kind: string;
  points?: number | null;
  badge?: string | null;
  pool?: number | null;
  item?: number | null;
}

export interface Given {
  place: number;
  member: string;
  prize: Prize;
  given: boolean;
  detail?: string | null;
  at: string;
}

export function PrizeName({ prize }: { prize: Prize }) {
  const { t } = useTranslation();
  const number = useNumber();
  const words = useWords();
  if (prize.kind === 'points') return <>{t('contests.points', { points: number(prize.points ?? 0) })}</>;
  if (prize.kind === 'badge') return <>{words.badge(prize.badge ?? '')}</>;
  return <>{t(`contests.prize_${prize.kind}`)} #{prize.pool ?? prize.item}</>;
}

/** Who won what, and what came of it. */
export function Winners({ given }: { given: Given[] }) {
  const { t } = useTranslation();
  if (given.length === 0) return <span className="quiet">{t('contests.noWinners')}</span>;
  return (
    <div>
      {given.map((one) => (
        <div key={`${one.place} ${one.member} ${one.prize.kind}`} className="row between" style={{ padding: '5px 0', gap: 8 }}>
          <span className={`crowned${one.place <= 3 ? ' first' : ''}`}>{one.place}</span>
          <span className="grow"><Member picture id={one.member} /></span>
          <span><PrizeName prize={one.prize} /></span>
          {!one.given && <Tag color="red" style={{ margin: 0 }}>{t('contests.notGiven')} {one.detail}</Tag>}
        </div>
      ))}
    </div>
  );
}

interface Asked {
  from?: number;
  to?: number;
  count?: number;
  kind: string;
  points?: number;
  badge?: string;
  pool?: number;
  item?: number;
}

/** What the form's rows ask for, as the API takes it. */
export function prizesOf(rows: Asked[] | undefined) {
  return (rows ?? []).map(({ from, to, count, kind, points, badge, pool, item }) => ({ ...(count === undefined ? { from, to: to ?? from } : { count }), prize: { kind, points, badge, pool, item } }));
}

/** Rows of prizes: for places from one to another, or so many of each. */
export function PrizeRows({ community, by }: { community: string; by: 'place' | 'count' }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useWords();
  const pools = useList<{ id: string; name: string; closedAt?: string | null }>('/coupon-pools', { community });
  const items = useList<{ id: string; name: Record<string, string>; kind: string; closedAt?: string | null }>('/catalogue', { community });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form.List name="prizes">
      {(fields, { add, remove }) => (
        <div className="stack">
          {fields.map(({ key, name }) => (
            <div key={key} className="row" style={{ gap: 8, alignItems: 'flex-start' }}>
              {by === 'place' ? (
                <>
                  <Form.Item name={[name, 'from']} rules={required} style={{ width: 76, marginBottom: 0 }}><InputNumber min={1} max={1000} precision={0} placeholder={t('contests.from')} aria-label={t('contests.from')} style={{ width: '100%' }} /></Form.Item>
                  <Form.Item name={[name, 'to']} style={{ width: 76, marginBottom: 0 }}><InputNumber min={1} max={1000} precision={0} placeholder={t('contests.to')} aria-label={t('contests.to')} style={{ width: '100%' }} /></Form.Item>
                </>
              ) : (
                <Form.Item name={[name, 'count']} rules={required} style={{ width: 76, marginBottom: 0 }}><InputNumber min={1} max={1000} precision={0} placeholder={t('contests.count')} aria-label={t('contests.count')} style={{ width: '100%' }} /></Form.Item>
              )}
              <Form.Item name={[name, 'kind']} rules={required} style={{ width: 104, marginBottom: 0 }}>
                <Select aria-label={t('contests.prize')} options={['points', 'badge', 'coupon', 'gift'].map((kind) => ({ value: kind, label: t(`contests.prize_${kind}`) }))} />
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {({ getFieldValue }) => {
                  const kind = getFieldValue(['prizes', name, 'kind']) as string;
                  if (kind === 'badge') return <Form.Item className="grow" name={[name, 'badge']} rules={required} style={{ marginBottom: 0 }}><Select aria-label={t('contests.prize_badge')} options={words.badges.map((id) => ({ value: id, label: words.badge(id) }))} /></Form.Item>;
                  if (kind === 'coupon') return <Form.Item className="grow" name={[name, 'pool']} rules={required} style={{ marginBottom: 0 }}><Select aria-label={t('contests.prize_coupon')} options={(pools.items ?? []).filter((one) => !one.closedAt).map((one) => ({ value: Number(one.id), label: one.name }))} /></Form.Item>;
                  if (kind === 'gift') return <Form.Item className="grow" name={[name, 'item']} rules={required} style={{ marginBottom: 0 }}><Select aria-label={t('contests.prize_gift')} options={(items.items ?? []).filter((one) => one.kind === 'gift' && !one.closedAt).map((one) => ({ value: Number(one.id), label: text(one.name) }))} /></Form.Item>;
                  return <Form.Item className="grow" name={[name, 'points']} rules={required} style={{ marginBottom: 0 }}><InputNumber min={1} precision={0} aria-label={t('contests.prize_points')} style={{ width: '100%' }} /></Form.Item>;
                }}
              </Form.Item>
              <Button type="text" aria-label={t('act.remove')} icon={<MinusCircleOutlined />} onClick={() => remove(name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add(by === 'place' ? { from: fields.length + 1, kind: 'points' } : { count: 1, kind: 'points' })}>{t('contests.addPrize')}</Button>
        </div>
      )}
    </Form.List>
  );
}

/** Names in both languages. */
export function Names() {
  const { t } = useTranslation();
  const required = [{ required: true, message: t('form.required') }];
  return (
    <div className="row" style={{ gap: 12, alignItems: 'flex-start' }}>
      <Form.Item className="grow" name={['name', 'zh']} label={t('catalogue.nameZh')} rules={required}><Input maxLength={100} /></Form.Item>
      <Form.Item className="grow" name={['name', 'en']} label={t('catalogue.nameEn')} rules={required}><Input maxLength={100} /></Form.Item>
    </div>
  );
}
