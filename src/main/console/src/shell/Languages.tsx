import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { speak, type Language } from '../i18n';

export function Languages() {
  const { t, i18n } = useTranslation();
  return (
    <Segmented<Language>
      size="small"
      aria-label={t('shell.language')}
      value={i18n.language as Language}
      onChange={(language) => void speak(language)}
      options={[
        { value: 'zh', label: '中文' },
        { value: 'en', label: 'EN' },
      ]}
    />
  );
}
