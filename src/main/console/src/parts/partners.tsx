import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker, Drawer, Form, Input, InputNumber, Select, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { Community } from '../api/types';
import { useText } from '../i18n';
import { usePhone } from './page';

export interface PartnerItem {
  id: string;
  community: string;
  name: string;
  kind: string;
  platforms: string[];
  audience: number;
  flags: number;
  score?: number | null;
  mayBeContacted: boolean;
  changedAt: string;
}

export interface Profile {
  name: string;
  kind: string;
  platforms: { platform: string; handle: string; followers: number; engagement: number }[];
  prices?: { what: string; amount: number }[] | null;
  flags?: string[] | null;
  contact?: { how: string; address: string; consentAt: string; consentBy: string } | null;
  note?: string | null;
}

export interface Assessment {
  at: string;
  release: string;
  score: number;
  reasons: { rule: string; why: string; points: number; reason: string }[];
}

export interface PartnerDetail {
  id: string;
  community: string;
  profile: Profile;
  member?: string | null;
  audience: number;
  score?: number | null;
  assessedAt?: string | null;
  history: { collaborations: number; finished: number; late: number; rating?: number | null; joins: number; paid: number };
  assessments: Assessment[];
  version: number;
  createdBy: string;
  createdAt: string;
  changedAt: string;
}

const kinds = ['kol', 'media', 'brand'];

/** How well a partner fits, from pale to strong. */
export function Fit({ score }: { score?: number | null }) {
  if (score === null || score === undefined) return <span className="quiet">–</span>;
  return <Tag color={score >= 60 ? 'green' : score >= 30 ? 'gold' : 'default'} style={{ margin: 0, fontVariantNumeric: 'tabular-nums' }}>{score}</Tag>;
}

interface Fields extends Omit<Profile, 'contact' | 'flags'> {
  community: string;
  member?: string | null;
  flags?: string[];
  how?: string;
  address?: string;
  consentAt?: Dayjs | null;
  consentBy?: string;
}

