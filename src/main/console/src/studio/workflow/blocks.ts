import type { Finding } from '../findings';

/** The building blocks as the API tells them: element templates, and what each field may hold. */
export interface Blocks {
  templates: ElementTemplate[];
  kinds: Record<string, Record<string, string>>;
}

export interface ElementTemplate {
  id: string;
  name: string;
  appliesTo: string[];
  properties: TemplateProperty[];
}

export interface TemplateProperty {
  label?: string;
  type: string;
  value?: string;
  binding: { type: string; name: string };
  choices?: { name: string; value: string }[];
  constraints?: { notEmpty?: boolean };
}

export interface Block {
  topic: string;
  /** In both languages: "发送消息 Send a message". */
  name: string;
  on: string;
  /** What is set with the block, by its binding, and never shown. */
  fixed: { attribute: boolean; name: string; value: string }[];
  fields: Field[];
}

export interface Field {
  name: string;
  label: string;
  attribute: boolean;
  kind: string;
  required: boolean;
  value?: string;
  choices?: { name: string; value: string }[];
}

/** The form of each block, from its element template. */
export function blocksOf({ templates, kinds }: Blocks): Block[] {
  return templates.map((template) => {
    const topic = template.properties.find((one) => one.binding.name === 'camunda:topic')?.value ?? template.id.replace(/^hearth\./, '');
    const attribute = (one: TemplateProperty) => one.binding.type === 'property';
    return {
      topic,
      name: template.name,
      on: template.appliesTo[0] ?? 'bpmn:ServiceTask',
      fixed: template.properties.filter((one) => one.type === 'Hidden').map((one) => ({ attribute: attribute(one), name: one.binding.name, value: one.value ?? '' })),
      fields: template.properties
        .filter((one) => one.type !== 'Hidden')
        .map((one) => ({
          name: one.binding.name,
          label: one.label ?? one.binding.name,
          attribute: attribute(one),
          kind: one.choices ? 'choice' : (kinds[topic]?.[one.binding.name] ?? (one.binding.name === 'camunda:candidateGroups' ? 'groups' : one.binding.name === 'by' ? 'rulebook' : ['into', 'for', 'to'].includes(one.binding.name) ? 'text-variable' : 'text')),
          required: !!one.constraints?.notEmpty,
          value: one.value,
          choices: one.choices,
        })),
    };
  });
}

/** Kinds of fields that take several values with spaces between them. */
export const several = (kind: string) => ['event-types', 'text-variables', 'days'].includes(kind);

/** A condition as two fields, where it is as simple as that: `${checkIn == 'needs-help'}`, `${hasWarmUp}`. */
export function condition(text: string): { variable: string; value?: string } | undefined {
  const match = /^\s*\$\{\s*([A-Za-z_]\w*)\s*(?:==\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?|true|false))\s*)?\}\s*$/.exec(text);
  return match ? { variable: match[1]!, value: match[2] ?? match[3] ?? match[4] } : undefined;
}

export function conditionText(variable: string, value: string | undefined, kind: string | undefined): string {
  if (value === undefined || value === '') return `\${${variable}}`;
  return kind === 'number' || kind === 'boolean' ? `\${${variable} == ${value}}` : `\${${variable} == '${value.replaceAll("'", '')}'}`;
}

/** An id that people can read, free among those that are taken: `serviceTask_SendMessage2`. */
export function idFor(type: string, topic: string, taken: (id: string) => boolean): string {
  const name = topic.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const kind = type.replace(/^bpmn:/, '');
  const short = kind.endsWith('Gateway') ? 'gateway' : kind.charAt(0).toLowerCase() + kind.slice(1);
  for (let number = 1; ; number++) {
    const id = `${short}_${name}${number === 1 ? '' : number}`;
    if (!taken(id)) return id;
  }
}

/** Which step a finding is about: one that its words name, else the one whose lines it stands in. */
export function stepOf(finding: Finding, xml: string, known: (id: string) => boolean): string | undefined {
  for (const word of finding.message.match(/[A-Za-z_][\w-]*/g) ?? []) if (word.includes('_') && known(word)) return word;
  if (finding.line < 1) return undefined;
  const lines = xml.split('\n');
  for (let at = Math.min(finding.line, lines.length) - 1; at >= 0; at--) {
    for (const match of [...lines[at]!.matchAll(/\bid="([^"]+)"/g)].reverse()) if (known(match[1]!)) return match[1];
  }
  return undefined;
}

/** How dark a step is on the heat map, from 1 to 5; 0 where there is nothing to show. */
export function heat(value: number | null | undefined, most: number): number {
  if (!value || most <= 0) return 0;
  return Math.min(5, Math.max(1, Math.ceil((value / most) * 5)));
}
