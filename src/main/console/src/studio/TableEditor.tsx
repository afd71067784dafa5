import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { EditorView } from '@codemirror/view';
import { Alert, Button, Segmented, Select, Table, Tabs, Tag } from 'antd';
import { useCallback, useContext, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useVocabulary } from './rule/useVocabulary';
import { AtLine, findingsOf, isError, type EditorProps, type Finding } from './findings';
import { drafted, useOthers, type DraftPart } from './files';
import { Problems } from './Problems';
import { Tests } from './RuleEditor';
import { useChecks } from './rule/checks';
import { TryOn } from './rule/panels';
import { slotName } from './rule/words';
import { pieces, plain, suggestions, isSlot, type RuleVocabulary, type Sentence, type Slot, type Tongue } from './rule/vocabulary';
import { columnOf, partsOf, read, withCells, write, type Row } from './table/csv';
import { goTo, TextEditor } from './TextEditor';

interface Column {
  index: number;
  title: string;
  role: 'name' | 'header' | 'when' | 'then' | 'unknown';
  sentence?: Sentence;
  slots: Slot[];
  values: string[];
}

const untyped = (form: string) => plain(form).replaceAll(/\{([a-z0-9-]+):[a-z-]+\}/g, '{$1}').toLowerCase();

/** A table of rules as a grid, a rule a row; what can't be told apart as one is text. */
export default function TableEditor({ path, text, onChange, findings: found, readOnly, draft }: EditorProps) {
  const { t, i18n } = useTranslation();
  const others = useOthers(draft, path);
  const vocabulary = useVocabulary(others);
  const tongue: Tongue = i18n.language.startsWith('zh') ? 'zh' : 'en';
  const { findings, elsewhere, publishable, checking, problem } = useChecks(path, text, others, found, !readOnly);
  const [shown, setShown] = useState<'table' | 'text'>('table');
  const view = useRef<EditorView>(null);
  const now = useRef<DraftPart[]>([]);
  now.current = [...others, drafted(path, text)];
  const files = useCallback(() => now.current, []);
  const rows = useMemo(() => read(text), [text]);
  const words = useMemo(() => new Set((vocabulary?.headerWords ?? []).flatMap((one) => [one.id, one.name.zh ?? '', one.name.en ?? ''])), [vocabulary]);
  const table = useMemo(() => rows && partsOf(rows, (word) => words.has(word)), [rows, words]);
  const asText = shown === 'text' || !rows || !table;
  const jump = (one: Finding) => {
    if (asText) return goTo(view.current, one.line);
    const cell = document.querySelector<HTMLElement>(`[data-cell="${one.line}-${columnOf(one.message) ?? 0}"]`);
    cell?.scrollIntoView({ block: 'center' });
    cell?.focus();
  };
  const line = useContext(AtLine);
  const grid = !asText && !!vocabulary;
  useEffect(() => {
    if (grid && line > 0) document.querySelector<HTMLElement>(`[data-cell^="${line}-"]`)?.focus();
  }, [grid, line]);
  return (
    <div className="editor-sides">
      <div className="editor-main">
        <div className="row between" style={{ marginBottom: 8 }}>
          <Segmented size="small" aria-label={t('editor.table')} value={asText ? 'text' : 'table'} onChange={setShown} options={[{ value: 'table', label: t('editor.asTable'), disabled: !table }, { value: 'text', label: t('editor.asText') }]} />
          {table && <span className="quiet small">{t('editor.rows', { count: table.rules.length })}</span>}
        </div>
        {!table && text.trim() !== '' && vocabulary && <Alert type="warning" title={t('editor.broken')} style={{ marginBottom: 8 }} />}
        {asText ? (
          <div className="editor-fill"><TextEditor label={path} text={text} onChange={onChange} findings={findings} readOnly={readOnly} whenReady={(editor) => (view.current = editor)} /></div>
        ) : (
          vocabulary && <Grid rows={rows} {...table} vocabulary={vocabulary} tongue={tongue} findings={findings} readOnly={readOnly} onChange={(next) => onChange(write(next))} />
        )}
        <Problems findings={findings} elsewhere={elsewhere} checking={checking} problem={problem} jump={jump} />
      </div>
      <aside className="editor-side panel" aria-label={t('editor.side')}>
        <Tabs size="small" items={[
          { key: 'tests', label: t('editor.tests'), children: <Tests path={path} files={now.current} ready={!findings.some(isError) && publishable !== false} /> },
          { key: 'try', label: t('editor.tryOn'), children: <TryOn path={path} files={files} /> },
        ]} />
      </aside>
    </div>
  );
}

