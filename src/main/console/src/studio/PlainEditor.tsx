import type { Extension } from '@codemirror/state';
import { useEffect, useMemo, useState } from 'react';
import { findingsOf, type EditorProps } from './findings';
import { languageOf } from './languages';
import { TextEditor } from './TextEditor';

/** A file that is plain text to the studio, in the colours of its language. */
export default function PlainEditor({ path, text, onChange, findings, readOnly }: EditorProps) {
  const language = useLanguage(path);
  const mine = useMemo(() => findingsOf(path, findings), [path, findings]);
  return (
    <div className="editor-fill">
      <TextEditor label={path} text={text} onChange={onChange} findings={mine} readOnly={readOnly} extensions={language} />
    </div>
  );
}

export function useLanguage(path: string): Extension {
  const [language, setLanguage] = useState<Extension>(none);
  useEffect(() => {
    let gone = false;
    void languageOf(path).then((found) => !gone && setLanguage(found));
    return () => {
      gone = true;
    };
  }, [path]);
  return language;
}

const none: Extension = [];
