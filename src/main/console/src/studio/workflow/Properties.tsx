import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../api/hooks';
import type { JourneyItem, TemplateItem, Text } from '../../api/types';
import { useText } from '../../i18n';
import { condition, conditionText, several, type Block, type Field } from './blocks';
import * as change from './change';
import type { Diagram, Element } from './modeler';

interface Props {
  diagram: Diagram;
  element: Element;
  blocks: Block[];
  readOnly?: boolean;
}

/** What the chosen step holds, in plain words; nothing chosen is the journey itself. */
export function Properties({ diagram, element, blocks, readOnly }: Props) {
  const { t } = useTranslation();
  const bo = element.businessObject;
  const process = /^bpmn:(Process|Collaboration)$/.test(element.type);
  const timer = /Event$/.test(element.type) ? change.timerOf(bo) : undefined;
  return (
    <fieldset className="form-plain" disabled={readOnly} key={element.id}>
      <legend className="sr">{t('editor.properties')}</legend>
      <Written label={process ? `${t('editor.process')}: ${t('editor.name')}` : t('editor.name')} value={(bo.name as string | undefined) ?? ''} onChange={(name) => change.setAttribute(diagram, element, 'name', name)} />
      {process && <TheProcess diagram={diagram} element={element} />}
      {/^bpmn:(ServiceTask|ReceiveTask|Task)$/.test(element.type) && <TheBlock diagram={diagram} element={element} blocks={blocks.filter((one) => one.on === 'bpmn:ServiceTask')} all={blocks} />}
      {element.type === 'bpmn:UserTask' && <ThePerson diagram={diagram} element={element} blocks={blocks} />}
      {timer && <TheTimer diagram={diagram} element={element} />}
      {element.type === 'bpmn:BoundaryEvent' && <Checkbox checked={bo.cancelActivity !== false} onChange={(event) => change.setAttribute(diagram, element, 'cancelActivity', event.target.checked as never)}>{t('editor.interrupting')}</Checkbox>}
      {element.type === 'bpmn:SequenceFlow' && <TheFlow diagram={diagram} element={element} />}
      {!process && <Written label={t('editor.elementId')} className="code" value={element.id} onChange={(id) => /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(id) && !diagram.get('elementRegistry').get(id) && change.setAttribute(diagram, element, 'id', id)} />}
    </fieldset>
  );
}

function Label({ text, missing, children }: { text: string; missing?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="form-row">
      <span className="quiet small">{text}{missing && <span style={{ color: '#b3261e' }}> · {t('editor.unfilled')}</span>}</span>
      {children}
    </div>
  );
}

/** A text that is handed on when one leaves it, so that undo takes back a whole change. */
function Written({ label, value, onChange, className, rows, hint, missing }: { label: string; value: string; onChange: (value: string) => void; className?: string; rows?: number; hint?: string; missing?: boolean }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const hand = () => typed !== value && onChange(typed);
  return (
    <Label text={label} missing={missing}>
      {rows ? (
        <Input.TextArea aria-label={label} className={className} autoSize={{ minRows: rows, maxRows: 8 }} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={hand} />
      ) : (
        <Input aria-label={label} className={className} value={typed} placeholder={hint} onChange={(event) => setTyped(event.target.value)} onBlur={hand} onPressEnter={hand} />
      )}
    </Label>
  );
}

