import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { EventItem, Outcome, Receipt } from '../api/types';
import { useText } from '../i18n';
import { useTerm, useWords } from './words';

export function useOutcome() {
  const text = useText();
  const term = useTerm();
  return (outcome: Outcome) => text(outcome.text) || term('outcome', outcome.kind);
}

const signs: Record<string, string> = {
  points: '★', award: '★', badge: '✦', level: '▲', segment: '◍', case: '⚑', journey: '➜', message: '✉', look: '⟳', answer: '“',
};

export function sign(kind: string): string {
  const word = kind.toLowerCase();
  return Object.entries(signs).find(([part]) => word.includes(part))?.[1] ?? '•';
}

/** One receipt in a sentence: what followed, by which rule, and why that rule is there. */
export function Because({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  const outcome = useOutcome();
  return (
    <div className="because">
      <div>
        {receipt.outcomes.length === 0 && <span className="quiet">{t('receipts.noOutcome')}</span>}
        {receipt.outcomes.map((one, index) => (
          <span key={index}>
            {index > 0 && '；'}
            <span aria-hidden="true">{sign(one.kind)} </span>
            <strong style={{ fontWeight: 600 }}>{outcome(one)}</strong>
          </span>
        ))}
      </div>
      <div className="why">
        {t('receipts.byRule')}{' '}
        <Link to={`/receipts/${receipt.id}`} title={receipt.rule.id}>
          {receipt.rule.name}
        </Link>
        {receipt.rule.why ? ` · ${receipt.rule.why}` : ''}
      </div>
    </div>
  );
}

/** An event's data in a few words. */
export function useGist() {
  const words = useWords();
  return (event: Pick<EventItem, 'type' | 'data' | 'object'>) => {
    const names = Object.fromEntries(words.dataOf(event.type).map(({ field, name }) => [field, name]));
    const data = Object.entries(event.data ?? {})
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .slice(0, 4)
      .map(([name, value]) => (typeof value === 'string' && name === 'text' ? `“${value.length > 90 ? `${value.slice(0, 90)}…` : value}”` : `${names[name] ?? name} ${String(value).slice(0, 60)}`));
    return { title: words.eventType(event.type), detail: data.join(' · ') };
  };
}
