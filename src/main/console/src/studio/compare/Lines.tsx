import { Fragment, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../parts/page';
import type { Remark } from '../drafts';
import { firsts, Say, Threads, type Talk } from '../Remarks';
import { folded, lines, pieces, placeOf, type Line, type Piece } from './lines';

interface Props {
  path: string;
  before: string;
  after: string;
  talk?: Talk;
}

/** Two versions of a text side by side, line by line; on a phone one below the other. What is the same is folded; a line that is clicked can be spoken about. */
export function Lines({ path, before, after, talk }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const one = phone || before === '' || after === '';
  const [chosen, setChosen] = useState<number>();
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set());
  const compared = useMemo(() => lines(before, after), [before, after]);
  const about = useMemo(() => {
    const by = new Map<number, Remark[]>();
    for (const remark of firsts(talk?.remarks ?? []).filter((each) => each.path === path && each.line)) {
      const at = placeOf(remark, after) ?? 0;
      by.set(at, [...(by.get(at) ?? []), remark]);
    }
    return by;
  }, [talk?.remarks, path, after]);
  const runs = useMemo(() => folded(compared, (line) => about.has(line.now ?? 0)), [compared, about]);
  const lost = about.get(0) ?? [];
  if (compared.every((line) => line.kind === 'same') && about.size === 0) return <p className="quiet">{t('compare.same')}</p>;
  const speak = talk && after !== '' ? setChosen : undefined;
  const width = one ? 2 : 4;
  let from = 0;
  return (
    <div className="stack">
      {speak && <span className="quiet small">{t('compare.commentHint')}</span>}
      <div className="compare" data-testid="compare" tabIndex={0} role="region" aria-label={`${t('drafts.compare')} ${path}`}>
        <table className={one ? 'lines one' : 'lines'}>
          <colgroup><col className="no" /><col />{!one && <><col className="no" /><col /></>}</colgroup>
          {!one && <thead><tr><th colSpan={2} scope="colgroup">{t('drafts.beforeSide')}</th><th colSpan={2} scope="colgroup">{t('drafts.afterSide')}</th></tr></thead>}
          <tbody>
            {runs.map((run, index) => {
              const start = from;
              const length = typeof run === 'number' ? run : run.length;
              from += length;
              if (typeof run === 'number' && !shown.has(start)) {
                return <tr key={index} className="fold"><td colSpan={width}><button type="button" onClick={() => setShown(new Set([...shown, start]))}>{t('compare.folded', { count: run })}</button></td></tr>;
              }
              return compared.slice(start, start + length).map((line) => (
                <Fragment key={`${line.old} ${line.now}`}>
                  {one ? <Single line={line} speak={speak} /> : <Pair line={line} speak={speak} />}
                  {line.now !== undefined && talk && (about.has(line.now) || chosen === line.now) && (
                    <tr className="talk"><td colSpan={width}><div className="stack">
                      <Threads talk={talk} of={about.get(line.now) ?? []} />
                      {chosen === line.now && <Say draft={talk.draft} place={{ path, line: line.now }} label={t('compare.commentAt', { line: line.now })} done={() => setChosen(undefined)} />}
                    </div></td></tr>
                  )}
                </Fragment>
              ));
            })}
          </tbody>
        </table>
      </div>
      {talk && lost.length > 0 && <Threads talk={talk} of={lost} gone={() => true} />}
    </div>
  );
}

type Speak = ((line: number) => void) | undefined;

function Pair({ line, speak }: { line: Line; speak: Speak }) {
  const words = useWords(line);
  return (
    <tr className={line.kind}>
      <td className="no">{line.old}</td>
      <Text side="old" words={words.before} />
      <Number line={line} speak={speak} />
      <Text side="now" words={words.after} onClick={click(line, speak)} />
    </tr>
  );
}

/** One side below the other: what was taken away stands above what came in its place. */
function Single({ line, speak }: { line: Line; speak: Speak }) {
  const { t } = useTranslation();
  const words = useWords(line);
  return (
    <>
      {line.before !== undefined && line.kind !== 'same' && <tr className="removed"><td className="no" aria-label={t('compare.old', { line: line.old })}>−</td><Text side="old" words={words.before} /></tr>}
      {line.after !== undefined && <tr className={line.kind === 'same' ? 'same' : 'added'}><Number line={line} speak={speak} /><Text side="now" words={words.after} onClick={click(line, speak)} /></tr>}
    </>
  );
}

function Number({ line, speak }: { line: Line; speak: Speak }) {
  const { t } = useTranslation();
  if (line.now === undefined) return <td className="no" />;
  return <td className="no">{speak ? <button type="button" aria-label={t('compare.commentAt', { line: line.now })} onClick={() => speak(line.now!)}>{line.now}</button> : line.now}</td>;
}

function Text({ side, words, onClick }: { side: 'old' | 'now'; words: Piece[]; onClick?: () => void }) {
  const marked = (one: Piece): ReactNode => (!one.differs ? one.text : side === 'old' ? <del>{one.text}</del> : <ins>{one.text}</ins>);
  return <td className={`text ${side}`} onClick={onClick}>{words.map((one, at) => <Fragment key={at}>{marked(one)}</Fragment>)}</td>;
}

/** Whoever only marks words to copy them has nothing to say. */
const click = (line: Line, speak: Speak) => (speak && line.now !== undefined ? () => getSelection()?.isCollapsed !== false && speak(line.now!) : undefined);

function useWords(line: Line): { before: Piece[]; after: Piece[] } {
  const { kind, before = '', after = '' } = line;
  return useMemo(() => (kind === 'changed' ? pieces(before, after) : { before: [{ text: before, differs: false }], after: [{ text: after, differs: false }] }), [kind, before, after]);
}
