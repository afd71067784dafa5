import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty, Page } from '../parts/page';

export default function Missing() {
  const { t } = useTranslation();
  return (
    <Page title={t('missing.title')}>
      <Empty title={t('missing.title')} text={t('missing.text')}>
        <Link to="/">
          <Button type="primary">{t('menu.overview')}</Button>
        </Link>
      </Empty>
    </Page>
  );
}
