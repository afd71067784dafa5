import { useTranslation } from 'react-i18next';

export function Brand() {
  const { t } = useTranslation();
  return (
    <div className="brand">
      <Flame />
      <div>
        Hearth
        <small>{t('shell.motto')}</small>
      </div>
    </div>
  );
}

export function Flame({ size = 34 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path d="M16 2.500c1.400 5.200 8.600 8.100 8.600 15.900a8.600 8.600 0 0 1-17.200 0c0-3.600 1.800-5.900 3.600-7.900.4 2 1.200 3.300 2.500 4C13.300 10.200 13.900 6 16 2.500Z" fill="#e8703a" />
      <path d="M16.200 15.500c.9 2.500 3.700 3.600 3.700 6.800a3.900 3.900 0 0 1-7.800 0c0-1.900 1-3 1.900-3.900.2.8.6 1.300 1.200 1.600 0-1.500.2-3.100 1-4.500Z" fill="#ffd28a" />
      <path d="M5 30h22" stroke="#8d6a55" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
