import { EditorView } from '@codemirror/view';
import { CaretRightOutlined } from '@ant-design/icons';
import { Button, Switch } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useText } from '../i18n';
import { useCalm } from './calm';
import { drafted, useOthers } from './files';
import { findingsOf, type EditorProps } from './findings';
import { useLanguage } from './PlainEditor';
import { Problems } from './Problems';
import { TestResult, type TestRun } from './rule/panels';
import { goTo, TextEditor } from './TextEditor';

/** Scenarios of rules or of a workflow, run as they are written; those that fail say so where they stand. */
export default function TestEditor({ path, text, onChange, findings, readOnly, draft }: EditorProps) {
  const { t } = useTranslation();
  const say = useText();
  const language = useLanguage(path);
  const others = useOthers(draft, path);
  const view = useRef<EditorView>(null);
  const [always, setAlways] = useState(true);
  const [asked, setAsked] = useState<string>();
  const rules = path.startsWith('rules/');
  const files = [...others, drafted(path, text)];
  const now = JSON.stringify(rules ? { files, folder: path.split('/').slice(0, -1).join('/') } : { files, workflow: path.replace(/\.test\.yaml$/, '.bpmn') });
  const run = useCalm(always ? now : asked, (body) => api.post<TestRun>(rules ? '/rules/test-runs' : '/journeys/test-runs', JSON.parse(body)), always ? 800 : 0);
  const marks = useMemo(
    () => [
      ...findingsOf(path, findings),
      ...(run.data?.scenarios ?? []).filter((one) => one.file === path && !one.passed).map((one) => ({ severity: 'error', file: path, line: one.line, message: `${one.name}: ${say(one.text)}` })),
    ],
    [findings, run.data, path, say],
  );
  const jump = (line: number) => goTo(view.current, line);
  return (
    <div className="editor-sides">
      <div className="editor-main">
        <div className="editor-fill"><TextEditor label={path} text={text} onChange={onChange} findings={marks} readOnly={readOnly} extensions={language} whenReady={(editor) => (view.current = editor)} /></div>
        <Problems findings={marks} checking={run.asking} jump={(one) => jump(one.line)} />
      </div>
      <aside className="editor-side panel" aria-label={t('editor.side')}>
        <div className="stack" style={{ paddingTop: 12 }}>
          <div className="row between">
            <Button type="primary" icon={<CaretRightOutlined />} loading={run.asking} onClick={() => (always || asked === now ? run.again() : setAsked(now))}>{t('editor.run')}</Button>
            <label className="row small"><Switch size="small" checked={always} onChange={setAlways} aria-label={t('editor.runOnChange')} /> {t('editor.runOnChange')}</label>
          </div>
          <TestResult run={run} test={path} jump={jump} />
        </div>
      </aside>
    </div>
  );
}
