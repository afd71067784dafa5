import { useQuery } from '@tanstack/react-query';
import { api, type Page } from './client';
import type { MemberItem } from './types';

/** As many as one request takes. */
const MOST = 40;

let waiting = new Map<string, ((name: string | null) => void)[]>();

/** Names asked for within a moment of each other are fetched together. */
function nameOf(id: string): Promise<string | null> {
  return new Promise((resolve) => {
    if (waiting.size === 0) setTimeout(() => void fetchNames(), 15);
    waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
  });
}

async function fetchNames(): Promise<void> {
  const asked = waiting;
  waiting = new Map();
  const ids = [...asked.keys()];
  for (let at = 0; at < ids.length; at += MOST) {
    const some = ids.slice(at, at + MOST);
    const found = new Map<string, string>();
    try {
      const page = await api.get<Page<MemberItem>>('/members', { ids: some.join(','), limit: MOST });
      page.items.forEach((member) => found.set(member.id, member.name ?? ''));
    } catch {
      // Without a name the number speaks for the member.
    }
    some.forEach((id) => asked.get(id)?.forEach((resolve) => resolve(found.get(id) || null)));
  }
}

export function useName(id: string, given?: string | null): string {
  const { data } = useQuery({ queryKey: ['member-name', id], queryFn: () => nameOf(id), staleTime: 300_000, enabled: !given && /^m-\d+$/.test(id) });
  return given || data || id;
}
