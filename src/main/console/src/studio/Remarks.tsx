import { Button, Collapse, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct } from '../api/hooks';
import { When } from '../parts/when';
import type { Remark } from './drafts';

/** What people say about one draft; comparisons show it at its place. */
export interface Talk {
  draft: string;
  remarks: Remark[];
}

/** What a remark is about: a line, a step, a file, or with no path the draft. */
export interface Place {
  path?: string;
  line?: number;
  element?: string;
}

export const firsts = (remarks: Remark[]) => remarks.filter((one) => !one.answers);

export const unsettled = (remarks: Remark[]) => firsts(remarks).filter((one) => !one.settledAt).length;

/** Remarks with what was answered; those that are settled are folded. */
export function Threads({ talk, of, gone, where }: { talk: Talk; of: Remark[]; gone?: (one: Remark) => boolean; where?: (one: Remark) => ReactNode }) {
  const { t } = useTranslation();
  const open = of.filter((one) => !one.settledAt);
  const settled = of.filter((one) => one.settledAt);
  return (
    <>
      {open.map((one) => <Thread key={one.id} talk={talk} first={one} gone={gone?.(one)} where={where?.(one)} />)}
      {settled.length > 0 && <Collapse ghost size="small" items={[{ key: 'settled', label: <span className="quiet small">{t('compare.settledCount', { count: settled.length })}</span>, children: <div className="stack">{settled.map((one) => <Thread key={one.id} talk={talk} first={one} gone={gone?.(one)} where={where?.(one)} />)}</div> }]} />}
    </>
  );
}

function Thread({ talk, first, gone, where }: { talk: Talk; first: Remark; gone?: boolean; where?: ReactNode }) {
  const { t } = useTranslation();
  const [answering, setAnswering] = useState(false);
  const settle = useAct((settled: boolean) => api.put(`/drafts/${talk.draft}/comments/${first.id}/settled`, { settled }), { changes: [`/drafts/${talk.draft}/comments`] });
  return (
    <div className="remark" data-testid="remark">
      {where && <div className="small wrap">{where} {first.quote && <q className="code quiet">{first.quote}</q>}</div>}
      {gone && first.quote && <div className="small quiet wrap">{t('compare.gone')} <q className="code">{first.quote}</q></div>}
      {[first, ...talk.remarks.filter((one) => one.answers === first.id)].map((one) => (
        <div key={one.id} className={one.answers ? 'answer' : undefined}>
          <span className="small quiet">{one.by} · <When at={one.at} /></span>
          <div className="wrap" style={{ whiteSpace: 'pre-wrap' }}>{one.text}</div>
        </div>
      ))}
      {answering ? (
        <Say draft={talk.draft} answers={first.id} done={() => setAnswering(false)} />
      ) : (
        <div className="row">
          {first.settledBy && <span className="small quiet">{t('compare.settledBy', { name: first.settledBy })}</span>}
          <Button size="small" type="link" onClick={() => setAnswering(true)}>{t('compare.answer')}</Button>
          <Button size="small" type="link" loading={settle.isPending} onClick={() => settle.mutate(!first.settledAt)}>{t(first.settledAt ? 'compare.reopen' : 'compare.settle')}</Button>
        </div>
      )}
    </div>
  );
}

/** Where something is said; with a way out where it came by a click. */
export function Say({ draft, place = {}, answers, label, done }: { draft: string; place?: Place; answers?: string; label?: string; done?: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const say = useAct(() => api.post(`/drafts/${draft}/comments`, { text: text.trim(), ...(answers ? { answers } : place) }), { changes: [`/drafts/${draft}/comments`] });
  const send = () => say.mutate(undefined, { onSuccess: () => { setText(''); done?.(); } });
  return (
    <div className="stack">
      <Input.TextArea autoFocus={!!done} autoSize={{ minRows: done ? 2 : 1, maxRows: 8 }} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === 'Escape') done?.(); if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) send(); }} placeholder={label ?? t('compare.say')} aria-label={label ?? t('compare.say')} />
      <div className="row">
        <Button size="small" type={done ? 'primary' : 'default'} disabled={!text.trim()} loading={say.isPending} onClick={send}>{t('compare.send')}</Button>
        {done && <Button size="small" onClick={done}>{t('compare.cancel')}</Button>}
      </div>
    </div>
  );
}
