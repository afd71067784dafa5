import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { Empty } from '../parts/page';
import { Comparison } from './Comparison';
import { isText, type Change } from './drafts';
import type { Talk } from './Remarks';

/** Two versions of one file, each fetched from its address; an absent one counts as empty. */
export function Texts({ path, before, after, talk, changes }: { path: string; before?: string; after?: string; talk?: Talk; changes?: Change[] }) {
  const { t } = useTranslation();
  const both = useQuery({
    queryKey: ['texts', path, before, after],
    queryFn: () => Promise.all([before, after].map((address) => (address ? api.text(address) : ''))),
    enabled: isText(path),
  });
  if (!isText(path)) return <Empty title={t('drafts.binary')} />;
  if (!both.data) return null;
  const [one = '', other = ''] = both.data;
  return <Comparison path={path} before={one} after={other} talk={talk} changes={changes} />;
}
