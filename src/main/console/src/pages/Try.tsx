import { Alert, Button, Collapse, Input, Segmented, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api } from '../api/client';
import { useAct, useGet, useList } from '../api/hooks';
import type { Community, Outcome, RuleItem } from '../api/types';
import { Conditions, type Condition } from '../parts/Conditions';
import { DraftEditor, Findings, type Checked } from '../parts/Draft';
import { Empty, Page, Panel } from '../parts/page';
import { PersonaForm, somebody } from '../parts/Persona';
import { sign, useOutcome } from '../parts/receipts';
import { useTerm, useWords } from '../parts/words';

interface Tried {
  release: string;
  rulebook: string;
  fired: { rule: string; name: string; why: string; outcomes: Outcome[] }[];
  rules: { rule: string; name: string; why: string; state: string; frequency: string; held: number; of: number; conditions: Condition[] }[];
  uncollected: string[];
}

/** What the rules, or a draft of them, would say about somebody; nothing follows from it. */
export default function Try() {
  const { t } = useTranslation();
  const words = useWords();
  const [search] = useSearchParams();
  const rules = useList<RuleItem>('/rules', { limit: 200 });
  const communities = useGet<Community[] | { items: Community[] }>('/communities');
  const wanted = rules.items?.find((one) => one.id === search.get('rule'));
  const [rulebook, setRulebook] = useState<string>();
  const [rule, setRule] = useState<string | undefined>(search.get('rule') ?? undefined);
  const [who, setWho] = useState<string>(search.get('member') ? 'member' : 'persona');
  const [member, setMember] = useState(search.get('member') ?? '');
  const [community, setCommunity] = useState<string | undefined>(search.get('community') ?? undefined);
  const [type, setType] = useState<string>();
  const [data, setData] = useState('{}');
  const [made, setMade] = useState(JSON.stringify(somebody, null, 2));
  const [draft, setDraft] = useState({ path: 'rules/rewards/draft.dslr', text: '' });
  const [wrong, setWrong] = useState<string>();
  const run = useAct((body: unknown) => api.post<Tried>('/rules/try', body));
  const check = useAct((body: unknown) => api.post<Checked>('/rules/checks', body));
  const books = [...new Set((rules.items ?? []).map((one) => one.rulebook))];
  const book = rulebook ?? wanted?.rulebook ?? (books.includes('rewards') ? 'rewards' : books[0]);
  const slugs = (Array.isArray(communities.data) ? communities.data : (communities.data?.items ?? [])).map((one) => one.slug);

  function go() {
    let parsed: unknown;
    try {
      parsed = JSON.parse(who === 'persona' ? made : data || '{}');
    } catch (fault) {
      setWrong(String(fault));
      return;
    }
    setWrong(undefined);
    const files = draft.text.trim() ? [draft] : undefined;
    const begun = files && draft.path.split('/')[1];
    check.reset();
    if (files) check.mutate({ files });
    run.mutate({
      rulebook: begun && books.includes(begun) ? begun : book,
      rule: files ? undefined : rule,
      files,
      ...(who === 'persona' ? { persona: parsed } : { member: member.trim(), community: community ?? slugs[0], happening: type ? { type, data: parsed } : undefined }),
    });
  }

  return (
    <Page title={t('try.title')} text={t('try.text')}>
      <div className="grid">
        <div className="c5 stack wide">
          <Panel title={t('try.about')}>
            <div className="stack">
              <Select style={{ width: '100%' }} aria-label={t('rules.rulebook')} value={book} onChange={(value) => { setRulebook(value); setRule(undefined); }} options={books.map((one) => ({ value: one, label: words.rulebook(one) }))} />
              <Select allowClear showSearch optionFilterProp="label" style={{ width: '100%' }} placeholder={t('try.allRules')} aria-label={t('rules.one')} value={rule} onChange={setRule} options={(rules.items ?? []).filter((one) => one.rulebook === book).map((one) => ({ value: one.id, label: one.name }))} />
              <Segmented value={who} onChange={setWho} options={[{ value: 'persona', label: t('try.persona') }, { value: 'member', label: t('try.member') }]} />
              {who === 'persona' ? (
                <PersonaForm text={made} onChange={setMade} />
              ) : (
                <>
                  <Input placeholder="m-71" aria-label={t('try.member')} value={member} onChange={(event) => setMember(event.target.value)} />
                  <Select style={{ width: '100%' }} aria-label={t('try.community')} value={community ?? slugs[0]} onChange={setCommunity} options={slugs.map((one) => ({ value: one, label: one }))} />
                  <Select allowClear showSearch optionFilterProp="label" style={{ width: '100%' }} placeholder={t('try.noEvent')} aria-label={t('try.event')} value={type} onChange={setType} options={words.eventTypes.map((one) => ({ value: one, label: words.eventType(one) }))} />
                  {type && <Input.TextArea className="code" autoSize={{ minRows: 2, maxRows: 8 }} aria-label={t('try.data')} value={data} onChange={(event) => setData(event.target.value)} />}
                </>
              )}
              <Collapse
                ghost
                items={[{
                  key: 'draft',
                  label: t('try.draft'),
                  children: (
                    <div className="stack">
                      <span className="quiet small">{t('try.draftText')}</span>
                      <DraftEditor file={draft} onChange={setDraft} />
                    </div>
                  ),
                }]}
              />
              {wrong && <Alert type="error" title={t('try.notJson')} description={wrong} />}
              <Button type="primary" loading={run.isPending} disabled={!book || (who === 'member' && !member.trim())} onClick={go}>{t('try.go')}</Button>
              {run.error && !(check.data && !check.data.publishable) && <Alert type="error" title={run.error.code} description={<span className="wrap">{run.error.body.detail}</span>} />}
            </div>
          </Panel>
        </div>
        <div className="c7 stack wide">
          {check.data && <Panel title={t('draft.check')}><Findings checked={check.data} file={draft.path} /></Panel>}
          {run.data ? <Result tried={run.data} /> : !check.data && <Panel><Empty title={t('try.empty')} text={t('try.emptyText')} /></Panel>}
        </div>
      </div>
    </Page>
  );
}

