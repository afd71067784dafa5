import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useList } from '../api/hooks';
import type { CaseItem } from '../api/types';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Member, Status, useTerm, useWords } from '../parts/words';

export default function Cases() {
  const { t } = useTranslation();
  const term = useTerm();
  const words = useWords();
  const go = useNavigate();
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') ?? 'open';
  const kind = search.get('kind') ?? undefined;
  const cases = useList<CaseItem>('/cases', { status: status === 'all' ? undefined : status, kind }, { live: 4000 });
  const kinds = [...new Set([...words.caseKinds, ...(cases.items ?? []).map((one) => one.kind)])];
  const set = (change: Record<string, string | undefined>) => {
    const next = { status, kind, ...change };
    setSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as Record<string, string>);
  };
  return (
    <Page title={t('cases.title')} text={t('cases.text')}>
      <div className="filters">
        <Segmented value={status} onChange={(value) => set({ status: value })} options={['open', 'claimed', 'closed', 'all'].map((one) => ({ value: one, label: term('caseStatus', one) }))} />
        <Select allowClear style={{ minWidth: 160 }} placeholder={t('cases.kind')} aria-label={t('cases.kind')} value={kind} onChange={(value) => set({ kind: value })} options={kinds.map((one) => ({ value: one, label: words.caseKind(one) }))} />
      </div>
      <Panel flush>
        <List<CaseItem>
          from={cases}
          id={(one) => one.id}
          onRow={(one) => void go(`/cases/${one.id}`)}
          columns={[
            { key: 'kind', title: t('cases.kind'), phone: 'name', show: (one) => <Link to={`/cases/${one.id}`} style={{ fontWeight: 600 }}>{words.caseKind(one.kind)}</Link> },
            { key: 'severity', title: t('cases.severity'), phone: 'corner', show: (one) => <Status group="severity" word={one.severity} /> },
            { key: 'member', title: t('filter.member'), show: (one) => <Member picture id={one.member} /> },
            { key: 'reason', title: t('cases.reason'), show: (one) => <span className="wrap" style={{ display: 'inline-block', maxWidth: 360, whiteSpace: 'normal' }}>{one.reason ?? '–'}</span> },
            { key: 'status', title: t('cases.status'), show: (one) => <Status group="caseStatus" word={one.status} /> },
            { key: 'assignee', title: t('tasks.assignee'), show: (one) => one.assignee ?? <span className="quiet">{t('tasks.nobody')}</span> },
            { key: 'opened', title: t('cases.opened'), show: (one) => <When at={one.openedAt} /> },
          ]}
          empty={<Empty title={t('cases.empty')} text={t('cases.emptyText')} />}
        />
      </Panel>
    </Page>
  );
}
