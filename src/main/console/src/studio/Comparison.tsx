import { Button, Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Lines } from './compare/Lines';
import type { Change } from './drafts';
import { firsts, Say, Threads, type Talk } from './Remarks';
import './compare/compare.css';

const Cells = lazy(() => import('./Cells').then((module) => ({ default: module.Cells })));
const Drawings = lazy(() => import('./compare/Drawings'));
const Pictures = lazy(() => import('./compare/Pictures'));

export type View = 'text' | 'table' | 'diagram' | 'picture';

interface Props {
  path: string;
  before: string;
  after: string;
  /** What is said about the draft; without it nothing can be said. */
  talk?: Talk;
  /** All that the draft changes: what a message looks like depends on more than one file. */
  changes?: Change[];
}

/** The ways to look at what differs in a file, the most telling first. */
export function viewsOf(path: string, pictures: boolean): View[] {
  if (path.endsWith('.csv')) return ['table', 'text'];
  if (path.endsWith('.bpmn')) return ['diagram', 'text'];
  if (pictures && /^templates\/.+\.(ftl|properties|mjml|json)$/.test(path) && !/\/expected\//.test(path)) return ['picture', 'text'];
  return ['text'];
}

/** Two versions of a file, looked at as what it is: a table by cell, a workflow on its drawing, a message as a picture, all by line. */
export function Comparison({ path, before, after, talk, changes }: Props) {
  const { t } = useTranslation();
  const views = viewsOf(path, !!talk && !!changes);
  const [view, setView] = useState<View>(views[0]!);
  const about = firsts(talk?.remarks ?? []).filter((one) => one.path === path);
  const whole = about.filter((one) => !one.line && !one.element);
  // What is said at lines is shown at the lines, at steps on the drawing; where neither is looked at, below.
  const elsewhere = about.filter((one) => (one.line && view !== 'text') || (one.element && view !== 'diagram'));
  return (
    <div className="stack">
      {views.length > 1 && <Segmented size="small" value={view} onChange={setView} options={views.map((one) => ({ value: one, label: t(`compare.views.${one}`) }))} style={{ alignSelf: 'flex-start' }} />}
      <Suspense>
        {view === 'table' && <Cells before={before} after={after} />}
        {view === 'diagram' && <Drawings path={path} before={before} after={after} talk={talk} />}
        {view === 'picture' && <Pictures path={path} draft={talk!.draft} changes={changes!} />}
        {view === 'text' && <Lines path={path} before={before} after={after} talk={talk} />}
      </Suspense>
      {talk && <>{elsewhere.length > 0 && <Threads talk={talk} of={elsewhere} where={(one) => <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setView(one.line ? 'text' : 'diagram')}>{one.line ? t('compare.atLine', { line: one.line }) : t('compare.atElement', { name: one.element })}</Button>} />}<Threads talk={talk} of={whole} /><Say draft={talk.draft} place={{ path }} label={t('compare.whole')} /></>}
    </div>
  );
}
