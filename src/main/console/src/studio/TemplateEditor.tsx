import { EditorView } from '@codemirror/view';
import { SendOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Segmented, Select, Tabs } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useGet } from '../api/hooks';
import type { Persona } from '../api/types';
import { useText } from '../i18n';
import { memberOrNone } from '../parts/filters';
import { Forms } from '../parts/Forms';
import { TestSend } from '../parts/TestSend';
import { useTerm } from '../parts/words';
import { useCalm } from './calm';
import { drafted, fileText, useOthers } from './files';
import { findingsOf, type EditorProps, type Finding } from './findings';
import { useLanguage } from './PlainEditor';
import { Problems } from './Problems';
import { variablesIn, type Told } from './template/language';
import { formOf, isShown, properties, templateOf, variables, type Model, type TemplateAbout } from './template/names';
import { goTo, TextEditor } from './TextEditor';

interface Shown {
  language: string;
  rendered: Record<string, string>;
}

const none: never[] = [];

/** A template's file beside what a member would read, made anew whenever one pauses. */
export default function TemplateEditor({ path, text, onChange, findings, readOnly, draft }: EditorProps) {
  const { t } = useTranslation();
  const term = useTerm();
  const say = useText();
  const { id, file } = templateOf(path)!;
  const language = useLanguage(path);
  const view = useRef<EditorView>(null);
  const others = useOthers(draft, path);
  const all = useGet<TemplateAbout[]>('/templates');
  const about = all.data?.find((one) => one.id === id);
  const model = useGet<Model>('/templates/model');
  const personas = useGet<Persona[]>('/templates/personas');
  const texts = useTexts(id, path, text, draft, model.data?.languages[0] ?? 'zh');
  const own = /^text_(\w+)\.properties$/.exec(file)?.[1];
  const [channel, setChannel] = useState<string>();
  const [tongue, setTongue] = useState<string>();
  const [member, setMember] = useState('');
  const [persona, setPersona] = useState<string>();
  const [sending, setSending] = useState(false);
  const read = memberOrNone(member);

  const question = JSON.stringify({ template: id, channel, language: tongue ?? own ?? model.data?.languages[0] ?? 'zh', member: read, persona: read ? undefined : persona, files: [...others, drafted(path, text)] });
  const shown = useCalm(question, (body) => api.post<Shown>('/templates/preview', JSON.parse(body)), 350);
  const fault = say(shown.problem?.body.text) || shown.problem?.body.detail;
  const mine = useMemo(() => {
    const found = findingsOf(path, findings);
    const place = fault && /^(templates\/[^:\s]+)(?::(\d+))? (.*)$/s.exec(fault);
    const line = place && place[1] === path ? Number(place[2] ?? 0) : undefined;
    if (!fault || line === undefined || found.some((one) => one.message.includes(place![3]!))) return found;
    return [...found, { severity: 'error', file: path, line, message: place![3]! } satisfies Finding];
  }, [path, findings, fault]);

  const names = useMemo(
    () => variables(model.data, about, texts).map((one): Told => ({ ...one, told: 'text' in one.meaning ? one.meaning.text : t(`editor.meaning.${one.meaning.key}`, { name: one.meaning.name }) })),
    [model.data, about, texts, t],
  );
  const shows = /\.(ftl|properties)$/.test(file);
  const extensions = useMemo(() => [language, shows ? variablesIn(names) : none], [language, names, shows]);
  const form = formOf(file);
  const insert = (name: string) => {
    const editor = view.current;
    if (!editor || readOnly) return;
    editor.dispatch(editor.state.replaceSelection(`\${${name}}`));
    editor.focus();
  };

  return (
    <div className="editor-sides even">
      <div className="editor-main">
        <div className="editor-fill"><TextEditor label={path} text={text} onChange={onChange} findings={mine} readOnly={readOnly} extensions={extensions} whenReady={(editor) => (view.current = editor)} /></div>
        <Problems findings={mine} checking={shown.asking} jump={(one) => goTo(view.current, one.line)} />
      </div>
      <aside className="editor-side panel" aria-label={t('editor.side')}>
        <Tabs
          size="small"
          items={[
            {
              key: 'preview',
              label: t('editor.preview'),
              children: (
                <div className="stack">
                  <div className="row">
                    <Select allowClear size="small" style={{ minWidth: 120 }} placeholder={t('editor.anyChannel')} aria-label={t('editor.channel')} value={channel} onChange={setChannel} options={(about?.channels ?? []).map((one) => ({ value: one, label: term('channel', one) }))} />
                    <Segmented size="small" aria-label={t('editor.language')} disabled={!!read} value={tongue ?? own ?? model.data?.languages[0] ?? 'zh'} onChange={setTongue} options={(model.data?.languages ?? []).map((one) => ({ value: one, label: term('language', one) }))} />
                    <Select allowClear size="small" style={{ minWidth: 130 }} placeholder={t('editor.sample')} aria-label={t('editor.previewFor')} disabled={!!read} value={persona} onChange={setPersona} options={(personas.data ?? []).map((one) => ({ value: one.id, label: say(one.title) }))} />
                    <Input allowClear size="small" style={{ width: 150 }} placeholder={t('editor.member')} aria-label={t('editor.member')} value={member} onChange={(event) => setMember(event.target.value.trim())} />
                    {!readOnly && about && about.channels.length > 0 && <Button size="small" icon={<SendOutlined />} onClick={() => setSending(true)}>{t('templates.test')}</Button>}
                  </div>
                  {shown.problem && <Alert type="error" title={<span className="wrap">{fault ?? shown.problem.code}</span>} description={shown.data && shown.about !== question ? t('editor.previewOld') : undefined} />}
                  {shown.data ? (
                    <div className={shown.problem ? 'stale' : undefined}>
                      {shown.data.rendered.subject && (form === 'subject' || !shown.data.rendered.html) && <div className={`subject${form === 'subject' ? ' edited' : ''}`}><span className="quiet small">{t('messages.subject')}</span><br /><strong>{shown.data.rendered.subject}</strong></div>}
                      <Forms key={`${channel} ${form}`} rendered={shown.data.rendered} first={form} />
                    </div>
                  ) : (
                    !shown.problem && <p className="quiet small">{t('editor.noPreview')}</p>
                  )}
                </div>
              ),
            },
            {
              key: 'names',
              label: t('editor.variablesOf'),
              children: names.filter(isShown).map((one) => (
                <button key={one.name} type="button" className="pick" aria-label={t('editor.insert', { name: one.name })} onClick={() => insert(one.name)}>
                  <span className="code">{'${'}{one.name}{'}'}</span> <span className="quiet small">{one.told}</span>
                </button>
              )),
            },
          ]}
        />
        {sending && about && <TestSend template={about} language={tongue ?? own ?? model.data?.languages[0] ?? 'zh'} files={[...others, drafted(path, text)]} close={() => setSending(false)} />}
      </aside>
    </div>
  );
}

/** The template's own texts, as they are being written. */
function useTexts(id: string, path: string, text: string, draft: string | undefined, language: string): Record<string, string> {
  const mine = `templates/${id}/text_${language}.properties`;
  const [found, setFound] = useState('');
  useEffect(() => {
    let gone = false;
    if (path !== mine) void fileText(mine, draft).then((read) => !gone && setFound(read ?? ''));
    return () => {
      gone = true;
    };
  }, [mine, draft, path]);
  const source = path === mine ? text : found;
  return useMemo(() => properties(source), [source]);
}