/** One form for a new partner and for changing one. */
export function PartnerForm({ open, close, saved, old }: { open: boolean; close: () => void; saved: (id: string) => void; old?: PartnerDetail }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const text = useText();
  const [form] = Form.useForm<Fields>();
  const communities = useGet<Community[] | { items: Community[] }>('/communities', {}, { enabled: open });
  const all = Array.isArray(communities.data) ? communities.data : (communities.data?.items ?? []);
  const save = useAct(
    ({ community, member, how, address, consentAt, consentBy, ...rest }: Fields) => {
      const contact = address ? { how, address, consentAt: consentAt?.toISOString(), consentBy } : undefined;
      const body = { profile: { ...rest, platforms: rest.platforms ?? [], contact, note: rest.note || undefined }, member: member || undefined };
      return old ? api.put<PartnerDetail>(`/partners/${part(old.id)}`, { version: old.version, ...body }) : api.post<PartnerDetail>('/partners', { community, ...body });
    },
    { done: t('act.saved'), changes: ['/partners'] },
  );
  const needed = [{ required: true, message: t('form.required') }];
  const contact = old?.profile.contact;
  const initial = old
    ? { ...old.profile, flags: old.profile.flags ?? [], prices: old.profile.prices ?? [], community: old.community, member: old.member, how: contact?.how, address: contact?.address, consentAt: contact ? dayjs(contact.consentAt) : undefined, consentBy: contact?.consentBy }
    : { community: all[0]?.slug, kind: 'kol', platforms: [{ platform: '', handle: '', followers: 0, engagement: 0 }], prices: [], flags: [] };
  return (
    <Drawer open={open} onClose={close} size={phone ? '100%' : 720} title={old ? t('partners.change') : t('partners.add')} destroyOnHidden extra={<Button type="primary" loading={save.isPending} onClick={() => form.submit()}>{t('act.save')}</Button>}>
      {communities.data && (
        <Form<Fields> form={form} layout="vertical" className="grid" style={{ rowGap: 0 }} initialValues={initial} onFinish={(fields) => save.mutate(fields, { onSuccess: (made) => { close(); saved(made.id); } })}>
          <Form.Item className="c6" name="name" label={t('partners.name')} rules={needed}><Input maxLength={100} /></Form.Item>
          <Form.Item className="c6" name="kind" label={t('partners.kind')} rules={needed}><Select options={kinds.map((kind) => ({ value: kind, label: t(`partners.kind_${kind}`) }))} /></Form.Item>
          {!old && <Form.Item className="c6" name="community" label={t('filter.community')} rules={needed}><Select options={all.map((one) => ({ value: one.slug, label: text(one.name) || one.slug }))} /></Form.Item>}
          <Form.Item className="c6" name="member" label={t('partners.member')} extra={t('partners.memberHint')}><Input placeholder="m-71" maxLength={22} /></Form.Item>
          <h2 className="panel-title c12">{t('partners.platforms')}</h2>
          <Form.List name="platforms">
            {(rows, { add, remove }) => (
              <div className="c12 stack" style={{ gap: 0 }}>
                {rows.map((row) => (
                  <div key={row.key} className="grid" style={{ columnGap: 8, rowGap: 0, alignItems: 'end' }}>
                    <Form.Item className="c3" name={[row.name, 'platform']} label={t('partners.platform')} rules={needed}><Input maxLength={60} /></Form.Item>
                    <Form.Item className="c3" name={[row.name, 'handle']} label={t('partners.handle')} rules={needed}><Input maxLength={100} /></Form.Item>
                    <Form.Item className="c3" name={[row.name, 'followers']} label={t('partners.followers')} rules={needed}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
                    <Form.Item className="c3" label={t('partners.engagement')} required>
                      <div className="row" style={{ flexWrap: 'nowrap' }}>
                        <Form.Item noStyle name={[row.name, 'engagement']} rules={needed}><InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: '100%' }} aria-label={t('partners.engagement')} /></Form.Item>
                        <Button type="text" icon={<MinusCircleOutlined />} aria-label={t('partners.remove')} onClick={() => remove(row.name)} />
                      </div>
                    </Form.Item>
                  </div>
                ))}
                <Button icon={<PlusOutlined />} onClick={() => add({ platform: '', handle: '', followers: 0, engagement: 0 })} style={{ marginBottom: 16 }}>{t('partners.addPlatform')}</Button>
              </div>
            )}
          </Form.List>
          <h2 className="panel-title c12">{t('partners.prices')}</h2>
          <Form.List name="prices">
            {(rows, { add, remove }) => (
              <div className="c12 stack" style={{ gap: 0 }}>
                {rows.map((row) => (
                  <div key={row.key} className="row" style={{ flexWrap: 'nowrap', alignItems: 'end' }}>
                    <Form.Item className="grow" name={[row.name, 'what']} label={t('partners.what')} rules={needed}><Input maxLength={100} /></Form.Item>
                    <Form.Item name={[row.name, 'amount']} label={t('partners.amount')} rules={needed}><InputNumber min={0} precision={2} /></Form.Item>
                    <Form.Item><Button type="text" icon={<MinusCircleOutlined />} aria-label={t('partners.remove')} onClick={() => remove(row.name)} /></Form.Item>
                  </div>
                ))}
                <Button icon={<PlusOutlined />} onClick={() => add({ what: '', amount: 0 })} style={{ marginBottom: 16 }}>{t('partners.addPrice')}</Button>
              </div>
            )}
          </Form.List>
          <Form.Item className="c12" name="flags" label={t('partners.flags')} extra={t('partners.flagsHint')}><Select mode="tags" maxCount={20} open={false} suffixIcon={null} /></Form.Item>
          <h2 className="panel-title c12">{t('partners.contact')}</h2>
          <div className="c12"><Alert type="info" showIcon title={t('partners.consentText')} style={{ marginBottom: 12 }} /></div>
          <Form.Item className="c6" name="how" label={t('partners.how')}><Input maxLength={60} /></Form.Item>
          <Form.Item className="c6" name="address" label={t('partners.address')}><Input maxLength={200} /></Form.Item>
          <Form.Item className="c6" name="consentAt" label={t('partners.consentAt')}><DatePicker style={{ width: '100%' }} maxDate={dayjs()} /></Form.Item>
          <Form.Item className="c6" name="consentBy" label={t('partners.consentBy')}><Input maxLength={200} /></Form.Item>
          <Form.Item className="c12" name="note" label={t('partners.note')}><Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} /></Form.Item>
        </Form>
      )}
    </Drawer>
  );
}
