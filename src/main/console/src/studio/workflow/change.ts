import type { Block } from './blocks';
import { idFor } from './blocks';
import type { Diagram, Element, Moddle } from './modeler';

/** Reads and changes what steps hold; every change can be undone. */

function extension(bo: Moddle, type: string): Moddle | undefined {
  return (bo.get('extensionElements')?.get('values') as Moddle[] | undefined)?.find((one) => one.$type === type);
}

export function properties(bo: Moddle): { name: string; value: string }[] {
  return ((extension(bo, 'camunda:Properties')?.get('values') as Moddle[] | undefined) ?? []).map((one) => ({ name: one.name as string, value: (one.value as string | undefined) ?? '' }));
}

export function property(bo: Moddle, name: string): string | undefined {
  return properties(bo).find((one) => one.name === name)?.value;
}

function extend(diagram: Diagram, element: Element, type: string, made: Moddle | undefined) {
  const factory = diagram.get('bpmnFactory');
  const bo = element.businessObject;
  const others = ((bo.get('extensionElements')?.get('values') as Moddle[] | undefined) ?? []).filter((one) => one.$type !== type);
  const values = made ? [...others, made] : others;
  const next = values.length > 0 ? (factory.create('bpmn:ExtensionElements', { values }) as Moddle) : undefined;
  if (next) {
    next.$parent = bo;
    values.forEach((one) => (one.$parent = next));
  }
  diagram.get('modeling').updateProperties(element, { extensionElements: next });
}

export function setProperties(diagram: Diagram, element: Element, list: { name: string; value: string }[]) {
  const factory = diagram.get('bpmnFactory');
  const values = list.map((one) => factory.create('camunda:Property', one) as Moddle);
  const made = values.length > 0 ? (factory.create('camunda:Properties', { values }) as Moddle) : undefined;
  values.forEach((one) => (one.$parent = made));
  extend(diagram, element, 'camunda:Properties', made);
}

/** Sets one property, or takes it away where there is nothing to say. */
export function setProperty(diagram: Diagram, element: Element, name: string, value: string | undefined) {
  const list = properties(element.businessObject);
  const at = list.findIndex((one) => one.name === name);
  if (value === undefined || value === '') setProperties(diagram, element, list.filter((one) => one.name !== name));
  else setProperties(diagram, element, at < 0 ? [...list, { name, value }] : list.map((one, index) => (index === at ? { name, value } : one)));
}

export function setAttribute(diagram: Diagram, element: Element, name: string, value: string | undefined) {
  diagram.get('modeling').updateProperties(element, { [name]: value === '' ? undefined : value });
}

export interface FormField {
  id: string;
  label: string;
  type: string;
  constraints: { name: string; config: string }[];
  values: { id: string; name: string }[];
}

export function formOf(bo: Moddle): FormField[] {
  return ((extension(bo, 'camunda:FormData')?.get('fields') as Moddle[] | undefined) ?? []).map((field) => ({
    id: (field.id as string | undefined) ?? '',
    label: (field.label as string | undefined) ?? '',
    type: (field.type as string | undefined) ?? 'string',
    constraints: ((field.validation?.get('constraints') as Moddle[] | undefined) ?? []).map((one) => ({ name: one.name as string, config: (one.config as string | undefined) ?? '' })),
    values: ((field.get('values') as Moddle[] | undefined) ?? []).map((one) => ({ id: one.id, name: (one.name as string | undefined) ?? '' })),
  }));
}

export function setForm(diagram: Diagram, element: Element, fields: FormField[]) {
  const factory = diagram.get('bpmnFactory');
  const child = (type: string, attributes: object, children: Moddle[] = []): Moddle => {
    const made = factory.create(type, attributes) as Moddle;
    children.forEach((one) => (one.$parent = made));
    return made;
  };
  const made = fields.map((field) => {
    const constraints = field.constraints.map((one) => child('camunda:Constraint', one));
    const values = field.type === 'enum' ? field.values.map((one) => child('camunda:Value', one)) : [];
    const validation = constraints.length > 0 ? child('camunda:Validation', { constraints }, constraints) : undefined;
    return child('camunda:FormField', { id: field.id, label: field.label, type: field.type, ...(validation ? { validation } : {}), ...(values.length ? { values } : {}) }, [...(validation ? [validation] : []), ...values]);
  });
  extend(diagram, element, 'camunda:FormData', made.length ? child('camunda:FormData', { fields: made }, made) : undefined);
}

