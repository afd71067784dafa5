import { useTranslation } from 'react-i18next';
import { Door } from '../shell/Door';
import { PasswordForm } from '../shell/PasswordForm';
import { useEntering } from '../shell/session';

export default function Password() {
  const { t } = useTranslation();
  const { again } = useEntering();
  return (
    <Door>
      <h1 style={{ fontSize: 24, marginBottom: 4 }}>{t('password.forced')}</h1>
      <p className="quiet" style={{ marginBottom: 22 }}>
        {t('password.forcedText')}
      </p>
      <PasswordForm done={() => void again()} />
    </Door>
  );
}