interface Named {
  name?: Text;
}
interface Words {
  eventTypes?: Record<string, Named>;
  badges?: Record<string, Named>;
  segments?: Record<string, Named>;
  caseKinds?: Record<string, Named>;
  rulebooks?: Record<string, Named>;
  choices?: Record<string, { id: string; name: Text }[]>;
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What may stand in a field, as far as that is a list. */
function useChoices(diagram: Diagram) {
  const say = useText();
  const words = useGet<Words>('/vocabulary').data;
  const templates = useGet<TemplateItem[]>('/templates').data;
  const journeys = useGet<{ items: JourneyItem[] }>('/journeys').data;
  const groups = useGet<{ name: string }[] | { items: { name: string }[] }>('/groups').data;
  const named = (of: Record<string, Named> | undefined) => Object.entries(of ?? {}).map(([value, one]) => ({ value, label: `${say(one.name) || value}` }));
  return (field: Field, topic: string | undefined): { value: string; label: string }[] => {
    switch (field.kind) {
      case 'choice': return (field.choices ?? []).map((one) => ({ value: one.value, label: say(one.name) }));
      case 'template': return (templates ?? []).map((one) => ({ value: one.id, label: `${say(one.title)} · ${one.id}` }));
      case 'rulebook': return named(words?.rulebooks);
      case 'event-types': return named(words?.eventTypes);
      case 'journey': return (journeys?.items ?? []).map((one) => ({ value: one.key, label: say(one.name) || one.key }));
      case 'groups': return (Array.isArray(groups) ? groups : (groups?.items ?? [])).map((one) => ({ value: one.name, label: one.name }));
      case 'text-variable':
      case 'text-variables': return variablesOf(diagram).map((one) => ({ value: one.name, label: one.name }));
      case 'days': return weekdays.map((value) => ({ value, label: say(words?.choices?.weekday?.find((one) => one.id === value)?.name) || value }));
      case 'name': return named(field.name === 'badge' ? words?.badges : field.name === 'segment' ? words?.segments : field.name === 'kind' ? words?.caseKinds : undefined);
      default: return field.name === 'severity' ? (words?.choices?.severity ?? []).map((one) => ({ value: one.id, label: say(one.name) })) : topic === 'wait-until' && field.name === 'zone' ? [{ value: 'Asia/Shanghai', label: 'Asia/Shanghai' }] : [];
    }
  };
}

export function variablesOf(diagram: Diagram): { name: string; kind: string }[] {
  return change.properties(change.processOf(diagram).businessObject).filter((one) => one.name.startsWith('variable.')).map((one) => ({ name: one.name.slice('variable.'.length), kind: one.value }));
}

function OneField({ diagram, element, field, topic }: { diagram: Diagram; element: Element; field: Field; topic?: string }) {
  const say = useText();
  const choices = useChoices(diagram)(field, topic);
  const bo = element.businessObject;
  const value = (field.attribute ? (bo.get(field.name) as string | undefined) : change.property(bo, field.name)) ?? '';
  const set = (next: string) => (field.attribute ? change.setAttribute(diagram, element, field.name, next) : change.setProperty(diagram, element, field.name, next));
  const label = say(field.label);
  const missing = field.required && !value;
  if (several(field.kind) || field.kind === 'groups') {
    const groups = field.kind === 'groups';
    return <Label text={label} missing={missing}><Select mode={choices.length > 0 && !groups ? 'multiple' : 'tags'} showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} aria-label={label} value={value.split(groups ? /\s*,\s*/ : /\s+/).filter(Boolean)} onChange={(next: string[]) => set(next.join(groups ? ',' : ' '))} options={choices} /></Label>;
  }
  if (choices.length > 0 && field.kind !== 'text-variable') {
    const options = value && !choices.some((one) => one.value === value) ? [...choices, { value, label: value }] : choices;
    return <Label text={label} missing={missing}><Select allowClear={!field.required} showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} status={missing ? 'warning' : undefined} aria-label={label} value={value || undefined} onChange={(next: string | undefined) => set(next ?? '')} options={options} /></Label>;
  }
  if (choices.length > 0) return <Label text={label} missing={missing}><Free label={label} value={value} options={choices} onChange={set} /></Label>;
  return <Written label={label} value={value} onChange={set} missing={missing} />;
}

function Free({ label, value, options, onChange }: { label: string; value: string; options: { value: string }[]; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return <AutoComplete style={{ width: '100%' }} aria-label={label} value={typed} onChange={(next: string) => setTyped(next)} onSelect={(next: string) => onChange(next)} onBlur={() => typed !== value && onChange(typed)} options={options} />;
}

function TheBlock({ diagram, element, blocks, all }: { diagram: Diagram; element: Element; blocks: Block[]; all: Block[] }) {
  const { t } = useTranslation();
  const say = useText();
  const topic = change.topicOf(element.businessObject);
  const block = blocks.find((one) => one.topic === topic);
  return (
    <>
      <Label text={t('editor.block')} missing={!block}>
        <Select style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} aria-label={t('editor.block')} placeholder={t('editor.noBlock')} value={topic} onChange={(next: string) => change.setBlock(diagram, element, blocks.find((one) => one.topic === next)!, all)} options={blocks.map((one) => ({ value: one.topic, label: say(one.name) }))} />
      </Label>
      {block?.fields.map((field) => <OneField key={`${topic} ${field.name}`} diagram={diagram} element={element} field={field} topic={topic} />)}
    </>
  );
}

const groups: Field = { name: 'camunda:candidateGroups', label: '', attribute: true, kind: 'groups', required: true };

