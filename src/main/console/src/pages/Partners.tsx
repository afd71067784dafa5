import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useList } from '../api/hooks';
import { useFilters } from '../parts/filters';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { Fit, PartnerForm, type PartnerItem } from '../parts/partners';
import { When } from '../parts/when';
import { may, useSession } from '../shell/session';

export default function Partners() {
  const { t } = useTranslation();
  const number = useNumber();
  const go = useNavigate();
  const { data: session } = useSession();
  const { asked, set } = useFilters();
  const [adding, setAdding] = useState(false);
  const partners = useList<PartnerItem>('/partners', { order: asked('order') });
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('partners.add')}</Button> : null;
  return (
    <Page title={t('partners.title')} text={t('partners.text')} actions={<><Link to="/collaborations"><Button>{t('collaborations.title')}</Button></Link>{add}</>}>
      <div className="filters">
        <Select style={{ minWidth: 160 }} aria-label={t('partners.order')} value={asked('order') ?? 'fit'} onChange={(value) => set('order', value === 'fit' ? undefined : value)} options={['fit', 'newest'].map((one) => ({ value: one, label: t(`partners.order_${one}`) }))} />
      </div>
      <Panel flush>
        <List<PartnerItem>
          from={partners}
          id={(one) => one.id}
          onRow={(one) => void go(`/partners/${one.id}`)}
          columns={[
            { key: 'name', title: t('partners.name'), phone: 'name', show: (one) => <Link to={`/partners/${one.id}`} style={{ fontWeight: 600 }}>{one.name}</Link> },
            { key: 'fit', title: t('partners.fit'), phone: 'corner', show: (one) => <Fit score={one.score} /> },
            { key: 'kind', title: t('partners.kind'), show: (one) => t(`partners.kind_${one.kind}`) },
            { key: 'platforms', title: t('partners.platforms'), show: (one) => one.platforms.map((platform) => <Tag key={platform}>{platform}</Tag>) },
            { key: 'audience', title: t('partners.audience'), right: true, show: (one) => number(one.audience) },
            { key: 'flags', title: t('partners.flags'), show: (one) => (one.flags > 0 ? <Tag color="red" style={{ margin: 0 }}>{one.flags}</Tag> : '–') },
            { key: 'contact', title: t('partners.consent'), show: (one) => (one.mayBeContacted ? t('partners.consentYes') : <span className="quiet">{t('partners.consentNo')}</span>) },
            { key: 'changed', title: t('partners.changed'), phone: 'hide', show: (one) => <When at={one.changedAt} /> },
          ]}
          empty={<Empty title={t('partners.empty')} text={t('partners.emptyText')}>{add}</Empty>}
        />
      </Panel>
      <PartnerForm open={adding} close={() => setAdding(false)} saved={(id) => void go(`/partners/${id}`)} />
    </Page>
  );
}
