import type { Extension } from '@codemirror/state';

/** How a file is written, loaded only when such a file is opened. */
export async function languageOf(path: string): Promise<Extension[]> {
  if (/\.(ya?ml)$/.test(path)) return [(await import('@codemirror/lang-yaml')).yaml()];
  if (/\.json(\.ftl)?$/.test(path)) return [(await import('@codemirror/lang-json')).json()];
  if (/\.(html?\.ftl|html?|mjml|bpmn|xml)$/.test(path)) return [(await import('@codemirror/lang-html')).html({ autoCloseTags: true, matchClosingTags: false })];
  return [];
}