interface GridProps {
  rows: Row[];
  heads: number[];
  titles: number;
  rules: number[];
  vocabulary: RuleVocabulary;
  tongue: Tongue;
  findings: Finding[];
  readOnly?: boolean;
  onChange: (rows: Row[]) => void;
}

function Grid({ rows, heads, titles, rules, vocabulary, tongue, findings, readOnly, onChange }: GridProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => rows[titles]!.cells.map((title, index) => columnFor(title.trim(), index, vocabulary, tongue)), [rows, titles, vocabulary, tongue]);
  const width = columns.length;
  const errors = useMemo(() => {
    const at = new Map<string, string>();
    for (const one of findingsOf(findings[0]?.file ?? '', findings)) at.set(`${one.line}-${columnOf(one.message) ?? 0}`, one.message);
    return at;
  }, [findings]);
  const set = (row: number, column: number, value: string) => {
    const cells = [...rows[row]!.cells];
    while (cells.length <= column) cells.push('');
    cells[column] = value;
    onChange(rows.map((one, index) => (index === row ? withCells(one, cells) : one)));
  };
  const addRow = () => {
    const last = rules.at(-1) ?? titles;
    const taken = new Set(rules.map((row) => rows[row]!.cells[columns.find((one) => one.role === 'name')?.index ?? 0]));
    let name = t('editor.newRule');
    for (let number = 2; taken.has(name); number++) name = `${t('editor.newRule')} ${number}`;
    const cells = columns.map((one) => (one.role === 'name' ? name : ''));
    const before = rows.slice(0, last + 1).map((row, index) => (index === last && !row.raw.endsWith('\n') ? { ...row, raw: `${row.raw}\n` } : row));
    onChange([...before, withCells({ line: 0, cells, raw: '\n' }, cells), ...rows.slice(last + 1)]);
  };
  const removeRow = (row: number) => onChange(rows.filter((_, index) => index !== row));
  const inTable = new Set([titles, ...rules]);
  const addColumn = (title: string) =>
    onChange(rows.map((row, index) => (inTable.has(index) ? withCells(row, [...padded(row.cells, width), index === titles ? title : '']) : row)));
  const removeColumn = (column: number) => onChange(rows.map((row, index) => (inTable.has(index) ? withCells(row, row.cells.filter((_, at) => at !== column)) : row)));
  const key = (event: KeyboardEvent<HTMLElement>, row: number, column: number) => {
    const step = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey) ? 1 : event.key === 'ArrowUp' || event.key === 'Enter' ? -1 : 0;
    if (!step || event.nativeEvent.isComposing) return;
    const next = rules[rules.indexOf(row) + step];
    if (next === undefined) return;
    event.preventDefault();
    place.current?.querySelector<HTMLElement>(`[data-cell="${rows[next]!.line}-${column}"]`)?.focus();
  };
  return (
    <div ref={place} className="stack">
      {heads.length > 0 && (
        <fieldset className="table-heads">
          <legend className="quiet small">{t('editor.forAll')}</legend>
          {heads.map((row) => {
            const { cells } = rows[row]!;
            const alone = cells.filter((cell) => cell.trim()).length < 2 && /[:：]/.test(cells[0]!);
            const [word, value] = alone ? [cells[0]!.split(/[:：]/)[0]!, cells[0]!.slice(cells[0]!.search(/[:：]/) + 1).trim()] : [cells[0]!, cells[1] ?? ''];
            const known = vocabulary.headerWords.find((one) => [one.id, one.name.zh, one.name.en].includes(word.trim().toLowerCase()));
            return (
              <label key={row}>
                <span className="quiet small">{known?.name[tongue] ?? word}</span>
                <Cell value={value} label={known?.name[tongue] ?? word} choices={(known?.values ?? []).flatMap((one) => one.name[tongue] ?? [])} error={errors.get(`${rows[row]!.line}-0`)} readOnly={readOnly} id={`${rows[row]!.line}-0`} onChange={(next) => (alone ? set(row, 0, `${word}: ${next}`) : set(row, 1, next))} />
              </label>
            );
          })}
        </fieldset>
      )}
      <Table
        size="small"
        className="rule-table"
        rowKey={(row) => row}
        dataSource={rules}
        scroll={{ x: 'max-content' }}
        pagination={rules.length > 50 ? { pageSize: 50, showSizeChanger: false, size: 'small' } : false}
        columns={[
          ...columns.map((column) => ({
            key: column.index,
            title: <Heading column={column} remove={readOnly || column.role === 'name' ? undefined : () => removeColumn(column.index)} />,
            render: (_: unknown, row: number) => {
              const cell = `${rows[row]!.line}-${column.index}`;
              return <Cell id={cell} value={rows[row]!.cells[column.index] ?? ''} label={t('editor.cell', { row: rules.indexOf(row) + 1, column: column.title })} choices={column.values} wide={column.role === 'name'} error={errors.get(cell)} readOnly={readOnly} onChange={(value) => set(row, column.index, value)} onKeyDown={(event) => key(event, row, column.index)} />;
            },
          })),
          ...(readOnly ? [] : [{ key: 'remove', width: 44, render: (_: unknown, row: number) => <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('editor.removeRow', { row: rules.indexOf(row) + 1 })} onClick={() => removeRow(row)} /> }]),
        ]}
      />
      {!readOnly && (
        <div className="row">
          <Button icon={<PlusOutlined />} onClick={addRow}>{t('editor.addRow')}</Button>
          <Select
            style={{ minWidth: 260 }}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('editor.addColumn')}
            aria-label={t('editor.addColumn')}
            value={null}
            onChange={(title: string | null) => title && addColumn(title)}
            options={[
              { label: t('editor.header'), options: vocabulary.headerWords.map((one) => ({ value: one.name[tongue] ?? one.id, label: one.name[tongue] ?? one.id })) },
              ...(['when', 'then'] as const).map((part) => ({ label: t(part === 'when' ? 'editor.condition' : 'editor.outcome'), options: vocabulary.sentences.filter((one) => one.part === part).map((one) => ({ value: bare(one.forms[tongue][0]!), label: named(one.forms[tongue][0]!, tongue) })) })),
            ].map((group) => ({ ...group, options: group.options.filter((one) => !columns.some((column) => untyped(column.title) === untyped(one.value))) }))}
          />
        </div>
      )}
    </div>
  );
}

