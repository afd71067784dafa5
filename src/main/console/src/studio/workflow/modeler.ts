import Modeler from 'bpmn-js/lib/Modeler';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';

/* eslint-disable @typescript-eslint/no-explicit-any -- the diagram's own parts have no types that fit */
export interface Moddle {
  $type: string;
  $parent?: Moddle;
  id: string;
  get: (name: string) => any;
  set: (name: string, value: unknown) => void;
  [name: string]: any;
}

export interface Element {
  id: string;
  type: string;
  businessObject: Moddle;
  parent?: Element;
  host?: Element;
  attachers?: Element[];
  children?: Element[];
  outgoing?: Element[];
  incoming?: Element[];
  waypoints?: { x: number; y: number }[];
  x: number;
  y: number;
  width: number;
  height: number;
  labelTarget?: Element;
}

export interface Diagram {
  importXML: (xml: string) => Promise<{ warnings: { message: string }[] }>;
  saveXML: (how: { format: boolean }) => Promise<{ xml?: string }>;
  get: (part: string) => any;
  on: (event: string, act: (event: any) => void) => void;
  destroy: () => void;
}

const chinese: Record<string, string> = {
  'Append end event': '在后面放“结束”',
  'Append gateway': '在后面放“二选一”',
  'Append text annotation': '加一条备注',
  'Connect using Sequence/MessageFlow or Association': '连线',
  'Connect to other element': '连线',
  Delete: '删除',
  Remove: '删除',
};

const kept = /^(connect|delete|append\.end-event|append\.gateway|append\.text-annotation)$/;

/** What stands beside a chosen step: only what our workflows may hold. */
class FewChoices {
  static $inject = ['contextPad'];
  constructor(pad: { registerProvider: (priority: number, provider: unknown) => void }) {
    const few = () => (entries: Record<string, unknown>) => Object.fromEntries(Object.entries(entries).filter(([name]) => kept.test(name)));
    pad.registerProvider(100, { getContextPadEntries: few, getMultiElementContextPadEntries: few });
  }
}

/** The steps are offered beside the diagram, in plain words. */
class NoPalette {}

/** Draws a workflow to be changed, or to be looked at; the logo of bpmn.io stays, as its licence asks. */
export function draw(container: HTMLElement, { readOnly, language }: { readOnly: boolean; language: string }): Diagram {
  const translate = (text: string, values: Record<string, string> = {}) => ((language.startsWith('zh') ? chinese[text] : undefined) ?? text).replace(/{([^}]+)}/g, (_, name: string) => values[name] ?? `{${name}}`);
  const words = { translate: ['value', translate] };
  const options = { container, moddleExtensions: { camunda }, additionalModules: readOnly ? [words] : [words, { __init__: ['fewChoices'], fewChoices: ['type', FewChoices], paletteProvider: ['type', NoPalette] }] };
  return (readOnly ? new NavigatedViewer(options as never) : new Modeler(options as never)) as unknown as Diagram;
}
