import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { LIVE, useList } from '../api/hooks';
import type { Receipt, RuleItem } from '../api/types';
import { memberOrNone, useFilters } from '../parts/filters';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { sign, useOutcome } from '../parts/receipts';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';

export default function Receipts() {
  const { t } = useTranslation();
  const words = useWords();
  const outcome = useOutcome();
  const go = useNavigate();
  const { asked, set } = useFilters();
  const rules = useList<RuleItem>('/rules', { limit: 200 });
  const member = asked('member') ?? '';
  const receipts = useList<Receipt>('/receipts', { rule: asked('rule'), event: asked('event'), member: memberOrNone(member) }, { live: LIVE });
  return (
    <Page title={t('receipts.title')} text={t('receipts.text')}>
      <div className="filters">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} style={{ minWidth: 280, maxWidth: '100%' }} placeholder={t('rules.name')} aria-label={t('rules.name')} value={asked('rule')} onChange={(value) => set('rule', value)} options={(rules.items ?? []).map((rule) => ({ value: rule.id, label: rule.name }))} />
        <Input allowClear style={{ width: 150 }} placeholder="m-71" aria-label={t('filter.member')} value={member} onChange={(event) => set('member', event.target.value.trim())} />
        <Input allowClear style={{ width: 150 }} placeholder="3-118" aria-label={t('receipts.event')} value={asked('event') ?? ''} onChange={(event) => set('event', event.target.value.trim())} />
      </div>
      <Panel flush>
        <List<Receipt>
          from={receipts}
          id={(receipt) => receipt.id}
          onRow={(receipt) => void go(`/receipts/${receipt.id}`)}
          columns={[
            {
              key: 'outcome', title: t('receipts.outcomes'), phone: 'name',
              show: (receipt) => (
                <Link to={`/receipts/${receipt.id}`} style={{ fontWeight: 600, display: 'inline-block', maxWidth: 340, whiteSpace: 'normal' }}>
                  {receipt.outcomes.map((one, index) => <span key={index} style={{ display: 'block' }}>{sign(one.kind)} {outcome(one)}</span>)}
                </Link>
              ),
            },
            { key: 'member', title: t('filter.member'), show: (receipt) => <Member id={receipt.member} /> },
            {
              key: 'rule', title: t('rules.one'),
              show: (receipt) => (
                <span style={{ display: 'inline-block', maxWidth: 340, whiteSpace: 'normal' }}>
                  {receipt.rule.name}
                  {receipt.rule.why && <span className="quiet small" style={{ display: 'block' }}>{receipt.rule.why}</span>}
                </span>
              ),
            },
            { key: 'rulebook', title: t('rules.rulebook'), phone: 'hide', show: (receipt) => words.rulebook(receipt.rulebook) },
            { key: 'at', title: t('events.at'), phone: 'corner', show: (receipt) => <When at={receipt.at} /> },
          ]}
          empty={<Empty title={t('receipts.empty')} text={t('receipts.emptyText')} />}
        />
      </Panel>
    </Page>
  );
}
