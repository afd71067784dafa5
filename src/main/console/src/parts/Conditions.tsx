import { useTranslation } from 'react-i18next';
import { useText } from '../i18n';
import type { Text } from '../api/types';

export interface Condition {
  sentence: string;
  value: string;
  needed: string;
  held: boolean;
  text: Text;
}

/** The sentences of a rule, each with whether it holds, its value now and what is needed. */
export function Conditions({ of }: { of: Condition[] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <ul className="cards" style={{ padding: 0 }}>
      {of.map((one, index) => (
        <li key={index} style={{ padding: '6px 0', display: 'flex', gap: 8 }} title={one.sentence}>
          <strong style={{ color: one.held ? '#4c7a52' : '#b3261e' }} aria-label={t(one.held ? 'why.held' : 'why.missed')}>
            {one.held ? '✓' : '✗'}
          </strong>
          <span className="wrap">{text(one.text)}</span>
        </li>
      ))}
    </ul>
  );
}
