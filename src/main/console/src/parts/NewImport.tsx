import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, Problem } from '../api/client';
import { explain, useList } from '../api/hooks';
import type { Community } from '../api/types';
import { useText } from '../i18n';
import { firstLines, likelySeparator } from './csv';
import { useWords } from './words';

interface Answers {
  name: string;
  type: string;
  community: string;
  platform: string;
  member: string;
  time?: string;
  pattern?: string;
  fixedTime?: string;
  effects: string;
  data?: Record<string, string>;
}

/** A file and what its columns mean, with its first lines in view. */
export function NewImport({ done }: { done: (id?: string) => void }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File>();
  const [text, setText] = useState('');
  const [header, setHeader] = useState(true);
  const [separator, setSeparator] = useState(',');
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    const start = await chosen.slice(0, 64 * 1024).text();
    setFile(chosen);
    setText(start.replace(/^\ufeff/, ''));
    setSeparator(likelySeparator(start));
  };
  const rows = text ? firstLines(text, separator, 6) : [];
  const columns = rows[0]?.map((name, index) => (header ? name.trim() || String(index + 1) : String(index + 1))) ?? [];
  return (
    <div className="stack wide">
      <label className="dropzone" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void choose(event.dataTransfer.files[0]); }}>
        <input type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(event) => void choose(event.target.files?.[0])} />
        {file ? <strong>{file.name} · {(file.size / 1024).toFixed(0)} KB</strong> : <><strong>{t('imports.drop')}</strong><br /><span className="quiet small">{t('imports.dropText')}</span></>}
      </label>
      {rows.length > 0 && (
        <>
          <div className="row">
            <Select size="small" value={separator} style={{ width: 130 }} aria-label={t('imports.separator')} onChange={setSeparator} options={[{ value: ',', label: t('imports.comma') }, { value: ';', label: t('imports.semicolon') }, { value: '\t', label: t('imports.tab') }, { value: 'whitespace', label: t('imports.whitespace') }, { value: '|', label: '|' }]} />
            <Radio.Group size="small" value={header} onChange={(event) => setHeader(event.target.value as boolean)} options={[{ value: true, label: t('imports.withHeader') }, { value: false, label: t('imports.withoutHeader') }]} />
          </div>
          <div className="preview">
            <table>
              <thead><tr>{columns.map((column, index) => <th key={index}>{column}</th>)}</tr></thead>
              <tbody>{rows.slice(header ? 1 : 0, 6).map((row, index) => <tr key={index}>{row.map((cell, at) => <td key={at}>{cell}</td>)}</tr>)}</tbody>
            </table>
          </div>
          <Mapping file={file!} columns={columns} header={header} separator={separator} done={done} />
        </>
      )}
    </div>
  );
}

function Mapping({ file, columns, header, separator, done }: { file: File; columns: string[]; header: boolean; separator: string; done: (id?: string) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useWords();
  const [form] = Form.useForm<Answers>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const type = Form.useWatch('type', form);
  const communities = useList<Community>('/communities');
  const options = columns.map((column) => ({ value: column, label: column }));
  const fields = words.dataOf(type ?? '');
  const begin = async (answers: Answers) => {
    setBusy(true);
    setProblem(undefined);
    const body = new FormData();
    body.append('file', file);
    body.append('mapping', new Blob([JSON.stringify(mapping(answers, Object.fromEntries(fields.map(({ field, kind }) => [field, kind])), header, separator))], { type: 'application/json' }));
    try {
      done((await api.post<{ id: string }>('/imports', body))?.id);
    } catch (refused) {
      setProblem(refused as Problem);
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" onFinish={(answers: Answers) => void begin(answers)} initialValues={{ effects: 'none', name: nameOf(file.name), platform: 'import' }}>
      {problem && <Alert type="error" showIcon style={{ marginBottom: 14 }} title={explain(problem, t)} description={<span className="code small">{problem.code}{problem.body.field ? ` · ${problem.body.field}` : ''}</span>} />}
      <div className="grid" style={{ gap: '0 16px' }}>
        <Form.Item className="c6" name="type" label={t('events.type')} rules={[{ required: true, message: t('form.required') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={words.eventTypes.map((one) => ({ value: one, label: `${words.eventType(one)} · ${one}` }))} />
        </Form.Item>
        <Form.Item className="c6" name="community" label={t('filter.community')} rules={[{ required: true, message: t('form.required') }]}>
          <Select options={(communities.items ?? []).map((one) => ({ value: one.slug, label: text(one.name) }))} />
        </Form.Item>
        <Form.Item className="c6" name="member" label={t('imports.memberColumn')} extra={t('imports.memberHint')} rules={[{ required: true, message: t('form.required') }]}>
          <Select options={[...options, { value: '#line', label: t('imports.eachLine') }]} />
        </Form.Item>
        <Form.Item className="c6" name="platform" label={t('imports.platform')} rules={[{ required: true, message: t('form.required') }]}>
          <Input className="code" />
        </Form.Item>
        <Form.Item className="c6" name="time" label={t('imports.timeColumn')}>
          <Select allowClear options={options} />
        </Form.Item>
        <Form.Item className="c6" name="pattern" label={t('imports.dateFormat')} extra={t('imports.dateFormatHint')}>
          <Input className="code" />
        </Form.Item>
        <Form.Item className="c6" name="fixedTime" label={t('imports.fixedTime')} extra={t('imports.fixedTimeHint')}>
          <Input type="date" />
        </Form.Item>
        {fields.map(({ field, kind, name }) => (
          <Form.Item key={field} className="c6" name={['data', field]} label={<span>{name} <span className="code quiet">{field}</span> <span className="quiet small">{kind}</span></span>}>
            <Select allowClear options={options} />
          </Form.Item>
        ))}
        <Form.Item className="c6" name="name" label={t('imports.name')} extra={t('imports.nameHint')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,63}$/, message: t('communities.slugHint') }]}>
          <Input className="code" />
        </Form.Item>
      </div>
      <Form.Item name="effects" label={t('imports.effects')} extra={t('imports.effectsHint')}>
        <Radio.Group options={['none', 'cases', 'all'].map((one) => ({ value: one, label: t(`term.effects.${one}`) }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>{t('imports.begin')}</Button>
    </Form>
  );
}

function nameOf(file: string): string {
  return file.replace(/\.[^.]*$/, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'import';
}

/** The mapping as the server reads it: columns by their header, or by their number from 1. */
export function mapping(answers: Answers, kinds: Record<string, string>, header: boolean, separator: string) {
  const member = answers.member === '#line' ? '{line}' : `{${answers.member}}`;
  return {
    name: answers.name,
    format: { separator, header },
    type: answers.type,
    subject: `${answers.platform}:${member}`,
    time: answers.time ? { column: answers.time, pattern: answers.pattern || undefined } : { fixed: answers.fixedTime },
    community: answers.community,
    effects: answers.effects,
    data: Object.fromEntries(
      Object.entries(answers.data ?? {})
        .filter(([, column]) => column)
        .map(([field, column]) => [field, { column, type: kinds[field] ?? 'text' }]),
    ),
  };
}
