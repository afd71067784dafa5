import { Drawer, Input, Select, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { api, part } from '../api/client';
import { useGet, useList } from '../api/hooks';
import type { Receipt, RuleItem } from '../api/types';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { block } from '../parts/rule';
import { Because } from '../parts/receipts';
import { Findings, TestRuns } from '../parts/RuleHealth';
import { Source } from '../parts/Source';
import { Member, useTerm, useWords } from '../parts/words';
import { When } from '../parts/when';

export default function Rules() {
  const { t } = useTranslation();
  const { rulebook: named } = useWords();
  const number = useNumber();
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState('');
  const [rulebook, setRulebook] = useState<string>();
  const rules = useList<RuleItem>('/rules', { limit: 200 }, { live: 5000 });
  const chosen = rules.items?.find((rule) => rule.id === search.get('rule'));
  const choose = (id: string | null) => setSearch(id ? { rule: id } : {}, { replace: !id });
  const wanted = words.trim().toLowerCase();
  const shown = useMemo(
    () =>
      rules.items?.filter(
        (rule) =>
          (!rulebook || rule.rulebook === rulebook) &&
          (!wanted || [rule.name, rule.why, rule.owner, rule.id].some((text) => text?.toLowerCase().includes(wanted))),
      ),
    [rules.items, rulebook, wanted],
  );
  const rulebooks = [...new Set((rules.items ?? []).map((rule) => rule.rulebook))];
  return (
    <Page title={t('rules.title')} text={t('rules.text')}>
      <div className="filters">
        <Input className="search" allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('rules.search')} aria-label={t('rules.search')} />
        <Select allowClear style={{ minWidth: 150 }} placeholder={t('rules.rulebook')} aria-label={t('rules.rulebook')} value={rulebook} onChange={setRulebook} options={rulebooks.map((one) => ({ value: one, label: named(one) }))} />
      </div>
      <Findings />
      <Panel flush>
        <List<RuleItem>
          from={{ ...rules, items: shown }}
          id={(rule) => rule.id}
          onRow={(rule) => choose(rule.id)}
          columns={[
            {
              key: 'name', title: t('rules.name'), phone: 'name',
              show: (rule) => (
                <div style={{ maxWidth: 560 }}>
                  <Link to={`/rules?rule=${part(rule.id)}`} style={{ fontWeight: 600 }} onClick={(event) => event.stopPropagation()}>{rule.name}</Link>
                  {rule.why && <div className="quiet small" style={{ whiteSpace: 'normal', fontWeight: 400 }}>{rule.why}</div>}
                </div>
              ),
            },
            { key: 'rulebook', title: t('rules.rulebook'), show: (rule) => <Tag style={{ margin: 0 }}>{named(rule.rulebook)}</Tag> },
            { key: 'frequency', title: t('rules.frequency'), show: (rule) => <Frequency rule={rule} /> },
            { key: 'owner', title: t('rules.owner'), show: (rule) => rule.owner ?? '–' },
            { key: 'firings', title: t('rules.firings'), right: true, phone: 'corner', show: (rule) => <span className="number">{number(rule.firings24h)}</span> },
          ]}
          empty={<Empty title={t('rules.empty')} text={t('rules.emptyText')} />}
        />
      </Panel>
      <TestRuns />
      <Drawer open={!!chosen} onClose={() => choose(null)} size={680} title={chosen?.name}>
        {chosen && <Rule rule={chosen} />}
      </Drawer>
    </Page>
  );
}

function Frequency({ rule }: { rule: RuleItem }) {
  const term = useTerm();
  return <span className="small">{term('frequency', rule.frequency)}</span>;
}

function Rule({ rule }: { rule: RuleItem }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const number = useNumber();
  const receipts = useList<Receipt>('/receipts', { rule: rule.id, limit: 10 }, { live: 5000 });
  return (
    <div className="stack wide">
      {rule.why && <p className="explanation">{rule.why}</p>}
      <Findings rule={rule.id} />
      <Link className="small" to={`/try?rule=${part(rule.id)}`}>{t('try.title')}</Link>
      <dl className="pairs">
        <dt>{t('rules.rulebook')}</dt>
        <dd>{words.rulebook(rule.rulebook)}</dd>
        <dt>{t('rules.owner')}</dt>
        <dd>{rule.owner ?? '–'}</dd>
        <dt>{t('rules.frequency')}</dt>
        <dd><Frequency rule={rule} /></dd>
        <dt>{t('rules.firings')}</dt>
        <dd className="number">{number(rule.firings24h)}</dd>
        {rule.budget && (<><dt>{t('rules.budget')}</dt><dd><Budget rule={rule} /></dd></>)}
        {(rule.validFrom || rule.validTo) && (<><dt>{t('rules.valid')}</dt><dd>{rule.validFrom ?? '…'} – {rule.validTo ?? '…'}</dd></>)}
        <dt>{t('rules.file')}</dt>
        <dd className="code">{rule.file}:{rule.line}</dd>
      </dl>
      <div>
        <h2 className="panel-title">{t('rules.inWords')}</h2>
        {(rule.text[i18n.language] ?? rule.source).map((sentence, index) => (
          <div key={index} className="sentence">{sentence}</div>
        ))}
      </div>
      <AsWritten rule={rule} />
      <div>
        <h2 className="panel-title">
          {t('rules.lately')}
          <Link className="small" to={`/receipts?rule=${part(rule.id)}`}>{t('overview.allReceipts')}</Link>
        </h2>
        {receipts.items?.length === 0 && <span className="quiet">{t('rules.never')}</span>}
        {receipts.items?.map((receipt) => (
          <div key={receipt.id} style={{ marginBottom: 10 }}>
            <div className="row between small quiet">
              <Member id={receipt.member} />
              <When at={receipt.at} />
            </div>
            <Because receipt={receipt} />
          </div>
        ))}
      </div>
    </div>
  );
}

interface Spent {
  rule: string;
  limit: number;
  period?: string | null;
  spent: number;
  refused: number;
}

function Budget({ rule }: { rule: RuleItem }) {
  const { t } = useTranslation();
  const number = useNumber();
  const budgets = useGet<Spent[]>('/rules/budgets', {}, { live: 5000 });
  const mine = budgets.data?.find((one) => one.rule === rule.id);
  return (
    <>
      {rule.budget}
      {mine?.period && (
        <div className="small quiet">
          {t('rules.spent', { period: mine.period, spent: number(mine.spent), limit: number(mine.limit), refused: number(mine.refused) })}
        </div>
      )}
    </>
  );
}

/** The rule as its file has it; rules of tables have no lines of their own. */
function AsWritten({ rule }: { rule: RuleItem }) {
  const { t } = useTranslation();
  const sentences = rule.file.endsWith('.dslr') || rule.file.endsWith('.drl');
  const file = useQuery({
    queryKey: ['/content', rule.file],
    queryFn: ({ signal }) => api.text(`/content/${rule.file}`, {}, signal),
    enabled: sentences,
    staleTime: 10_000,
  });
  if (!sentences || !file.data) return null;
  return (
    <div>
      <h2 className="panel-title">{t('rules.asWritten')}</h2>
      <Source lines={block(file.data, rule.line)} first={rule.line} />
    </div>
  );
}
