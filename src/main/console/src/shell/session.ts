import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, onSignedOut, Problem } from '../api/client';
import type { Role, Session } from '../api/types';

const key = ['/session'];

export function useSession() {
  const client = useQueryClient();
  useEffect(() => onSignedOut(() => client.setQueryData(key, null)), [client]);
  return useQuery<Session | null>({
    queryKey: key,
    queryFn: async () => {
      try {
        return await api.get<Session>('/session');
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 401) return null;
        throw problem;
      }
    },
    staleTime: 60_000,
    retry: 1,
  });
}

export function useEntering() {
  const client = useQueryClient();
  return {
    enter: (session: Session) => client.setQueryData(key, session),
    leave: async () => {
      await api.delete('/session');
      client.clear();
      client.setQueryData(key, null);
    },
    again: () => client.invalidateQueries({ queryKey: key }),
  };
}

/** May this person do that? The server decides; the console only leaves out what it would refuse. */
export function may(session: Session | null | undefined, ...roles: Role[]): boolean {
  if (!session) return false;
  return session.roles.includes('ADMINISTRATOR') || roles.some((role) => session.roles.includes(role));
}
