import type { DraftPart } from './files';

const none: DraftPart[] = [];

/** The other files that a draft changes, so that what is checked or tried is the draft as a whole. */
export function useOthers(_draft: string | undefined, _path: string): DraftPart[] {
  return none;
}
