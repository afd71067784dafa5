import { snippet, startCompletion } from '@codemirror/autocomplete';
import { EditorView } from '@codemirror/view';
import { Tabs } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useCalm } from './calm';
import { drafted, testOf, useOthers, type DraftPart } from './files';
import { isError, type EditorProps } from './findings';
import { Problems } from './Problems';
import { useChecks } from './rule/checks';
import { Speaker } from './rule/completion';
import { sentences } from './rule/language';
import { Palette, TestResult, TryOn, type TestRun } from './rule/panels';
import { placeOf } from './rule/place';
import { useVocabulary } from './rule/useVocabulary';
import { goTo, TextEditor } from './TextEditor';

/** Rules in sentences: completed from the vocabulary, checked while one writes, with tests and a member to try them on beside. */
export default function RuleEditor({ path, text, onChange, findings: found, readOnly, draft }: EditorProps) {
  const { t, i18n } = useTranslation();
  const others = useOthers(draft, path);
  const vocabulary = useVocabulary(others);
  const tongue = i18n.language.startsWith('zh') ? 'zh' : 'en';
  const speaker = useMemo(() => (vocabulary ? new Speaker(vocabulary, tongue, path.split('/')[1]) : undefined), [vocabulary, tongue, path]);
  const extensions = useMemo(() => sentences(speaker), [speaker]);
  const { findings, elsewhere, publishable, checking, problem } = useChecks(path, text, others, found, !readOnly);
  const view = useRef<EditorView>(null);
  const [tab, setTab] = useState('words');
  const jump = useCallback((line: number) => goTo(view.current, line), []);
  const now = useRef<DraftPart[]>([]);
  now.current = [...others, drafted(path, text)];
  const files = useCallback(() => now.current, []);

  const pick = useCallback((part: string, template: string) => {
    const editor = view.current;
    if (!editor || readOnly) return;
    const at = spot(editor, part);
    snippet(at.before + template + at.after)(editor, { label: '' }, at.pos, at.to);
    editor.focus();
    if (template.includes('${')) setTimeout(() => startCompletion(editor), 0);
  }, [readOnly]);

  return (
    <div className="editor-sides">
      <div className="editor-main">
        <div className="editor-fill">
          <TextEditor label={path} text={text} onChange={onChange} findings={findings} readOnly={readOnly} extensions={extensions} whenReady={(editor) => (view.current = editor)} />
        </div>
        <Problems findings={findings} elsewhere={elsewhere} checking={checking} problem={problem} jump={(one) => jump(one.line)} />
        {!readOnly && <p className="quiet small">{t('editor.help')}</p>}
      </div>
      <aside className="editor-side panel" aria-label={t('editor.side')}>
        <Tabs
          size="small"
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'words', label: t('editor.words'), children: speaker && <Palette speaker={speaker} pick={pick} /> },
            { key: 'tests', label: t('editor.tests'), children: <Tests path={path} files={now.current} ready={!findings.some(isError) && publishable !== false} /> },
            { key: 'try', label: t('editor.tryOn'), children: <TryOn path={path} files={files} /> },
          ]}
        />
      </aside>
    </div>
  );
}

/** The scenarios beside the file, run whenever it changes and can be compiled; only while they are looked at. */
export function Tests({ path, files, ready }: { path: string; files: DraftPart[]; ready: boolean }) {
  const test = testOf(path);
  const question = ready ? JSON.stringify({ files, folder: path.split('/').slice(0, -1).join('/') }) : undefined;
  const run = useCalm(question, (body) => api.post<TestRun>('/rules/test-runs', JSON.parse(body)), 900);
  return <TestResult run={run} file={path} test={test} ready={ready} />;
}

/** Where a sentence that somebody picks belongs: the empty line they are on, or the end of the rule's part. */
function spot(view: EditorView, part: string): { pos: number; to: number; before: string; after: string } {
  const { doc, selection } = view.state;
  const line = doc.lineAt(selection.main.head);
  const place = placeOf((number) => doc.line(number).text, line.number);
  if (place.part === part) {
    const indent = /^\s*/.exec(line.text)![0];
    return line.text.trim() === '' ? { pos: line.from, to: line.to, before: indent || '    ', after: '' } : { pos: line.to, to: line.to, before: '\n' + (indent ? '' : '    '), after: '' };
  }
  const closing = part === 'when' ? /^\s*(then|那么|则)\s*$/i : /^\s*(end|结束|完)\s*$/i;
  for (let number = line.number; number <= doc.lines; number++) {
    const at = doc.line(number);
    if (closing.test(at.text)) return { pos: at.from, to: at.from, before: '    ', after: '\n' };
  }
  return { pos: line.to, to: line.to, before: '\n    ', after: '' };
}
