import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { Boundary } from '../shell/Boundary';
import type { EditorProps } from './findings';
import { templateOf } from './template/names';
import './editors.css';

export type { EditorProps, Finding } from './findings';

const PlainEditor = lazy(() => import('./PlainEditor'));
const RuleEditor = lazy(() => import('./RuleEditor'));
const TableEditor = lazy(() => import('./TableEditor'));
const TemplateEditor = lazy(() => import('./TemplateEditor'));
const TestEditor = lazy(() => import('./TestEditor'));
const WorkflowEditor = lazy(() => import('./WorkflowEditor'));

/** The editor that fits a file; each is loaded when such a file is opened. */
export function FileEditor(props: EditorProps) {
  const Editor = editorOf(props.path);
  return (
    <Boundary key={props.path}>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
        <div className="editor-host"><Editor key={props.path} {...props} /></div>
      </Suspense>
    </Boundary>
  );
}

function editorOf(path: string) {
  if (path.endsWith('.dslr')) return RuleEditor;
  if (/^rules\/.+\.csv$/.test(path)) return TableEditor;
  if (/^(rules|bpmn)\/.+\.test\.yaml$/.test(path)) return TestEditor;
  if (path.endsWith('.bpmn')) return WorkflowEditor;
  if (templateOf(path)) return TemplateEditor;
  return PlainEditor;
}

export default FileEditor;
