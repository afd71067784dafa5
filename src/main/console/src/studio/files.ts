import { useQuery } from '@tanstack/react-query';
import { api, part } from '../api/client';
import { useGet } from '../api/hooks';

/** One file of a draft, as the API takes it. */
export interface DraftPart {
  path: string;
  text?: string;
  /** The text in pieces, where it is longer than a request may hold as one. */
  parts?: string[];
  removed?: boolean;
}

const PIECE = 60_000;

/** A file as it is written now. */
export function drafted(path: string, text: string): DraftPart {
  if (text.length <= PIECE) return { path, text };
  return { path, parts: Array.from({ length: Math.ceil(text.length / PIECE) }, (_, at) => text.slice(at * PIECE, (at + 1) * PIECE)) };
}

const address = (path: string) => path.split('/').map(part).join('/');

/** A file's text as the draft has it, or as it is released; nothing where there is none. */
export async function fileText(path: string, draft?: string): Promise<string | undefined> {
  try {
    return await api.text(draft ? `/drafts/${part(draft)}/files/${address(path)}` : `/content/${address(path)}`);
  } catch {
    return undefined;
  }
}

/** The scenarios beside a file. */
export function testOf(path: string): string | undefined {
  const file = /^(.+)\.(dslr|csv|xlsx|drl|bpmn)$/.exec(path);
  return file ? `${file[1]}.test.yaml` : undefined;
}

const none: DraftPart[] = [];
const binary = /\.(xlsx|png|jpe?g|gif)$/;

/** The other files that a draft changes in the same tree, so that what is checked or tried is the draft as a whole. */
export function useOthers(draft: string | undefined, path: string): DraftPart[] {
  const tree = path.slice(0, path.indexOf('/') + 1);
  const detail = useGet<{ changes: { path: string; kind: string; hash?: string | null }[] }>(`/drafts/${part(draft ?? '')}`, {}, { enabled: !!draft });
  const changes = (detail.data?.changes ?? []).filter((one) => one.path !== path && one.path.startsWith(tree) && !binary.test(one.path)).slice(0, 49);
  const others = useQuery({
    queryKey: ['draft-others', draft, changes.map((one) => `${one.path} ${one.kind} ${one.hash}`)],
    queryFn: () => Promise.all(changes.map(async (one): Promise<DraftPart> => (one.kind === 'removed' ? { path: one.path, removed: true } : drafted(one.path, (await fileText(one.path, draft)) ?? '')))),
    enabled: !!draft && changes.length > 0,
    staleTime: Infinity,
  });
  return changes.length > 0 ? (others.data ?? none) : none;
}
