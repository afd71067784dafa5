import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { part } from '../api/client';
import { useGet } from '../api/hooks';
import type { EventItem, Receipt as Shape } from '../api/types';
import { pick } from '../i18n';
import { Json } from '../parts/Json';
import { Loaded, Page, Panel } from '../parts/page';
import { sign, useGist, useOutcome } from '../parts/receipts';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';

export default function Receipt() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const receipt = useGet<Shape>(`/receipts/${part(id)}`);
  return (
    <Page back={{ to: '/receipts', label: t('receipts.title') }} title={t('receipts.one')} text={t('receipts.oneText')}>
      <Loaded from={receipt} rows={10}>{(data) => <Explanation receipt={data} />}</Loaded>
    </Page>
  );
}

/** A decision told so that anyone can follow it: what happened, what held, which rule, what followed. */
function Explanation({ receipt }: { receipt: Shape }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const outcome = useOutcome();
  const left = receipt.outcomes.some((one) => one.kind === 'segment-left');
  return (
    <div className="grid">
      <div className="c8 stack wide">
        <Panel>
          <div className="explanation">
            <Happened receipt={receipt} />
            <h2 className="panel-title" style={{ marginTop: 18 }}>{t('receipts.held')}</h2>
            {receipt.seen.length === 0 && <p className="quiet">{t(left ? 'receipts.noLongerHeld' : 'receipts.nothingHeld')}</p>}
            {receipt.seen.map((seen, index) => (
              <div key={index} className="sentence">
                <span>{pick({ zh: seen.text.zh || seen.sentence, en: seen.text.en || seen.sentence }, i18n.language)}</span>
                {!seen.text.zh && (
                  <span className="small">
                    <strong className="number">{shown(seen.value)}</strong>
                    {seen.needed && seen.needed !== shown(seen.value) && <span className="quiet"> · {t('receipts.needed', { value: seen.needed })}</span>}
                  </span>
                )}
              </div>
            ))}
            <h2 className="panel-title" style={{ marginTop: 18 }}>{t('receipts.so')}</h2>
            <p>
              {t(left ? 'receipts.ruleNoLonger' : 'receipts.ruleFired')} <Link to={`/rules?rule=${part(receipt.rule.id)}`}><strong>{receipt.rule.name}</strong></Link>
            </p>
            {receipt.outcomes.map((one, index) => (
              <div key={index} className="outcome"><span aria-hidden="true">{sign(one.kind)}</span><strong>{outcome(one)}</strong></div>
            ))}
            {receipt.rule.why && (
              <>
                <h2 className="panel-title" style={{ marginTop: 18 }}>{t('receipts.whyRule')}</h2>
                <p>{receipt.rule.why}</p>
              </>
            )}
          </div>
        </Panel>
      </div>
      <div className="c4 stack wide">
        <Panel title={t('receipts.record')}>
          <dl className="pairs">
            <dt>{t('filter.member')}</dt><dd><Member picture id={receipt.member} /></dd>
            <dt>{t('filter.community')}</dt><dd>{receipt.community}</dd>
            <dt>{t('events.at')}</dt><dd><When at={receipt.at} plain /></dd>
            <dt>{t('rules.rulebook')}</dt><dd>{words.rulebook(receipt.rulebook)}</dd>
            <dt>{t('rules.file')}</dt><dd className="code">{receipt.rule.id}</dd>
            <dt>{t('system.release')}</dt><dd className="code">{receipt.release.slice(0, 12)}</dd>
            <dt>{t('receipts.event')}</dt><dd className="code">{receipt.event ?? '–'}</dd>
          </dl>
        </Panel>
      </div>
    </div>
  );
}

const shown = (value: unknown) => (value === true || value === null || value === undefined ? '✓' : typeof value === 'object' ? JSON.stringify(value) : String(value));

function Happened({ receipt }: { receipt: Shape }) {
  const { t } = useTranslation();
  const gist = useGist();
  const event = useGet<EventItem>(`/events/${part(receipt.event ?? '')}`, {}, { enabled: !!receipt.event });
  const told = event.data && gist(event.data);
  return (
    <>
      <h2 className="panel-title">{t('receipts.happened')}</h2>
      <p>
        <Member id={receipt.member} /> {told ? <><strong>{told.title}</strong> <span className="quiet">{told.detail}</span></> : t('receipts.noEvent')} · <When at={event.data?.time ?? receipt.at} />
      </p>
      {event.data && <details className="small"><summary className="quiet">{t('events.details')}</summary><Json value={event.data} /></details>}
    </>
  );
}
