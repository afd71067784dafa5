import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useGet } from '../../api/hooks';
import type { DraftPart } from '../files';
import type { RuleVocabulary } from './vocabulary';

/** What can be said: as it is released, or as the draft changes it. */
export function useVocabulary(others: DraftPart[]): RuleVocabulary | undefined {
  const files = others.filter((one) => ['rules/catalogue.yaml', 'rules/vocabulary.dsl'].includes(one.path));
  const released = useGet<RuleVocabulary>('/vocabulary');
  const drafted = useQuery({
    queryKey: ['draft-vocabulary', files],
    queryFn: () => api.post<RuleVocabulary>('/vocabulary', { files }),
    enabled: files.length > 0,
    staleTime: Infinity,
  });
  return (files.length > 0 ? drafted.data : undefined) ?? released.data;
}
