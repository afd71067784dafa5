import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Flame } from './Brand';
import { Languages } from './Languages';

/** The way in: what stands before a session. */
export function Door({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="door">
      <div className="art">
        <div className="row" style={{ fontSize: 20, fontWeight: 650 }}>
          <Flame size={38} /> Hearth
        </div>
        <div>
          <h1>{t('login.promise')}</h1>
          <p>{t('login.promiseText')}</p>
        </div>
        <div className="foot small" style={{ color: '#e5bfa6' }}>
          {t('login.foot')}
        </div>
      </div>
      <div className="form">
        <div>
          <div style={{ textAlign: 'right', marginBottom: 20 }}>
            <Languages />
          </div>
          {children}
        </div>
      </div>
    </div>
  );
}
