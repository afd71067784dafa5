import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { App } from 'antd';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { pick } from '../i18n';
import { api, Problem, type Page, type Query } from './client';

/** Live pages ask again this often, and only while they can be seen. */
export const LIVE = 3000;

export interface Asking {
  live?: number | false;
  enabled?: boolean;
}

export function useGet<T>(path: string, query: Query = {}, { live = false, enabled = true }: Asking = {}): UseQueryResult<T, Problem> {
  return useQuery<T, Problem>({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
    refetchInterval: live,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export interface Listing<T> {
  items: T[] | undefined;
  problem: Problem | null;
  loading: boolean;
  more?: () => void;
  loadingMore: boolean;
  again: () => void;
}

/** A list read page by page; while only its first pages are open it stays live. */
export function useList<T>(path: string, query: Query = {}, { live = false, enabled = true }: Asking = {}): Listing<T> {
  const result = useInfiniteQuery({
    queryKey: [path, 'list', query],
    queryFn: ({ pageParam, signal }) => api.get<Page<T> | T[]>(path, { ...query, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (Array.isArray(last) ? undefined : (last.next ?? undefined)),
    refetchInterval: (asked) => (live && (asked.state.data?.pages.length ?? 0) <= 2 ? live : false),
    placeholderData: keepPreviousData,
    enabled,
  });
  return {
    items: result.data?.pages.flatMap((page) => (Array.isArray(page) ? page : page.items)),
    problem: result.error as Problem | null,
    loading: result.isPending && enabled,
    more: result.hasNextPage ? () => void result.fetchNextPage() : undefined,
    loadingMore: result.isFetchingNextPage,
    again: () => void result.refetch(),
  };
}

/** An act with its confirmation, its problem shown, and the lists it changes asked again. */
export function useAct<I, O = unknown>(act: (input: I) => Promise<O>, { done, changes = [] }: { done?: string; changes?: string[] } = {}) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const { t } = useTranslation();
  return useMutation<O, Problem, I>({
    mutationFn: act,
    onSuccess: () => {
      if (done) void message.success(done);
      // Not waited for: what is asked again may take away the very form that still has to lead on.
      void client.invalidateQueries({
        predicate: ({ queryKey }) => changes.some((prefix) => String(queryKey[0]).startsWith(prefix)),
      });
    },
    onError: (problem) => {
      void message.error(`${explain(problem, t)} (${problem.code})`, 6);
    },
  });
}

export function explain(problem: Problem, t: (key: string) => string): string {
  if (problem.status === 0) return t('problem.unreachable');
  if (problem.body.text) return pick(problem.body.text, i18next.language);
  if (problem.status === 403) return problem.body.detail ?? t('problem.forbidden');
  return problem.body.detail ?? problem.body.title ?? t('problem.unknown');
}