export function timerOf(bo: Moddle): Moddle | undefined {
  return (bo.get('eventDefinitions') as Moddle[] | undefined)?.find((one) => one.$type === 'bpmn:TimerEventDefinition');
}

export function setTimer(diagram: Diagram, element: Element, kind: 'timeDuration' | 'timeDate', body: string) {
  const timer = timerOf(element.businessObject);
  if (!timer) return;
  const made = diagram.get('bpmnFactory').create('bpmn:FormalExpression', { body }) as Moddle;
  made.$parent = timer;
  diagram.get('modeling').updateModdleProperties(element, timer, { timeDuration: undefined, timeDate: undefined, timeCycle: undefined, [kind]: made });
}

export function setCondition(diagram: Diagram, flow: Element, text: string | undefined) {
  const made = text ? (diagram.get('bpmnFactory').create('bpmn:FormalExpression', { body: text }) as Moddle) : undefined;
  if (made) made.$parent = flow.businessObject;
  diagram.get('modeling').updateProperties(flow, { conditionExpression: made });
}

export function processOf(diagram: Diagram): Element {
  return diagram.get('canvas').getRootElement() as Element;
}

export function topicOf(bo: Moddle): string | undefined {
  return bo.$type === 'bpmn:UserTask' ? (property(bo, 'ask') !== undefined ? 'ask-several' : undefined) : (bo.get('camunda:topic') as string | undefined);
}

/** Makes a step do something else: what only the other block knew goes. */
export function setBlock(diagram: Diagram, element: Element, block: Block, all: Block[]) {
  const attributes = Object.fromEntries(block.fixed.filter((one) => one.attribute).map((one) => [one.name, one.value]));
  if (Object.keys(attributes).length > 0) diagram.get('modeling').updateProperties(element, attributes);
  const others = new Set(all.flatMap((one) => one.fields.map((field) => field.name)));
  const own = new Set(block.fields.map((field) => field.name));
  const kept = properties(element.businessObject).filter((one) => own.has(one.name) || !others.has(one.name));
  const begun = block.fields.filter((field) => !field.attribute && field.value && !kept.some((one) => one.name === field.name)).map((field) => ({ name: field.name, value: field.value! }));
  setProperties(diagram, element, [...kept, ...begun]);
}

/** What can be put on the diagram. */
export type Piece = { block: Block } | { type: string; name: string; label: string; timer?: string };

/** A new step, not yet on the diagram. */
export function make(diagram: Diagram, piece: Piece): Element {
  const factory = diagram.get('bpmnFactory');
  const shapes = diagram.get('elementFactory');
  const taken = (id: string) => !!diagram.get('elementRegistry').get(id);
  const type = 'block' in piece ? piece.block.on : piece.type;
  const id = idFor(type, 'block' in piece ? piece.block.topic : piece.name, taken);
  const bo = factory.create(type, { id, name: 'block' in piece ? piece.block.name : piece.label }) as Moddle;
  if ('block' in piece) {
    for (const one of piece.block.fixed) if (one.attribute) bo.set(one.name, one.value);
    const begun = piece.block.fields.filter((field) => !field.attribute && field.value);
    if (begun.length > 0) {
      const values = begun.map((field) => factory.create('camunda:Property', { name: field.name, value: field.value }) as Moddle);
      const list = factory.create('camunda:Properties', { values }) as Moddle;
      values.forEach((one) => (one.$parent = list));
      const more = factory.create('bpmn:ExtensionElements', { values: [list] }) as Moddle;
      list.$parent = more;
      more.$parent = bo;
      bo.set('extensionElements', more);
    }
  } else if (piece.timer) {
    const body = factory.create('bpmn:FormalExpression', { body: piece.timer }) as Moddle;
    const timer = factory.create('bpmn:TimerEventDefinition', { id: `timer_${id.replace(/^[^_]+_/, '')}`, timeDuration: body }) as Moddle;
    body.$parent = timer;
    timer.$parent = bo;
    bo.set('eventDefinitions', [timer]);
  }
  return shapes.createShape({ type, businessObject: bo }) as Element;
}