function ThePerson({ diagram, element, blocks }: { diagram: Diagram; element: Element; blocks: Block[] }) {
  const { t } = useTranslation();
  const isAsking = change.topicOf(element.businessObject) === 'ask-several';
  const topic = isAsking ? 'ask-several' : 'ask-person';
  const asking = blocks.find((one) => one.topic === topic);
  const fields = change.formOf(element.businessObject);
  const set = (next: change.FormField[]) => change.setForm(diagram, element, next);
  const put = (at: number, part: Partial<change.FormField>) => set(fields.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <>
      <OneField diagram={diagram} element={element} field={{ ...groups, label: t('editor.groups') }} />
      <Written label={`${t('editor.due')} (P2D)`} value={(element.businessObject.get('camunda:dueDate') as string | undefined) ?? ''} onChange={(value) => change.setAttribute(diagram, element, 'camunda:dueDate', value)} />
      {asking?.fields.filter((field) => !field.attribute).map((field) => <OneField key={`${topic} ${field.name}`} diagram={diagram} element={element} field={field} topic={topic} />)}
      <h3 className="small" style={{ margin: '10px 0 2px' }}>{t('editor.formFields')}</h3>
      {fields.map((field, at) => (
        <div key={at} className="form-field">
          <div className="row" style={{ flexWrap: 'nowrap' }}>
            <div className="grow"><Written label={t('editor.fieldLabel')} value={field.label} onChange={(label) => put(at, { label })} /></div>
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t('act.remove')}: ${field.label || field.id}`} onClick={() => set(fields.filter((_, index) => index !== at))} />
          </div>
          <div className="row" style={{ flexWrap: 'nowrap', alignItems: 'flex-end' }}>
            <div className="grow"><Written label={t('editor.fieldId')} className="code" value={field.id} onChange={(id) => put(at, { id })} /></div>
            <Label text={t('editor.fieldType')}><Select style={{ width: 110 }} aria-label={t('editor.fieldType')} value={field.type} onChange={(type: string) => put(at, { type, values: type === 'enum' && field.values.length === 0 ? [{ id: 'yes', name: '是 Yes' }, { id: 'no', name: '否 No' }] : field.values })} options={['string', 'long', 'boolean', 'date', 'enum'].map((value) => ({ value, label: t(`editor.field_${value}`) }))} /></Label>
          </div>
          <Checkbox checked={field.constraints.some((one) => one.name === 'required' && one.config !== 'false')} onChange={(event) => put(at, { constraints: event.target.checked ? [...field.constraints.filter((one) => one.name !== 'required'), { name: 'required', config: 'true' }] : field.constraints.filter((one) => one.name !== 'required') })}>{t('editor.required')}</Checkbox>
          {field.type === 'enum' && <Written rows={2} label={t('editor.options')} value={field.values.map((one) => `${one.id} ${one.name}`.trim()).join('\n')} onChange={(text) => put(at, { values: text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => { const [id, ...name] = line.split(' '); return { id: id!, name: name.join(' ') || id! }; }) })} />}
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => set([...fields, { id: `field${fields.length + 1}`, label: '', type: 'string', constraints: [], values: [] }])}>{t('editor.addField')}</Button>
    </>
  );
}

function TheTimer({ diagram, element }: { diagram: Diagram; element: Element }) {
  const { t } = useTranslation();
  const timer = change.timerOf(element.businessObject)!;
  const kind = timer.timeDate ? 'timeDate' : 'timeDuration';
  const body = ((timer[kind] as { body?: string } | undefined)?.body ?? '') as string;
  return (
    <>
      <Label text={t('editor.timer')}>
        <Select style={{ width: '100%' }} aria-label={t('editor.timer')} value={kind} onChange={(next: 'timeDuration' | 'timeDate') => change.setTimer(diagram, element, next, next === 'timeDuration' ? 'P1D' : '')} options={[{ value: 'timeDuration', label: t('editor.timerDuration') }, { value: 'timeDate', label: t('editor.timerDate') }]} />
      </Label>
      <Written label={kind === 'timeDuration' ? t('editor.timerHint') : t('editor.timerDate')} value={body} onChange={(value) => change.setTimer(diagram, element, kind, value)} missing={!body} />
    </>
  );
}

function TheFlow({ diagram, element }: { diagram: Diagram; element: Element }) {
  const { t } = useTranslation();
  const bo = element.businessObject;
  const gateway = bo.sourceRef as { $type: string; default?: unknown } | undefined;
  if (gateway?.$type !== 'bpmn:ExclusiveGateway') return null;
  const source = diagram.get('elementRegistry').get((gateway as { id?: string }).id) as Element;
  const otherwise = gateway.default === bo;
  const text = (bo.conditionExpression?.body as string | undefined) ?? '';
  const simple = condition(text);
  const variables = variablesOf(diagram);
  const kind = (name: string) => variables.find((one) => one.name === name)?.kind;
  return (
    <>
      <Checkbox checked={otherwise} onChange={(event) => { if (event.target.checked) change.setCondition(diagram, element, undefined); diagram.get('modeling').updateProperties(source, { default: event.target.checked ? bo : undefined }); }}>{t('editor.flowDefault')}</Checkbox>
      {!otherwise && (text === '' || simple ? (
        <>
          <Label text={t('editor.flowVariable')} missing={!simple}><Select style={{ width: '100%' }} aria-label={t('editor.flowVariable')} value={simple?.variable} onChange={(name: string) => change.setCondition(diagram, element, conditionText(name, simple?.value, kind(name)))} options={variables.map((one) => ({ value: one.name, label: `${one.name} · ${t(`editor.kind_${one.kind}`, { defaultValue: one.kind })}` }))} /></Label>
          {simple && <Written label={t('editor.flowValue')} value={simple.value ?? ''} onChange={(value) => change.setCondition(diagram, element, conditionText(simple.variable, value, kind(simple.variable)))} />}
        </>
      ) : (
        <Written label={t('editor.flowCondition')} className="code" value={text} onChange={(value) => change.setCondition(diagram, element, value)} />
      ))}
    </>
  );
}

function TheProcess({ diagram, element }: { diagram: Diagram; element: Element }) {
  const { t } = useTranslation();
  const bo = element.businessObject;
  const list = change.properties(bo);
  const variables = list.filter((one) => one.name.startsWith('variable.'));
  const others = list.filter((one) => !one.name.startsWith('variable.'));
  const set = (next: { name: string; value: string }[]) => change.setProperties(diagram, element, [...next, ...others]);
  const text = ((bo.documentation as { text?: string }[] | undefined)?.[0]?.text ?? '') as string;
  return (
    <>
      <Written rows={2} label={t('editor.documentation')} value={text} onChange={(value) => diagram.get('modeling').updateProperties(element, { documentation: value ? [diagram.get('bpmnFactory').create('bpmn:Documentation', { text: value })] : [] })} />
      <h3 className="small" style={{ margin: '10px 0 2px' }}>{t('editor.variables')}</h3>
      {variables.map((one, at) => (
        <div key={at} className="row" style={{ flexWrap: 'nowrap', alignItems: 'flex-end' }}>
          <div className="grow"><Written label={t('editor.variable')} className="code" value={one.name.slice(9)} onChange={(name) => /^[a-z][A-Za-z0-9]{0,63}$/.test(name) && set(variables.map((each, index) => (index === at ? { ...each, name: `variable.${name}` } : each)))} /></div>
          <Label text={t('editor.kind')}><Select style={{ width: 100 }} aria-label={t('editor.kind')} value={one.value} onChange={(value: string) => set(variables.map((each, index) => (index === at ? { ...each, value } : each)))} options={['text', 'number', 'boolean', 'date', 'duration'].map((value) => ({ value, label: t(`editor.kind_${value}`) }))} /></Label>
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t('act.remove')}: ${one.name.slice(9)}`} onClick={() => set(variables.filter((_, index) => index !== at))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => set([...variables, { name: `variable.value${variables.length + 1}`, value: 'text' }])}>{t('act.add')}</Button>
      <OneField diagram={diagram} element={element} field={{ name: 'exit', label: t('editor.exit'), attribute: false, kind: 'event-types', required: false }} />
      <OneField diagram={diagram} element={element} field={{ name: 'reentry', label: t('editor.reentry'), attribute: false, kind: 'choice', required: false, choices: [{ value: 'never', name: t('editor.reentryNever') }, { value: 'after-end', name: t('editor.reentryAfterEnd') }] }} />
      <Written label={`${t('editor.keep')} (P180D)`} value={(bo.get('camunda:historyTimeToLive') as string | undefined) ?? ''} onChange={(value) => change.setAttribute(diagram, element, 'camunda:historyTimeToLive', value)} />
    </>
  );
}