const colours: Record<string, string> = { fires: 'green', beaten: 'gold', misses: 'default', 'not-in-force': 'default' };

function Result({ tried }: { tried: Tried }) {
  const { t } = useTranslation();
  const term = useTerm();
  const outcome = useOutcome();
  return (
    <>
      {tried.uncollected.length > 0 && <Alert type="warning" title={t('try.uncollected')} description={tried.uncollected.join(', ')} />}
      <Panel title={t('try.follows')}>
        {tried.fired.length === 0 && <span className="quiet">{t('try.nothing')}</span>}
        {tried.fired.map((one) => (
          <div key={one.rule} className="because">
            {one.outcomes.map((each, index) => (
              <div key={index}>
                <span aria-hidden="true">{sign(each.kind)} </span>
                <strong>{outcome(each)}</strong>
              </div>
            ))}
            <div className="why">{t('receipts.byRule')} {one.name}{one.why ? ` · ${one.why}` : ''}</div>
          </div>
        ))}
        <p className="quiet small">{t('try.noEffect')}</p>
      </Panel>
      <Panel title={t('try.sentences')}>
        <Collapse
          ghost
          defaultActiveKey={tried.rules.slice(0, 2).map((one) => one.rule)}
          items={tried.rules.map((one) => ({
            key: one.rule,
            label: (
              <span className="row between">
                <span className="wrap">{one.name}</span>
                <span>
                  <span className="quiet small number">{one.held}/{one.of} </span>
                  <Tag color={colours[one.state]} style={{ margin: 0 }}>{term('tried', one.state)}</Tag>
                </span>
              </span>
            ),
            children: <Conditions of={one.conditions} />,
          }))}
        />
      </Panel>
    </>
  );
}
