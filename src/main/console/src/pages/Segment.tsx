import { Button, Form, Input, Select, Tabs } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part } from '../api/client';
import { useAct, useGet, useList } from '../api/hooks';
import type { Community, RuleItem, SegmentItem, SegmentMember, SegmentMove } from '../api/types';
import { useText } from '../i18n';
import { Chart } from '../parts/Chart';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { Reason, useSizes } from '../parts/segments';
import { When } from '../parts/when';
import { Member, Status, useWords } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function Segment() {
  const { name = '' } = useParams();
  const { t } = useTranslation();
  const words = useWords();
  const segment = useGet<SegmentItem>(`/segments/${part(name)}`, {}, { live: 5000 });
  return (
    <Page back={{ to: '/segments', label: t('segments.title') }} title={words.segment(name)} text={<span className="code">{name}</span>}>
      <Loaded from={segment}>{(data) => <Board segment={data} />}</Loaded>
    </Page>
  );
}

function Board({ segment }: { segment: SegmentItem }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const number = useNumber();
  const { data: session } = useSession();
  const text = useText();
  const communities = useList<Community>('/communities');
  const rules = useList<RuleItem>('/rules', { rulebook: 'segments', limit: 200 });
  const [form] = Form.useForm<{ member: string; community: string }>();
  const path = `/segments/${part(segment.name)}`;
  const members = useList<SegmentMember>(`${path}/members`, {}, { live: 5000 });
  const history = useList<SegmentMove>(`${path}/history`, {}, { live: 5000 });
  const byHand = may(session, 'MARKETER');
  const add = useAct(({ member, community }: { member: string; community: string }) => api.post(`${path}/members/${part(member)}?community=${part(community)}`), { done: t('act.saved'), changes: ['/segments'] });
  const remove = useAct(({ member, community }: { member: string; community: string }) => api.delete(`${path}/members/${part(member)}?community=${part(community)}`), { done: t('act.saved'), changes: ['/segments'] });
  const mine = (rules.items ?? []).filter((rule) => (rule.text[i18n.language] ?? rule.source).some((sentence) => sentence.includes(words.segment(segment.name))));
  const size = JSON.stringify(useSizes(segment.name, segment.size, 10_000));
  const lines = useMemo(() => [{ name: t('segments.size'), values: JSON.parse(size) as [string, number][] }], [size, t]);
  return (
    <>
      <div className="figures">
        <Figure warm label={t('segments.size')} value={number(segment.size)} />
        <Figure label={t('segments.entered24h')} value={`+${number(segment.entered24h)}`} />
        <Figure label={t('segments.left24h')} value={`−${number(segment.left24h)}`} />
      </div>
      {size.length > 60 && (
        <Panel title={t('segments.sizeChart')}>
          <Chart lines={lines} height={170} label={t('segments.sizeChart')} />
        </Panel>
      )}
      {mine.length > 0 && (
        <Panel title={t('segments.decidedBy')}>
          {mine.map((rule) => (
            <div key={rule.id} style={{ padding: '4px 0' }}>
              <Link to={`/rules?rule=${part(rule.id)}`}>{rule.name}</Link> <span className="quiet">{rule.why}</span>
            </div>
          ))}
        </Panel>
      )}
      <div className="gap" />
      <Tabs
        items={[
          {
            key: 'members', label: t('menu.members'),
            children: (
              <>
                {byHand && (
                  <Form form={form} className="filters" initialValues={{ community: communities.items?.[0]?.slug }} key={communities.items?.[0]?.slug} onFinish={(values) => add.mutate(values, { onSuccess: () => form.resetFields() })}>
                    <Form.Item name="member" noStyle rules={[{ required: true, pattern: /^m-\d+$/, message: t('form.member') }]}>
                      <Input style={{ width: 160 }} placeholder="m-71" aria-label={t('filter.member')} />
                    </Form.Item>
                    <Form.Item name="community" noStyle rules={[{ required: true }]}>
                      <Select style={{ minWidth: 160 }} aria-label={t('filter.community')} options={(communities.items ?? []).map((one) => ({ value: one.slug, label: text(one.name) }))} />
                    </Form.Item>
                    <Button htmlType="submit" loading={add.isPending}>{t('segments.addByHand')}</Button>
                  </Form>
                )}
                <Panel flush>
                  <List<SegmentMember>
                    from={members}
                    id={(one) => `${one.member}/${one.community ?? ''}`}
                    columns={[
                      { key: 'member', title: t('members.name'), phone: 'name', show: (one) => <Member picture id={one.member} /> },
                      { key: 'community', title: t('filter.community'), show: (one) => one.community },
                      { key: 'reason', title: t('segments.reason'), show: (one) => <Reason of={one} /> },
                      { key: 'since', title: t('segments.since'), phone: 'corner', show: (one) => <When at={one.enteredAt} /> },
                      { key: 'act', title: '', phone: 'hide', show: (one) => byHand && one.byHand && <Button size="small" type="text" onClick={() => remove.mutate(one)}>{t('act.remove')}</Button> },
                    ]}
                    empty={<Empty title={t('segments.nobody')} text={t('segments.nobodyText')} />}
                  />
                </Panel>
              </>
            ),
          },
          {
            key: 'history', label: t('segments.history'),
            children: (
              <Panel flush>
                <List<SegmentMove>
                  from={history}
                  id={(move) => move.id}
                  columns={[
                    { key: 'member', title: t('members.name'), phone: 'name', show: (move) => <Member picture id={move.member} /> },
                    { key: 'change', title: t('segments.change'), phone: 'corner', show: (move) => <Status group="move" word={move.entered ? 'entered' : 'left'} /> },
                    { key: 'reason', title: t('segments.reason'), show: (move) => <Reason of={move} /> },
                    { key: 'at', title: t('events.at'), show: (move) => <When at={move.at} /> },
                  ]}
                  empty={<Empty title={t('segments.noHistory')} text={t('segments.nobodyText')} />}
                />
              </Panel>
            ),
          },
        ]}
      />
    </>
  );
}
