import { Compartment, EditorState, Transaction, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { basics, mark } from './codemirror';
import { AtLine, type Finding } from './findings';

interface Props {
  label: string;
  text: string;
  onChange: (text: string) => void;
  findings?: Finding[];
  readOnly?: boolean;
  /** What this kind of file adds; keep it the same between renders. */
  extensions?: Extension;
  /** The editor itself, for those who jump to a line or put something in. */
  whenReady?: (view: EditorView) => void;
}

/** A text in CodeMirror: what is typed is told at once, what others write is taken over without losing the place. */
export function TextEditor({ label, text, onChange, findings = none, readOnly = false, extensions = none, whenReady }: Props) {
  const { i18n } = useTranslation();
  const line = useContext(AtLine);
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const tell = useRef(onChange);
  tell.current = onChange;
  const ready = useRef(whenReady);
  ready.current = whenReady;
  const told = useRef<string[]>([]);
  const parts = useRef({ more: new Compartment(), frozen: new Compartment(), basics: new Compartment() });

  useEffect(() => {
    const { more, frozen, basics: base } = parts.current;
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          base.of(basics(i18n.language, label)),
          frozen.of([]),
          more.of([]),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.isUserEvent('taken'))) return;
            const now = update.state.doc.toString();
            told.current = [...told.current.slice(-MOST), now];
            tell.current(now);
          }),
        ],
      }),
    });
    view.current = made;
    ready.current?.(made);
    if (line > 0) goTo(made, line);
    return () => {
      view.current = null;
      made.destroy();
    };
    // The text that comes later is taken over below.
  }, []);

  useEffect(() => view.current?.dispatch({ effects: parts.current.basics.reconfigure(basics(i18n.language, label)) }), [i18n.language, label]);
  useEffect(() => view.current?.dispatch({ effects: parts.current.more.reconfigure(extensions) }), [extensions]);
  useEffect(
    () => view.current?.dispatch({ effects: parts.current.frozen.reconfigure(readOnly ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-readonly': 'true' })] : []) }),
    [readOnly],
  );
  useEffect(() => {
    const now = view.current?.state.doc;
    if (!now) return;
    // What comes back may be what was typed a moment ago, when more has been typed since.
    const echo = told.current.lastIndexOf(text);
    told.current = echo < 0 ? [] : told.current.slice(echo);
    if (echo < 0 && text !== now.toString()) view.current!.dispatch({ changes: change(now.toString(), text), userEvent: 'taken', annotations: Transaction.addToHistory.of(false) });
  }, [text]);
  useEffect(() => {
    if (view.current) mark(view.current, findings);
  }, [findings]);

  return <div ref={place} className="text-editor" />;
}

const none: never[] = [];
/** How many texts may be on their way up and back. */
const MOST = 40;

/** To the first word of a line. */
export function goTo(view: EditorView | null, line: number) {
  if (!view) return;
  const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  view.dispatch({ selection: { anchor: at.from + (at.text.length - at.text.trimStart().length) }, effects: EditorView.scrollIntoView(at.from, { y: 'center' }) });
  view.focus();
}

/** The one stretch that differs, so that the cursor and what is folded stay where they were. */
export function change(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
