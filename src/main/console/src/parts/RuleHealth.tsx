import { Alert, Button, Progress, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useList } from '../api/hooks';
import type { Text } from '../api/types';
import { useText } from '../i18n';
import { Link } from 'react-router';
import { Panel } from './page';

export interface RuleFinding {
  kind: string;
  weight: string;
  file: string;
  line: number;
  rule: string | null;
  text: Text;
  number: number;
}

interface Covered {
  rule: string;
  name: string;
  covered: boolean;
  fired: boolean;
  rested: boolean;
  conditions: { line: number; zh: string; en: string; seenTrue: boolean; seenFalse: boolean }[];
}

interface TestRun {
  passed: number;
  failed: number;
  scenarios: { file: string; line: number; name: string; passed: boolean; message: string }[];
  coverage: Covered[];
}

/** What the analysis finds in the rules; nothing while it finds nothing. */
export function Findings({ rule }: { rule?: string }) {
  const { t } = useTranslation();
  const text = useText();
  const found = useList<RuleFinding>('/rules/findings', { rule, limit: 100 }, { live: 10_000 });
  if (!found.items || found.items.length === 0) return null;
  return (
    <Panel title={t('health.findings')}>
      <div className="stack">
        {found.items.map((one) => (
          <Alert
            key={one.number}
            type={one.weight === 'must-fix' ? 'error' : 'warning'}
            showIcon
            title={text(one.text)}
            description={
              <span className="code small">
                {t(one.weight === 'must-fix' ? 'health.mustFix' : 'health.look')} · {one.rule && !rule ? <Link to={`/rules?rule=${part(one.rule)}`}>{one.file}:{one.line}</Link> : `${one.file}:${one.line}`}
              </span>
            }
          />
        ))}
      </div>
    </Panel>
  );
}

/** Runs the scenarios beside the rules, and tells what they leave unseen. */
export function TestRuns() {
  const { t, i18n } = useTranslation();
  const run = useAct(() => api.post<TestRun>('/rules/test-runs', {}));
  const result = run.data;
  const covered = result?.coverage.filter((one) => one.covered).length ?? 0;
  const partly = result?.coverage.filter((one) => !one.covered) ?? [];
  return (
    <Panel title={t('health.scenarios')} extra={<Button size="small" loading={run.isPending} onClick={() => run.mutate()}>{t('health.run')}</Button>}>
      {!result && <p className="quiet small">{t('health.scenariosText')}</p>}
      {result && (
        <div className="stack">
          <span className="row">
            <Tag color="green">{t('health.passed', { count: result.passed })}</Tag>
            {result.failed > 0 && <Tag color="red">{t('health.failed', { count: result.failed })}</Tag>}
          </span>
          <Progress aria-label={t('health.scenarios')} percent={result.coverage.length === 0 ? 0 : Math.floor((covered * 100) / result.coverage.length)} />
          <span className="small quiet">{t('health.covered', { count: covered, all: result.coverage.length })}</span>
          {result.scenarios.filter((one) => !one.passed).map((one) => (
            <Alert key={`${one.file}:${one.line}`} type="error" title={one.name} description={<span className="wrap">{one.message} <span className="code small">{one.file}:{one.line}</span></span>} />
          ))}
          {partly.map((one) => (
            <div key={one.rule}>
              <Link to={`/rules?rule=${part(one.rule)}`}>{one.name}</Link>
              <div className="small quiet">
                {!one.fired && t('health.neverFired')} {!one.rested && t('health.neverRested')}
                {one.conditions.filter((condition) => !condition.seenTrue || !condition.seenFalse).map((condition, index) => (
                  <div key={index}>
                    {i18n.language === 'zh' ? condition.zh : condition.en}: {t(condition.seenTrue ? 'health.neverFalse' : 'health.neverTrue')}
                  </div>
                ))}
              </div>
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}
