import { Button, Input, Select } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useList } from '../api/hooks';
import type { Community, MemberItem, SegmentItem } from '../api/types';
import { useText } from '../i18n';
import { useNumber } from '../parts/figure';
import { useFilters } from '../parts/filters';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Identities, Member, Segments, Status, useTerm, useWords } from '../parts/words';

const statuses = ['active', 'applied', 'muted', 'removed', 'left'];

export default function Members() {
  const { t } = useTranslation();
  const text = useText();
  const term = useTerm();
  const words = useWords();
  const number = useNumber();
  const go = useNavigate();
  const { asked, set, clear } = useFilters();
  const [typed, setTyped] = useState(asked('query') ?? '');
  const query = useDeferredValue(typed);
  useEffect(() => {
    const timer = setTimeout(() => set('query', typed || undefined), 300);
    return () => clearTimeout(timer);
    // eslint-disable-next-line
  }, [typed]);
  const communities = useList<Community>('/communities');
  const segments = useList<SegmentItem>('/segments');
  const members = useList<MemberItem>(
    '/members',
    { query, community: asked('community'), segment: asked('segment'), status: asked('status') },
    { live: 5000 },
  );
  const filtered = !!(query || asked('community') || asked('segment') || asked('status'));
  return (
    <Page title={t('members.title')} text={t('members.text')}>
      <div className="filters">
        <Input.Search className="search" allowClear value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('members.search')} aria-label={t('members.search')} />
        <Select allowClear style={{ minWidth: 150 }} placeholder={t('filter.community')} aria-label={t('filter.community')} value={asked('community')} onChange={(value) => set('community', value)} options={(communities.items ?? []).map((one) => ({ value: one.slug, label: text(one.name) }))} />
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} style={{ minWidth: 150 }} placeholder={t('filter.segment')} aria-label={t('filter.segment')} value={asked('segment')} onChange={(value) => set('segment', value)} options={(segments.items ?? []).map((one) => ({ value: one.name, label: words.segment(one.name) }))} />
        <Select allowClear style={{ minWidth: 130 }} placeholder={t('filter.status')} aria-label={t('filter.status')} value={asked('status')} onChange={(value) => set('status', value)} options={statuses.map((status) => ({ value: status, label: term('membership', status) }))} />
      </div>
      <Panel flush>
        <List<MemberItem>
          from={members}
          id={(member) => `${member.id}/${member.community ?? ''}`}
          onRow={(member) => void go(`/members/${member.id}`)}
          columns={[
            {
              key: 'name', title: t('members.name'), phone: 'name',
              show: (member) => (
                <div className="stack" style={{ gap: 0 }}>
                  <Member picture id={member.id} name={member.name} />
                </div>
              ),
            },
            { key: 'identities', title: t('members.identities'), show: (member) => <Identities of={member.identities} /> },
            { key: 'status', title: t('members.status'), phone: 'corner', show: (member) => <Status group="membership" word={member.status} /> },
            { key: 'level', title: t('members.level'), show: (member) => (member.level ? words.level(member.level) : '–') },
            { key: 'points', title: t('members.points'), right: true, show: (member) => <span className="number">{number(member.points)}</span> },
            { key: 'segments', title: t('members.segments'), show: (member) => <Segments of={member.segments} /> },
            { key: 'seen', title: t('members.lastSeen'), show: (member) => <When at={member.lastSeen} /> },
          ]}
          empty={
            <Empty title={t(filtered ? 'members.noneFound' : 'members.none')} text={t(filtered ? 'members.noneFoundText' : 'members.noneText')}>
              {filtered ? (
                <Button onClick={() => { setTyped(''); clear(); }}>{t('filter.clear')}</Button>
              ) : (
                <Link to="/imports">
                  <Button type="primary">{t('imports.add')}</Button>
                </Link>
              )}
            </Empty>
          }
        />
      </Panel>
    </Page>
  );
}
