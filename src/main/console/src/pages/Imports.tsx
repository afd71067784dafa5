import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useList } from '../api/hooks';
import type { ImportItem } from '../api/types';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { NewImport } from '../parts/NewImport';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Status } from '../parts/words';

export function percent(one: ImportItem): number {
  if (one.state.toLowerCase() === 'done') return 100;
  return one.size ? Math.min(99, Math.floor((one.bytes / one.size) * 100)) : 0;
}

export default function Imports() {
  const { t } = useTranslation();
  const number = useNumber();
  const go = useNavigate();
  const [adding, setAdding] = useState(false);
  const imports = useList<ImportItem>('/imports', {}, { live: 2500 });
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('imports.add')}</Button>;
  return (
    <Page title={t('imports.title')} text={t('imports.text')} actions={add}>
      <Panel flush>
        <List<ImportItem>
          from={imports}
          id={(one) => one.id}
          onRow={(one) => void go(`/imports/${one.id}`)}
          columns={[
            { key: 'file', title: t('imports.file'), phone: 'name', show: (one) => <Link to={`/imports/${one.id}`} style={{ fontWeight: 600 }}>{one.file}</Link> },
            { key: 'state', title: t('runs.state'), phone: 'corner', show: (one) => <Status group="import" word={one.state} /> },
            { key: 'progress', title: t('imports.progress'), show: (one) => <Progress percent={percent(one)} size="small" style={{ width: 150, margin: 0 }} aria-label={t('imports.progress')} /> },
            { key: 'accepted', title: t('imports.accepted'), right: true, show: (one) => <span className="number">{number(one.accepted)}</span> },
            { key: 'duplicates', title: t('imports.duplicates'), right: true, show: (one) => <span className="number">{number(one.duplicate)}</span> },
            { key: 'refused', title: t('imports.refused'), right: true, show: (one) => <span className="number" style={{ color: one.refused ? '#b3261e' : undefined }}>{number(one.refused)}</span> },
            { key: 'at', title: t('runs.started'), show: (one) => <When at={one.createdAt} /> },
          ]}
          empty={<Empty title={t('imports.empty')} text={t('imports.emptyText')}>{add}</Empty>}
        />
      </Panel>
      <Drawer open={adding} onClose={() => setAdding(false)} size={760} title={t('imports.add')} destroyOnHidden>
        <NewImport done={(id) => { setAdding(false); if (id) void go(`/imports/${id}`); }} />
      </Drawer>
    </Page>
  );
}
