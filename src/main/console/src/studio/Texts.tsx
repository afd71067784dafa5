import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { Empty } from '../parts/page';
import { isText } from './drafts';

const Compare = lazy(() => import('./Compare'));
const Cells = lazy(() => import('./Cells').then((module) => ({ default: module.Cells })));

/** Two versions of one file, each fetched from its address; an absent one counts as empty. */
export function Texts({ path, before, after }: { path: string; before?: string; after?: string }) {
  const { t } = useTranslation();
  const [table, setTable] = useState(path.endsWith('.csv'));
  const both = useQuery({
    queryKey: ['texts', path, before, after],
    queryFn: () => Promise.all([before, after].map((address) => (address ? api.text(address) : ''))),
    enabled: isText(path),
  });
  if (!isText(path)) return <Empty title={t('drafts.binary')} />;
  if (!both.data) return null;
  const [one = '', other = ''] = both.data;
  return (
    <div className="stack">
      {path.endsWith('.csv') && <Segmented size="small" value={table ? 'table' : 'text'} onChange={(value) => setTable(value === 'table')} options={[{ value: 'table', label: t('drafts.table') }, { value: 'text', label: t('drafts.compare') }]} style={{ alignSelf: 'flex-start' }} />}
      <Suspense>{table ? <Cells before={one} after={other} /> : <Compare path={path} before={one} after={other} />}</Suspense>
    </div>
  );
}
