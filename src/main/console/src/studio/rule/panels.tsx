import { Alert, Button, Collapse, Input, Segmented, Select, Tag } from 'antd';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { explain, useAct, useGet } from '../../api/hooks';
import type { Community, Outcome, Text } from '../../api/types';
import { useText } from '../../i18n';
import { Conditions, type Condition } from '../../parts/Conditions';
import { PersonaForm, somebody } from '../../parts/Persona';
import { sign, useOutcome } from '../../parts/receipts';
import { useTerm, useWords } from '../../parts/words';
import { along } from '../along';
import type { Answer } from '../calm';
import type { DraftPart } from '../files';
import { shown, topicOf, type Speaker } from './completion';

/** All sentences by topic, to pick from where one doesn't know what can be said. */
export const Palette = memo(function Palette({ speaker, pick }: { speaker: Speaker; pick: (part: string, template: string) => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [part, setPart] = useState('when');
  const topics = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    const found = new Map<string, { label: string; template: string; example?: string; id: string }[]>();
    const seen = new Set<string>();
    for (const form of speaker.forms) {
      const { sentence } = form;
      if (form.tongue !== speaker.tongue || sentence.part !== part || seen.has(sentence.id)) continue;
      seen.add(sentence.id);
      const offer = speaker.offer(form, {}, 0);
      if (wanted && ![offer.label, offer.topic, ...sentence.forms.zh, ...sentence.forms.en].some((text) => text.toLowerCase().includes(wanted))) continue;
      const topic = topicOf(sentence.topic, speaker.tongue);
      found.set(topic, [...(found.get(topic) ?? []), { label: shown(form), template: offer.template!, example: sentence.example[speaker.tongue], id: sentence.id }]);
    }
    return [...found];
  }, [speaker, words, part]);
  return (
    <div className="stack">
      <Segmented block value={part} onChange={setPart} aria-label={t('editor.part')} options={[{ value: 'when', label: t('editor.when') }, { value: 'then', label: t('editor.then') }]} />
      <Input allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('editor.find')} aria-label={t('editor.find')} />
      <div onKeyDown={along}>{topics.map(([topic, offers], group) => (
        <div key={topic}>
          <div className="quiet small">{topic}</div>
          {offers.map((one, at) => (
            <button key={one.id} type="button" className="pick" tabIndex={group + at === 0 ? 0 : -1} title={one.example} onClick={() => pick(part, one.template)}>{one.label}</button>
          ))}
        </div>
      ))}</div>
    </div>
  );
});

export interface TestRun {
  passed: number;
  failed: number;
  scenarios: { file: string; line: number; name: string; passed: boolean; message: string; text: Text; visited?: string[] }[];
  /** Only of rules. */
  coverage?: { rule: string; name: string; file: string; line: number; covered: boolean; fired: boolean; rested: boolean }[];
}

/** What the scenarios beside a file say about it as it is written now. */
export function TestResult({ run, file, test, jump, show, ready = true }: { ready?: boolean; run: Answer<TestRun>; file?: string; test?: string; jump?: (line: number) => void; show?: (visited: string[] | undefined) => void }) {
  const { t } = useTranslation();
  const say = useText();
  if (!run.data) {
    return run.problem ? <Alert type="warning" title={t('editor.notRun')} description={<span className="wrap">{explain(run.problem, t)}</span>} action={<Button size="small" onClick={run.again}>{t('act.again')}</Button>} /> : <p className="quiet small">{t(run.asking ? 'editor.running' : ready ? 'editor.noRun' : 'editor.mendFirst')}</p>;
  }
  const mine = run.data.scenarios.filter((one) => !test || one.file === test);
  const failed = mine.filter((one) => !one.passed);
  const way = (visited: string[] | undefined) => show && visited && <Button size="small" type="link" onClick={() => show(visited)}>{t('editor.showWay')}</Button>;
  const unseen = file ? (run.data.coverage ?? []).filter((one) => one.file === file && (!one.fired || !one.rested)) : [];
  return (
    <div className="stack" role="status">
      <span className="row">
        <Tag color="green" style={{ margin: 0 }}>{t('health.passed', { count: mine.length - failed.length })}</Tag>
        {failed.length > 0 && <Tag color="red" style={{ margin: 0 }}>{t('health.failed', { count: failed.length })}</Tag>}
        {run.asking && <span className="quiet small">{t('editor.running')}</span>}
        {show && mine.length > 1 && mine.some((one) => one.visited) && <Button size="small" type="link" onClick={() => show([...new Set(mine.flatMap((one) => one.visited ?? []))])}>{t('editor.showAllWays')}</Button>}
      </span>
      {(run.problem || !ready) && <span className="quiet small wrap">{t('editor.older')}</span>}
      {mine.length === 0 && <p className="quiet small">{t('editor.noTests')}</p>}
      {failed.map((one) => (
        <Alert key={`${one.file}:${one.line}`} type="error" title={<span className="wrap">{one.name}</span>} description={<span className="wrap">{say(one.text)}{way(one.visited)}{jump && <Button size="small" type="link" onClick={() => jump(one.line)}>{t('editor.line', { line: one.line })}</Button>}</span>} />
      ))}
      {unseen.map((one) => (
        <div key={one.rule} className="small"><strong>{one.name}</strong> <span className="quiet">{!one.fired && t('health.neverFired')} {!one.rested && t('health.neverRested')}</span></div>
      ))}
      {mine.filter((one) => one.passed).map((one) => (
        <div key={`${one.file}:${one.line}`} className="small"><span style={{ color: '#3f6a45' }} aria-hidden="true">✓ </span>{one.name}{way(one.visited)}</div>
      ))}
    </div>
  );
}

