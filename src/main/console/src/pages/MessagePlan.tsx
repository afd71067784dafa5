import { Button, DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { Community, RatePlan, SegmentItem, TemplateItem } from '../api/types';
import { useText } from '../i18n';
import { Chart } from '../parts/Chart';
import { Figure, useNumber } from '../parts/figure';
import { Frozen } from '../parts/Frozen';
import { Empty, Page, Panel } from '../parts/page';
import { useTerm, useWords } from '../parts/words';

interface Asked {
  community: string;
  segment: string;
  template: string;
  at?: Dayjs | null;
}

/** Before a broadcast: who can be reached when, and why not the others. */
export default function MessagePlan() {
  const { t } = useTranslation();
  const words = useWords();
  const text = useText();
  const communities = useGet<Community[]>('/communities');
  const segments = useGet<SegmentItem[]>('/segments');
  const templates = useGet<TemplateItem[]>('/templates');
  const ask = useAct(({ community, segment, template, at }: Asked) => api.post<RatePlan>('/messages/plan', { community, segment, template, at: at?.toISOString() }));
  const needed = [{ required: true, message: t('form.required') }];
  const list = <T,>(found: T[] | { items: T[] } | undefined) => (Array.isArray(found) ? found : (found?.items ?? []));
  const places = list(communities.data);
  return (
    <Page back={{ to: '/messages', label: t('messages.title') }} title={t('plan.title')} text={t('plan.text')}>
      <Frozen />
      <div className="stack wide">
      <Panel>
        {places.length > 0 && (
          <Form<Asked> layout="vertical" className="grid" style={{ rowGap: 0 }} initialValues={{ community: places[0]!.slug }} onFinish={(asked) => ask.mutate(asked)}>
            <Form.Item className="c3" name="community" label={t('filter.community')} rules={needed}>
              <Select options={places.map((one) => ({ value: one.slug, label: text(one.name) || one.slug }))} />
            </Form.Item>
            <Form.Item className="c3" name="segment" label={t('segments.name')} rules={needed}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={list(segments.data).map((one) => ({ value: one.name, label: words.segment(one.name) }))} />
            </Form.Item>
            <Form.Item className="c3" name="template" label={t('messages.template')} rules={needed}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={list(templates.data).map((one) => ({ value: one.id, label: `${text(one.title)} · ${one.id}` }))} />
            </Form.Item>
            <Form.Item className="c3" name="at" label={t('plan.at')}>
              <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" placeholder={t('plan.now')} style={{ width: '100%' }} />
            </Form.Item>
            <div className="c12"><Button type="primary" htmlType="submit" loading={ask.isPending}>{t('plan.ask')}</Button></div>
          </Form>
        )}
      </Panel>
      {ask.data ? <Found plan={ask.data} /> : <Panel><Empty title={t('plan.empty')} text={t('plan.emptyText')} /></Panel>}
      </div>
    </Page>
  );
}

function Found({ plan }: { plan: RatePlan }) {
  const { t } = useTranslation();
  const term = useTerm();
  const text = useText();
  const number = useNumber();
  const lines = useMemo(() => {
    const channels = [...new Set(plan.hours.map((hour) => hour.channel))];
    return channels.map((channel) => ({
      name: term('channel', channel),
      kind: 'bar' as const,
      stack: 'all',
      values: plan.hours.filter((hour) => hour.channel === channel).map((hour) => [hour.at, hour.messages] as [string, number]),
    }));
    // The names change with the language only, and then the page is drawn anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [plan]);
  const most = Math.max(1, ...plan.left.map((one) => one.members));
  return (
    <div>
      <div className="figures">
        <Figure label={t('plan.members')} value={number(plan.members)} />
        <Figure label={t('plan.reached')} value={number(plan.reached)} note={plan.members > 0 ? `${Math.round((plan.reached / plan.members) * 100)} %` : undefined} />
        <Figure label={t('plan.left')} value={number(plan.members - plan.reached)} />
      </div>
      <div className="grid">
        <div className="c7">
          <Panel title={t('plan.hours')}>
            {lines.length > 0 ? <Chart key={lines.length} label={t('plan.hours')} lines={lines} height={280} /> : <Empty title={t('plan.nobody')} text={t('plan.nobodyText')} />}
          </Panel>
        </div>
        <div className="c5">
          <Panel title={t('plan.why')}>
            {plan.left.length === 0 && <p className="quiet">{t('plan.all')}</p>}
            {plan.left.map((one) => (
              <div key={one.reason} style={{ padding: '6px 0' }}>
                <div className="row between"><span className="wrap">{text(one.text)}</span><strong className="number">{number(one.members)}</strong></div>
                <div style={{ height: 6, borderRadius: 4, background: '#f3eae1', overflow: 'hidden', marginTop: 4 }}><div style={{ height: '100%', width: `${(one.members / most) * 100}%`, background: '#d9794c' }} /></div>
              </div>
            ))}
          </Panel>
        </div>
      </div>
    </div>
  );
}
