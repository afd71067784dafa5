import { LIVE, useGet } from '../api/hooks';
import type { Remark } from './drafts';
import type { Talk } from './Remarks';

const none: Remark[] = [];

/** What is said about a draft, as it is said. */
export function useTalk(draft: string): Talk {
  const { data } = useGet<Remark[]>(`/drafts/${draft}/comments`, {}, { live: LIVE });
  return { draft, remarks: data ?? none };
}