interface Tried {
  fired: { rule: string; name: string; why: string; outcomes: Outcome[] }[];
  rules: { rule: string; name: string; state: string; held: number; of: number; conditions: Condition[] }[];
  uncollected: string[];
}

const colours: Record<string, string> = { fires: 'green', beaten: 'gold', misses: 'default', 'not-in-force': 'default' };

/** What this file, as it is written now, would do for somebody, and by how much each rule misses. */
export const TryOn = memo(function TryOn({ path, files }: { path: string; files: () => DraftPart[] }) {
  const { t } = useTranslation();
  const term = useTerm();
  const words = useWords();
  const outcome = useOutcome();
  const communities = useGet<Community[] | { items: Community[] }>('/communities');
  const slugs = (Array.isArray(communities.data) ? communities.data : (communities.data?.items ?? [])).map((one) => one.slug);
  const [who, setWho] = useState('persona');
  const [member, setMember] = useState('');
  const [community, setCommunity] = useState<string>();
  const [type, setType] = useState<string>();
  const [made, setMade] = useState(JSON.stringify(somebody, null, 2));
  const [wrong, setWrong] = useState<string>();
  const run = useAct((body: unknown) => api.post<Tried>('/rules/try', body));
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (run.data) result.current?.scrollIntoView({ block: 'nearest' });
  }, [run.data]);
  const own = path.replace(/^rules\//, '');
  const mine = (rule: string) => rule.startsWith(`${own}#`) || rule.startsWith(`${path}#`);
  const go = () => {
    let persona: unknown;
    try {
      persona = who === 'persona' ? JSON.parse(made) : undefined;
      setWrong(undefined);
    } catch (fault) {
      setWrong(String(fault));
      return;
    }
    run.mutate({ rulebook: path.split('/')[1], files: files(), ...(persona ? { persona } : { member: member.trim(), community: community ?? slugs[0], happening: type ? { type } : undefined }) });
  };
  const rules = (run.data?.rules ?? []).filter((one) => mine(one.rule));
  const fired = (run.data?.fired ?? []).filter((one) => mine(one.rule));
  return (
    <div className="stack">
      <Segmented block value={who} onChange={setWho} aria-label={t('try.about')} options={[{ value: 'persona', label: t('try.persona') }, { value: 'member', label: t('try.member') }]} />
      {who === 'persona' ? (
        <PersonaForm text={made} onChange={setMade} />
      ) : (
        <>
          <Input placeholder="m-71" aria-label={t('try.member')} value={member} onChange={(event) => setMember(event.target.value)} onPressEnter={go} />
          <Select aria-label={t('try.community')} value={community ?? slugs[0]} onChange={setCommunity} options={slugs.map((one) => ({ value: one, label: one }))} />
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('try.noEvent')} aria-label={t('try.event')} value={type} onChange={setType} options={words.eventTypes.map((one) => ({ value: one, label: words.eventType(one) }))} />
        </>
      )}
      {wrong && <Alert type="error" title={t('try.notJson')} description={wrong} />}
      <Button type="primary" loading={run.isPending} disabled={who === 'member' && !member.trim()} onClick={go}>{t('try.go')}</Button>
      {run.error && <Alert type="error" title={run.error.code} description={<span className="wrap">{run.error.body.detail}</span>} />}
      {run.data && (
        <div role="status" className="stack" ref={result}>
          {run.data.uncollected.length > 0 && <Alert type="warning" title={t('try.uncollected')} description={run.data.uncollected.join(', ')} />}
          {fired.length === 0 && <span className="quiet">{t('try.nothing')}</span>}
          {fired.map((one) => (
            <div key={one.rule} className="because">
              {one.outcomes.map((each, index) => <div key={index}><span aria-hidden="true">{sign(each.kind)} </span><strong>{outcome(each)}</strong></div>)}
              <div className="why">{t('receipts.byRule')} {one.name}</div>
            </div>
          ))}
          <Collapse
            ghost
            size="small"
            defaultActiveKey={rules.slice(0, 2).map((one) => one.rule)}
            items={rules.map((one) => ({
              key: one.rule,
              label: <span className="row between"><span className="wrap">{one.name}</span><span><span className="quiet small number">{one.held}/{one.of} </span><Tag color={colours[one.state]} style={{ margin: 0 }}>{term('tried', one.state)}</Tag></span></span>,
              children: <Conditions of={one.conditions} />,
            }))}
          />
          <p className="quiet small">{t('try.noEffect')}</p>
        </div>
      )}
    </div>
  );
});
