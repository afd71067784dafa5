import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../api/hooks';
import type { Freeze } from '../api/types';
import { When } from './when';
import { useTerm } from './words';

/** Says on every page about messages that some or all of them are held back, by whom, and why. */
export function Frozen() {
  const { t } = useTranslation();
  const term = useTerm();
  const { data } = useGet<Freeze[]>('/messages/freezes', {}, { live: 5000 });
  if (!data?.length) return null;
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('limits.nowFrozen')}
      description={data.map((one) => (
        <div key={one.purpose} className="wrap">
          <strong>{one.purpose === '*' ? t('limits.everything') : term('purpose', one.purpose)}</strong> · {one.reason} <span className="quiet small">· {one.by} · <When at={one.at} /></span>
        </div>
      ))}
      action={<Link to="/messages/limits"><Button size="small">{t('limits.title')}</Button></Link>}
    />
  );
}