const WIDE = 160;

/** Puts a step into a line, and pushes what comes after it aside where there is too little room. */
function into(diagram: Diagram, flow: Element, shape: Element): Element {
  const modeling = diagram.get('modeling');
  const source = diagram.get('elementRegistry').get(flow.businessObject.sourceRef?.id) as Element | undefined;
  const target = diagram.get('elementRegistry').get(flow.businessObject.targetRef?.id) as Element | undefined;
  const straight = source && target && Math.abs(source.y + source.height / 2 - target.y - target.height / 2) < 5 && target.x > source.x;
  if (straight && target.x - source.x - source.width < shape.width + 60) {
    const start = source.x + source.width + 1;
    const space = diagram.get('spaceTool').calculateAdjustments(processOf(diagram).children ?? [], 'x', WIDE, start);
    modeling.createSpace(space.movingShapes, space.resizingShapes, { x: WIDE, y: 0 }, 'e', start);
  }
  const points = flow.waypoints!;
  // In the middle of the longest stretch, where there is most room.
  const stretches = points.slice(1).map((point, index) => ({ from: points[index]!, to: point }));
  const longest = stretches.reduce((best, one) => (span(one) > span(best) ? one : best));
  const middle = { x: Math.round((longest.from.x + longest.to.x) / 2), y: Math.round((longest.from.y + longest.to.y) / 2) };
  return modeling.createShape(shape, middle, flow) as Element;
}

const span = ({ from, to }: { from: { x: number; y: number }; to: { x: number; y: number } }) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);

const ROOM = 30;

/** How far down something of this size lies on nothing else. */
export function free(others: Pick<Element, 'x' | 'y' | 'width' | 'height'>[], x: number, y: number, { width, height }: { width: number; height: number }): number {
  const under = others.filter((one) => one.width > 0 && Math.abs(one.x + one.width / 2 - x) < (one.width + width) / 2 + ROOM && Math.abs(one.y + one.height / 2 - y) < (one.height + height) / 2 + ROOM);
  return under.length === 0 ? y : free(others, x, Math.max(...under.map((one) => one.y + one.height)) + ROOM + Math.ceil(height / 2), { width, height });
}

/** Puts a step after the chosen one, into the chosen line, onto the border of the chosen one, or into the middle of what is seen. */
export function put(diagram: Diagram, piece: Piece): Element {
  const modeling = diagram.get('modeling');
  const chosen = (diagram.get('selection').get() as Element[])[0];
  const shape = make(diagram, piece);
  let placed: Element;
  if (shape.type === 'bpmn:BoundaryEvent') {
    if (!chosen || !/Task$|CallActivity$/.test(chosen.type)) throw new Error('host');
    placed = modeling.createShape(shape, { x: chosen.x + chosen.width - 24 - 40 * (chosen.attachers?.length ?? 0), y: chosen.y + chosen.height }, chosen, { attach: true }) as Element;
  } else if (chosen?.waypoints && chosen.type === 'bpmn:SequenceFlow') {
    placed = into(diagram, chosen, shape);
  } else if (chosen && chosen.type !== 'bpmn:EndEvent' && shape.type !== 'bpmn:StartEvent' && /Task$|Event$|Gateway$|Activity$/.test(chosen.type)) {
    const onward = (chosen.outgoing ?? []).filter((one) => one.type === 'bpmn:SequenceFlow');
    // Out of a step leads one arrow: what is new goes into it. Only gateways have several.
    const between = onward.length === 1 && !/Gateway$/.test(chosen.type) && shape.type !== 'bpmn:EndEvent' ? onward[0]! : undefined;
    placed = between ? into(diagram, between, shape) : (diagram.get('autoPlace').append(chosen, shape) as Element);
  } else {
    const box = diagram.get('canvas').viewbox() as { x: number; y: number; width: number; height: number };
    const x = Math.round(box.x + box.width / 2);
    placed = modeling.createShape(shape, { x, y: free(processOf(diagram).children ?? [], x, Math.round(box.y + box.height / 2), shape) }, processOf(diagram)) as Element;
  }
  diagram.get('selection').select(placed);
  return placed;
}
