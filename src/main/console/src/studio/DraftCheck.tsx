import { Alert, Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct } from '../api/hooks';
import { useText } from '../i18n';
import { useNumber } from '../parts/figure';
import { Empty, Panel } from '../parts/page';
import { When } from '../parts/when';
import type { Check, Draft, Found } from './drafts';

/** One button runs everything that the build runs; what it found is one list. */
export function DraftCheck({ draft, check, editable, open }: { draft: Draft; check: Check | undefined; editable: boolean; open: (file: string, line: number) => void }) {
  const { t } = useTranslation();
  const number = useNumber();
  const place = useRef<HTMLDivElement>(null);
  // The button that began it goes away; who pressed it goes on here.
  useEffect(() => {
    if (check?.status === 'running' && document.activeElement === document.body) place.current?.focus();
  }, [check?.status]);
  const accept = useAct(() => api.post<string[]>(`/drafts/${draft.id}/expected`), { done: t('drafts.accepted'), changes: [`/drafts/${draft.id}`] });
  if (!check) return <Panel><Empty title={t('drafts.unchecked')} text={t('drafts.uncheckedText')}><CheckButton draft={draft} check={check} /></Empty></Panel>;
  const wrong = check.findings.filter((one) => one.weight === 'must-fix');
  const look = check.findings.filter((one) => one.weight !== 'must-fix');
  return (
    <div className="stack wide" ref={place} tabIndex={-1} role="region" aria-label={t('drafts.tabs.check')}>
      {check.status === 'running' ? (
        <Panel title={t('drafts.checking')}>
          <p className="quiet">{t(`drafts.steps.${check.step}`)}</p>
          <Progress percent={Math.round(((check.stepsDone + 0.5) / check.steps) * 100)} status="active" aria-label={t('drafts.checking')} />
        </Panel>
      ) : (
        <Alert
          showIcon
          type={check.status === 'failed' || !check.publishable ? 'error' : check.current ? 'success' : 'warning'}
          title={t(check.status === 'failed' ? 'drafts.checkFailed' : !check.current ? 'drafts.checkOld' : check.publishable ? 'drafts.checkGood' : 'drafts.checkBad')}
          description={<span className="wrap">{check.status === 'failed' ? check.reason : t('drafts.tests', { passed: number(check.passed), failed: number(check.failed) })} · <When at={check.endedAt} /></span>}
          action={<CheckButton draft={draft} check={check} />}
        />
      )}
      {check.status === 'done' && wrong.length > 0 && (
        <Panel
          title={t('drafts.mustFix', { count: wrong.length })}
          extra={editable && wrong.some((one) => one.kind === 'looks-different') && <Button size="small" loading={accept.isPending} onClick={() => accept.mutate(undefined)}>{t('drafts.accept')}</Button>}
        >
          <FoundList of={wrong} open={open} />
        </Panel>
      )}
      {check.status === 'done' && look.length > 0 && <Panel title={t('drafts.look', { count: look.length })}><FoundList of={look} open={open} /></Panel>}
    </div>
  );
}

export function CheckButton({ draft, check }: { draft: Draft; check: Check | undefined }) {
  const { t } = useTranslation();
  const start = useAct(() => api.post<Check>(`/drafts/${draft.id}/check`), { changes: [`/drafts/${draft.id}/check`] });
  const fresh = check?.current && check.status === 'done' && check.publishable;
  return <Button type={fresh ? 'default' : 'primary'} loading={start.isPending || check?.status === 'running'} onClick={() => start.mutate(undefined)}>{t('drafts.check')}</Button>;
}

function FoundList({ of, open }: { of: Found[]; open: (file: string, line: number) => void }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <ul className="found" data-testid="found">
      {of.map((one, index) => (
        <li key={index} className={one.weight}>
          <div className="wrap">{text(one.text)}</div>
          {one.file && <Button type="link" size="small" style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'left' }} className="code wrap" onClick={() => open(one.file, one.line)}>{one.line > 0 ? t('draft.line', { file: one.file, line: one.line }) : one.file}</Button>}
        </li>
      ))}
    </ul>
  );
}
