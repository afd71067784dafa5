import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { LIVE, useList } from '../api/hooks';
import { JointState, NewJointEvent, type JointEventItem } from '../parts/jointEvents';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { may, useSession } from '../shell/session';

export default function JointEvents() {
  const { t } = useTranslation();
  const go = useNavigate();
  const { data: session } = useSession();
  const [adding, setAdding] = useState(false);
  const all = useList<JointEventItem>('/joint-events', {}, { live: LIVE });
  const add = may(session, 'MARKETER') ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('jointEvents.add')}</Button> : null;
  return (
    <Page back={{ to: '/collaborations', label: t('collaborations.title') }} title={t('jointEvents.title')} text={t('jointEvents.text')} actions={add}>
      <Panel flush>
        <List<JointEventItem>
          from={all}
          id={(one) => one.id}
          onRow={(one) => void go(`/joint-events/${one.id}`)}
          columns={[
            { key: 'title', title: t('collaborations.name'), phone: 'name', show: (one) => <Link to={`/joint-events/${one.id}`} style={{ fontWeight: 600 }}>{one.title}</Link> },
            { key: 'state', title: t('collaborations.state'), phone: 'corner', show: (one) => <JointState state={one.state} /> },
            { key: 'starts', title: t('jointEvents.starts'), show: (one) => <When at={one.startsAt} /> },
            { key: 'ends', title: t('jointEvents.ends'), show: (one) => <When at={one.endsAt} /> },
            { key: 'owner', title: t('collaborations.owner'), show: (one) => one.owner },
          ]}
          empty={<Empty title={t('jointEvents.empty')} text={t('jointEvents.emptyText')}>{add}</Empty>}
        />
      </Panel>
      <NewJointEvent open={adding} close={() => setAdding(false)} saved={(id) => void go(`/joint-events/${id}`)} />
    </Page>
  );
}
