import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { Boundary } from '../shell/Boundary';
import type { EditorProps } from './findings';
import './editors.css';

export type { EditorProps, Finding } from './findings';

const PlainEditor = lazy(() => import('./PlainEditor'));
const RuleEditor = lazy(() => import('./RuleEditor'));

/** The editor that fits a file; each is loaded when such a file is opened. */
export function FileEditor(props: EditorProps) {
  const Editor = editorOf(props.path);
  return (
    <Boundary key={props.path}>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
        <Editor key={props.path} {...props} />
      </Suspense>
    </Boundary>
  );
}

function editorOf(path: string) {
  if (path.endsWith('.dslr')) return RuleEditor;
  return PlainEditor;
}

export default FileEditor;
