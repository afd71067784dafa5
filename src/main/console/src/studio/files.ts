import { api, part } from '../api/client';

/** One file of a draft, as the API takes it. */
export interface DraftPart {
  path: string;
  text?: string;
  removed?: boolean;
}

/** A released file's text, or nothing where there is none. */
export async function released(path: string): Promise<string | undefined> {
  try {
    return await api.text(`/content/${path.split('/').map(part).join('/')}`);
  } catch {
    return undefined;
  }
}

/** The scenarios beside a file: its own, or the folder's workflow's. */
export function testOf(path: string): string | undefined {
  const file = /^(.+)\.(dslr|csv|xlsx|drl|bpmn)$/.exec(path);
  return file ? `${file[1]}.test.yaml` : undefined;
}
