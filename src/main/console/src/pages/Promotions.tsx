import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { LIVE, useList } from '../api/hooks';
import { useFilters } from '../parts/filters';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { PlanForm, PromotionState, type PromotionItem } from '../parts/promotions';
import { When } from '../parts/when';
import { may, useSession } from '../shell/session';

const states = ['draft', 'approval', 'approved', 'running', 'settled', 'refused', 'expired', 'cancelled'];

export default function Promotions() {
  const { t } = useTranslation();
  const number = useNumber();
  const go = useNavigate();
  const { data: session } = useSession();
  const { asked, set } = useFilters();
  const [adding, setAdding] = useState(false);
  const promotions = useList<PromotionItem>('/promotions', { state: asked('state') }, { live: LIVE });
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('promotions.add')}</Button> : null;
  return (
    <Page title={t('promotions.title')} text={t('promotions.text')} actions={add}>
      <div className="filters">
        <Select allowClear style={{ minWidth: 160 }} placeholder={t('promotions.state')} aria-label={t('promotions.state')} value={asked('state')} onChange={(value) => set('state', value)} options={states.map((one) => ({ value: one, label: t(`promotions.state_${one}`) }))} />
      </div>
      <Panel flush>
        <List<PromotionItem>
          from={promotions}
          id={(one) => one.id}
          onRow={(one) => void go(`/promotions/${one.id}`)}
          columns={[
            { key: 'title', title: t('promotions.name'), phone: 'name', show: (one) => <Link to={`/promotions/${one.id}`} style={{ fontWeight: 600 }}>{one.title}</Link> },
            { key: 'state', title: t('promotions.state'), phone: 'corner', show: (one) => <><PromotionState state={one.state} />{one.paused && <Tag color="volcano">{t('promotions.paused')}</Tag>}</> },
            { key: 'members', title: t('promotions.members'), right: true, show: (one) => (one.members == null ? '–' : number(one.members)) },
            { key: 'starts', title: t('promotions.startsAt'), show: (one) => <When at={one.startsAt} /> },
            { key: 'ends', title: t('promotions.endsAt'), show: (one) => <When at={one.endsAt} /> },
            { key: 'author', title: t('promotions.author'), show: (one) => one.author },
          ]}
          empty={<Empty title={t('promotions.empty')} text={t('promotions.emptyText')}>{add}</Empty>}
        />
      </Panel>
      <PlanForm open={adding} close={() => setAdding(false)} saved={(id) => void go(`/promotions/${id}`)} />
    </Page>
  );
}
