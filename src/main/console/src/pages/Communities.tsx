import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useAct, useList } from '../api/hooks';
import type { Community } from '../api/types';
import { useText } from '../i18n';
import { useNumber } from '../parts/figure';
import { Empty, Page, Trouble } from '../parts/page';
import { useTerm } from '../parts/words';
import { may, useSession } from '../shell/session';
import { Skeleton } from 'antd';

export default function Communities() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const list = useList<Community>('/communities', {}, { live: 5000 });
  const [adding, setAdding] = useState(false);
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('communities.add')}
    </Button>
  );
  const allowed = may(session, 'MARKETER');
  return (
    <Page title={t('communities.title')} text={t('communities.text')} actions={allowed && add}>
      {list.problem && !list.items && <Trouble problem={list.problem} again={list.again} />}
      {list.loading && <Skeleton active />}
      {list.items?.length === 0 && (
        <Empty title={t('communities.empty')} text={t('communities.emptyText')}>
          {allowed && add}
        </Empty>
      )}
      <div className="grid">
        {list.items?.map((community) => (
          <CommunityCard key={community.slug} community={community} />
        ))}
      </div>
      <Adding open={adding} close={() => setAdding(false)} />
    </Page>
  );
}

function CommunityCard({ community }: { community: Community }) {
  const { t } = useTranslation();
  const text = useText();
  const term = useTerm();
  const number = useNumber();
  const counts = Object.entries(community.members ?? {});
  return (
    <Link className="figure c4" to={`/communities/${encodeURIComponent(community.slug)}`}>
      <div className="row between">
        <strong style={{ fontSize: 17 }}>{text(community.name)}</strong>
        <span className="code quiet">{community.slug}</span>
      </div>
      {community.purpose && <p className="quiet" style={{ margin: '6px 0 0' }}>{community.purpose}</p>}
      <div className="row" style={{ marginTop: 14, gap: 22 }}>
        {counts.length === 0 && <span className="quiet">{t('communities.noMembers')}</span>}
        {counts.map(([status, count]) => (
          <span key={status}>
            <span className="number" style={{ fontSize: 19, fontWeight: 640 }}>
              {number(count)}
            </span>
            <br />
            <span className="quiet small">{term('membership', status)}</span>
          </span>
        ))}
      </div>
    </Link>
  );
}

function Adding({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ slug: string; zh: string; en: string; purpose: string }>();
  const add = useAct(
    ({ slug, zh, en, purpose }: { slug: string; zh: string; en: string; purpose?: string }) =>
      api.post('/communities', { slug, name: { zh, en: en || zh }, purpose: purpose || undefined }),
    { done: t('communities.added'), changes: ['/communities'] },
  );
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('communities.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      onOk={() => form.validateFields().then((values) => add.mutate(values, { onSuccess: close }))}
    >
      <Form form={form} layout="vertical">
        <Form.Item name="zh" label={t('communities.nameZh')} rules={[{ required: true, message: t('form.required') }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="en" label={t('communities.nameEn')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="slug" label={t('communities.slug')} extra={t('communities.slugHint')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{1,62}$/, message: t('communities.slugHint') }]}>
          <Input className="code" />
        </Form.Item>
        <Form.Item name="purpose" label={t('communities.purpose')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
