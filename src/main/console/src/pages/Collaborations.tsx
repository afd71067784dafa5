import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { LIVE, useGet, useList } from '../api/hooks';
import { NewCollaboration, stages, Standing, states, type CollaborationItem } from '../parts/collaborations';
import { useFilters } from '../parts/filters';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { may, useSession } from '../shell/session';

export default function Collaborations() {
  const { t } = useTranslation();
  const number = useNumber();
  const go = useNavigate();
  const { data: session } = useSession();
  const { asked, set } = useFilters();
  const [adding, setAdding] = useState(false);
  const stage = asked('stage');
  const all = useList<CollaborationItem>('/collaborations', { state: asked('state'), stage }, { live: LIVE });
  const at = useGet<{ stage: string; collaborations: number }[]>('/collaborations/stages', {}, { live: LIVE });
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('collaborations.add')}</Button> : null;
  const known = stages.filter((one) => at.data?.some((count) => count.stage === one));
  return (
    <Page title={t('collaborations.title')} text={t('collaborations.text')} actions={<><Link to="/partners"><Button>{t('partners.title')}</Button></Link><Link to="/joint-events"><Button>{t('jointEvents.title')}</Button></Link>{add}</>}>
      <div className="filters">
        <Select allowClear style={{ minWidth: 160 }} placeholder={t('collaborations.state')} aria-label={t('collaborations.state')} value={asked('state')} onChange={(value) => set('state', value)} options={states.map((one) => ({ value: one, label: t(`collaborations.state_${one}`) }))} />
        {known.map((one) => (
          <Button key={one} type={stage === one ? 'primary' : 'default'} onClick={() => set('stage', stage === one ? undefined : one)}>
            {t(`collaborations.stage_${one}`)} {at.data?.find((count) => count.stage === one)?.collaborations}
          </Button>
        ))}
      </div>
      <Panel flush>
        <List<CollaborationItem>
          from={all}
          id={(one) => one.id}
          onRow={(one) => void go(`/collaborations/${one.id}`)}
          columns={[
            { key: 'title', title: t('collaborations.name'), phone: 'name', show: (one) => <Link to={`/collaborations/${one.id}`} style={{ fontWeight: 600 }}>{one.title}</Link> },
            { key: 'state', title: t('collaborations.state'), phone: 'corner', show: (one) => <Standing one={one} /> },
            { key: 'partner', title: t('collaborations.partner'), show: (one) => <Link to={`/partners/${one.partner}`} onClick={(event) => event.stopPropagation()}>{one.partnerName}</Link> },
            { key: 'fee', title: t('collaborations.fee'), right: true, show: (one) => number(one.fee) },
            { key: 'publishBy', title: t('collaborations.publishBy'), show: (one) => one.publishBy },
            { key: 'owner', title: t('collaborations.owner'), show: (one) => one.owner },
            { key: 'changed', title: t('partners.changed'), phone: 'hide', show: (one) => <When at={one.changedAt} /> },
          ]}
          empty={<Empty title={t('collaborations.empty')} text={t('collaborations.emptyText')}>{add}</Empty>}
        />
      </Panel>
      <NewCollaboration open={adding} close={() => setAdding(false)} saved={(id) => void go(`/collaborations/${id}`)} />
    </Page>
  );
}
