import type { Moddle } from '../workflow/modeler';

/** One field of an element as it was and as it is; absent where there is none. */
export interface FieldChange {
  /** A word of `compare.fields`. */
  key: string;
  /** Which of several: the name of a property, a variable, a form's field. */
  of?: string;
  before?: string;
  after?: string;
}

export interface ElementChange {
  id: string;
  kind: 'added' | 'removed' | 'changed';
  type: string;
  name: string;
  topic?: string;
  fields: FieldChange[];
}

export interface WorkflowChanges {
  elements: ElementChange[];
  /** Ids of steps that only stand elsewhere on the drawing. */
  moved: string[];
}

interface Described extends Moddle {
  $descriptor: { properties: { name: string; ns: { localName: string }; isReference?: boolean; isVirtual?: boolean }[] };
  $attrs?: Record<string, string>;
}

/** What differs between two workflows, element by element: every attribute and every part, whether there is a word for it or not. */
export function compareWorkflows(before: Moddle | undefined, after: Moddle | undefined): WorkflowChanges {
  const old = elementsOf(before);
  const now = elementsOf(after);
  const elements: ElementChange[] = [];
  for (const [id, element] of now) {
    const was = old.get(id);
    const fields = differences(was && fieldsOf(was), fieldsOf(element));
    if (!was || fields.length > 0) elements.push({ id, kind: was ? 'changed' : 'added', ...about(element), fields });
  }
  for (const [id, element] of old) if (!now.has(id)) elements.push({ id, kind: 'removed', ...about(element), fields: [] });
  const known = new Set(elements.map((one) => one.id));
  const [stood, stands] = [places(before), places(after)];
  const moved = [...stands].filter(([id, place]) => !known.has(id) && stood.has(id) && stood.get(id) !== place).map(([id]) => id);
  return { elements, moved };
}

function about(element: Moddle) {
  const topic = element.get('camunda:topic') as string | undefined;
  return { type: kindOf(element), name: nameOf(element), ...(topic ? { topic } : {}) };
}

