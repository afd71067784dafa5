import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../api/hooks';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';

interface Release {
  hash: string;
  publishedAt: string;
  publishedBy: string;
  live: boolean;
}

/** What was published, the newest first. */
export default function Releases() {
  const { t } = useTranslation();
  const releases = useList<Release>('/releases');
  return (
    <Page title={t('releases.title')} text={t('releases.text')}>
      <Panel flush>
        <List<Release>
          from={releases}
          id={(one) => one.hash}
          columns={[
            { key: 'at', title: t('releases.at'), phone: 'name', show: (one) => <When at={one.publishedAt} /> },
            { key: 'by', title: t('releases.by'), show: (one) => one.publishedBy },
            { key: 'hash', title: t('releases.hash'), show: (one) => <span className="code">{one.hash.slice(0, 12)}</span> },
            { key: 'live', title: '', phone: 'corner', show: (one) => one.live && <Tag color="green" style={{ margin: 0 }}>{t('releases.live')}</Tag> },
          ]}
          empty={<Empty title={t('releases.empty')} />}
        />
      </Panel>
    </Page>
  );
}