const padded = (cells: string[], width: number) => [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')];
const bare = (form: string) => form.replaceAll(/\{([a-z0-9-]+):[a-z-]+\}/g, '{$1}');
const named = (form: string, tongue: Tongue) => pieces(form).map((piece) => (isSlot(piece) ? `‹${slotName(piece, tongue)}›` : piece.words)).join('');

function columnFor(title: string, index: number, vocabulary: RuleVocabulary, tongue: Tongue): Column {
  const word = title.toLowerCase();
  const none = { index, title, slots: [], values: [] };
  if (word === 'rule' || word === '规则') return { ...none, role: 'name' };
  const header = vocabulary.headerWords.find((one) => [one.id, one.name.zh, one.name.en].includes(word));
  if (header) return { ...none, role: 'header', values: header.values.flatMap((one) => one.name[han(title) ? 'zh' : 'en'] ?? []) };
  const wanted = untyped(title);
  for (const sentence of vocabulary.sentences) {
    for (const speaks of ['zh', 'en'] as const) {
      const form = sentence.forms[speaks].find((one) => untyped(one) === wanted);
      if (!form) continue;
      const slots = pieces(form).filter(isSlot);
      const only = slots.length === 1 ? slots[0]!.type : undefined;
      const values = slots.length === 0 ? [speaks === 'zh' ? '是' : 'yes'] : only ? (vocabulary.choices[only]?.map((one) => one.name[speaks] ?? one.id) ?? suggestions[speaks][only] ?? []) : [];
      return { index, title: named(form, tongue === 'zh' && speaks === 'zh' ? 'zh' : speaks), role: sentence.part === 'when' ? 'when' : 'then', sentence, slots, values };
    }
  }
  return { ...none, role: title === '' ? 'header' : 'unknown' };
}

const han = (text: string) => /\p{Script=Han}/u.test(text);

function Heading({ column, remove }: { column: Column; remove?: () => void }) {
  const { t, i18n } = useTranslation();
  const words = { name: t('editor.ruleName'), header: t('editor.header'), when: t('editor.condition'), then: t('editor.outcome'), unknown: '?' };
  const hint = column.sentence && (column.slots.length === 0 ? t('editor.yesNo') : column.slots.length > 1 ? t('editor.valuesOf', { names: column.slots.map((slot) => slotName(slot, i18n.language.startsWith('zh') ? 'zh' : 'en')).join(' | ') }) : undefined);
  return (
    <div style={{ maxWidth: 240, whiteSpace: 'normal' }}>
      <span className="row between" style={{ flexWrap: 'nowrap' }}>
        <Tag color={{ name: 'default', header: 'default', when: 'gold', then: 'green', unknown: 'red' }[column.role]} style={{ margin: 0 }}>{words[column.role]}</Tag>
        {remove && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t('editor.removeColumn')}: ${column.title}`} onClick={remove} />}
      </span>
      {column.role !== 'name' && <div style={{ color: 'var(--ink)', fontWeight: 500 }}>{column.title}</div>}
      {hint && <div className="quiet small">{hint}</div>}
    </div>
  );
}

interface CellProps {
  id: string;
  value: string;
  label: string;
  choices: string[];
  error?: string;
  wide?: boolean;
  readOnly?: boolean;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One value. It is kept while one types and handed on when one pauses or leaves, so that long tables stay quick. */
function Cell({ id, value, label, choices, error, wide, readOnly, onChange, onKeyDown }: CellProps) {
  const [typed, setTyped] = useState<string>();
  const latest = useRef({ typed, onChange });
  latest.current = { typed, onChange };
  const hand = () => {
    const now = latest.current.typed;
    if (now !== undefined && now !== value) latest.current.onChange(now);
    setTyped(undefined);
  };
  useEffect(() => {
    if (typed === undefined) return undefined;
    if (typed === value) {
      setTyped(undefined);
      return undefined;
    }
    const timer = setTimeout(() => latest.current.onChange(typed), 350);
    return () => clearTimeout(timer);
  }, [typed, value]);
  const list = choices.length > 0 ? `choices-${id}` : undefined;
  return (
    <div style={{ minWidth: wide ? 210 : 110 }}>
      <input className={`cell${error ? ' bad' : ''}`} data-cell={id} aria-label={label} aria-invalid={!!error} aria-describedby={error ? `error-${id}` : undefined} readOnly={readOnly} list={list} value={typed ?? value} onChange={(event) => setTyped(event.target.value)} onBlur={hand} onKeyDown={(event) => { if (['Enter', 'ArrowDown', 'ArrowUp'].includes(event.key) && !(list && event.key !== 'Enter' && typed !== undefined)) { hand(); onKeyDown?.(event); } }} />
      {list && <datalist id={list}>{choices.map((one) => <option key={one} value={one} />)}</datalist>}
      {error && <div id={`error-${id}`} className="cell-error">{error}</div>}
    </div>
  );
}