/** `serviceTask` of `bpmn:ServiceTask`. */
export function kindOf(element: Moddle): string {
  const name = element.$type.replace(/^\w+:/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function nameOf(element: Moddle): string {
  if (element.name) return element.name as string;
  if (element.$type === 'bpmn:SequenceFlow' && element.sourceRef && element.targetRef) return `${nameOf(element.sourceRef)} → ${nameOf(element.targetRef)}`;
  return (element.text as string | undefined) ?? element.id;
}

function elementsOf(definitions: Moddle | undefined): Map<string, Moddle> {
  const found = new Map<string, Moddle>();
  const walk = (element: Moddle) => {
    if (element.id) found.set(element.id, element);
    for (const part of ['flowElements', 'artifacts', 'participants', 'messageFlows']) for (const one of (element[part] as Moddle[] | undefined) ?? []) walk(one);
    for (const lanes of (element.laneSets as Moddle[] | undefined) ?? []) for (const lane of (lanes.lanes as Moddle[] | undefined) ?? []) walk(lane);
  };
  for (const root of (definitions?.rootElements as Moddle[] | undefined) ?? []) walk(root);
  return found;
}

const skipped = new Set(['id', 'di', 'incoming', 'outgoing', 'flowElements', 'artifacts', 'participants', 'messageFlows', 'laneSets', 'lanes', 'extensionElements', 'eventDefinitions', 'resources', 'properties']);
const words: Record<string, string> = { name: 'name', topic: 'topic', candidateGroups: 'groups', dueDate: 'due', historyTimeToLive: 'keep', conditionExpression: 'condition', default: 'otherwise', sourceRef: 'from', targetRef: 'to', attachedToRef: 'attached', cancelActivity: 'interrupting', documentation: 'documentation', text: 'documentation' };

type Fields = Map<string, { key: string; of?: string; value: string }>;

function fieldsOf(element: Moddle): Fields {
  const found: Fields = new Map();
  const tell = (key: string, of: string | undefined, value: string | undefined) => value !== undefined && value !== '' && found.set(`${key} ${of ?? ''}`, { key, of, value });
  tell('type', undefined, kindOf(element));
  for (const property of (element as Described).$descriptor.properties) {
    const local = property.ns.localName;
    if (property.isVirtual || skipped.has(local)) continue;
    const key = words[local];
    tell(key ?? 'raw', key ? undefined : property.name, flat(element.get(property.name), true));
  }
  for (const [name, value] of Object.entries((element as Described).$attrs ?? {})) tell('raw', name, String(value));
  ((element.eventDefinitions as Moddle[] | undefined) ?? []).forEach((one) => tell(one.$type === 'bpmn:TimerEventDefinition' ? 'timer' : 'raw', one.$type === 'bpmn:TimerEventDefinition' ? undefined : kindOf(one), flat(one.timeDuration ?? one.timeDate ?? one.timeCycle) ?? flat(one)));
  for (const one of (element.extensionElements?.get('values') as Moddle[] | undefined) ?? []) extension(one, tell);
  return found;
}

function extension(one: Moddle, tell: (key: string, of: string | undefined, value: string | undefined) => void) {
  if (one.$type === 'camunda:Properties') {
    for (const property of (one.get('values') as Moddle[] | undefined) ?? []) {
      const name = String(property.name);
      if (name.startsWith('variable.')) tell('variable', name.slice(9), String(property.value ?? ''));
      else tell('property', name, String(property.value ?? ''));
    }
  } else if (one.$type === 'camunda:FormData') {
    for (const field of (one.get('fields') as Moddle[] | undefined) ?? []) {
      const options = ((field.get('values') as Moddle[] | undefined) ?? []).map((each) => `${each.id} ${each.name ?? ''}`.trim());
      const rules = ((field.validation?.get('constraints') as Moddle[] | undefined) ?? []).map((each) => (each.config === undefined || each.config === 'true' ? each.name : `${each.name} ${each.config}`));
      tell('form', field.id, [field.label, field.type, ...rules, options.join(', ')].filter(Boolean).join(' · '));
    }
  } else tell('raw', one.$type, flat(one));
}

/** A value in one line; of what is only referred to its name. */
function flat(value: unknown, top = false): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => flat(one)).filter(Boolean).join(', ');
  if (typeof value !== 'object') return String(value);
  const element = value as Moddle;
  if (element.$type === 'bpmn:FormalExpression' || element.$type === 'bpmn:Expression') return element.body as string;
  if (element.$type === 'bpmn:Documentation') return element.text as string;
  if (element.id && top) return nameOf(element);
  const parts = ((element as Described).$descriptor?.properties ?? []).filter((one) => one.ns.localName !== 'id' && !one.isVirtual).map((one) => [one.ns.localName, element.get(one.name)] as const).filter(([, each]) => each !== undefined && each !== element && !(Array.isArray(each) && each.length === 0));
  const more = Object.entries((element as Described).$attrs ?? {});
  return [...parts.map(([name, each]) => `${name}: ${(each as Moddle)?.id ? nameOf(each as Moddle) : flat(each)}`), ...more.map(([name, each]) => `${name}: ${each}`), ...(element.$body ? [String(element.$body)] : [])].join('; ') || kindOf(element);
}

function differences(before: Fields | undefined, after: Fields): FieldChange[] {
  const found: FieldChange[] = [];
  for (const [at, { key, of, value }] of after) {
    const was = before?.get(at)?.value;
    if (was !== value && !(before === undefined && hidden(key, value))) found.push({ key, of, ...(was === undefined ? {} : { before: was }), after: value });
  }
  for (const [at, { key, of, value }] of before ?? []) if (!after.has(at)) found.push({ key, of, before: value });
  return found;
}

/** Of a new element only what somebody chose, not what every element of its kind has. */
const hidden = (key: string, value: string) => key === 'type' || key === 'name' || (key === 'raw' && /^(true|false|0|1|external|None)$/.test(value)) || (key === 'interrupting' && value === 'true');

function places(definitions: Moddle | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (const diagram of (definitions?.diagrams as Moddle[] | undefined) ?? []) {
    for (const shape of (diagram.plane?.planeElement as Moddle[] | undefined) ?? []) {
      const { bounds } = shape;
      if (bounds && shape.bpmnElement?.id) found.set(shape.bpmnElement.id, [bounds.x, bounds.y, bounds.width, bounds.height].join(' '));
    }
  }
  return found;
}
