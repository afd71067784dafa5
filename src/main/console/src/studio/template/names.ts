import type { Text } from '../../api/types';

/** A name that a template may show, what it holds, and what it is. */
export interface Variable {
  name: string;
  kind: string;
  meaning: { key: string; name?: string } | { text: string };
}

export interface Model {
  languages: string[];
  variables: Record<string, string>;
}

export interface TemplateAbout {
  id: string;
  title: Text;
  channels: string[];
  languages: string[];
  links: Record<string, string>;
  values: Record<string, string>;
}

const known = new Set(['member.id', 'member.name', 'member.level', 'member.points', 'member.badges', 'community.slug', 'community.name', 'now']);

/** All that one template may show: the declared model, links, values, and its own texts. */
export function variables(model: Model | undefined, about: Pick<TemplateAbout, 'links' | 'values'> | undefined, texts: Record<string, string>): Variable[] {
  const found: Variable[] = [];
  for (const [name, kind] of Object.entries(model?.variables ?? {})) found.push({ name, kind, meaning: known.has(name) ? { key: name.replace('.', '_') } : { text: kind } });
  for (const [name, address] of Object.entries(about?.links ?? {})) found.push({ name: `link.${name}`, kind: 'text', meaning: { key: 'link', name: address } });
  for (const name of ['unsubscribe', 'preferences']) found.push({ name: `link.${name}`, kind: 'text', meaning: { key: `link_${name}` } });
  for (const [name, kind] of Object.entries(about?.values ?? {})) found.push({ name: `values.${name}`, kind, meaning: { key: 'value' } });
  for (const [name, text] of Object.entries(texts)) found.push({ name: `text.${name}`, kind: 'text', meaning: { text } });
  return found;
}

/** Lists and yes or no can be asked about or gone through, but not be shown as they are. */
export const isShown = (one: { kind: string }) => one.kind !== 'list' && one.kind !== 'boolean';

/** The keys and texts of a `.properties` file, as far as an editor needs them. */
export function properties(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([A-Za-z0-9_.-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (match && !/^\s*[#!]/.test(line)) found[match[1]!] = match[2]!.trim();
  }
  return found;
}

/** The template that a file belongs to, and which file of it; nothing for what all templates share. */
export function templateOf(path: string): { id: string; file: string } | undefined {
  const match = /^templates\/((?!_)[^/]+(?:\/[^/]+)*?)\/([^/]+)$/.exec(path);
  return match && !/\/expected$/.test(match[1]!) ? { id: match[1]!, file: match[2]! } : undefined;
}

/** The form that a file is a part of, as previews are labelled. */
export function formOf(file: string): string | undefined {
  return { 'subject.ftl': 'subject', 'email.html.ftl': 'html', 'email.txt.ftl': 'text', 'short.txt.ftl': 'short', 'wechat.json.ftl': 'card', 'webhook.json.ftl': 'data' }[file];
}

/** Where in a line an expression is being written: what stands there so far. */
export function expression(before: string): { typed: string; open: boolean } | undefined {
  const inside = /\$\{([^}]*)$/.exec(before) ?? /<#(?:if|elseif|list)\s+([^>]*)$/.exec(before);
  if (inside) {
    const word = /[A-Za-z_][\w.]*$/.exec(inside[1]!)?.[0] ?? '';
    const rest = inside[1]!.slice(0, inside[1]!.length - word.length);
    return /["'?!]$/.test(rest) ? undefined : { typed: word, open: true };
  }
  const begun = /\$$/.exec(before);
  return begun ? { typed: '$', open: false } : undefined;
}
