import { Alert, AutoComplete, Button, Input, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { Text } from '../api/types';
import { useText } from '../i18n';

interface Found {
  kind: string;
  weight: string;
  file: string;
  line: number;
  text: Text;
}

export interface Checked {
  release: string;
  publishable: boolean;
  findings: Found[];
  costs: { rule: string; steps: number; everyEvent: boolean }[];
}

export interface DraftFile {
  path: string;
  text: string;
}

/** What a new file begins with, in the reader's language. */
export const beginnings: Record<string, Record<string, string>> = {
  rewards: {
    en: 'rule "Whoever posts three times in a week earns 20 points"\nwhy: regular posts keep the talk going\nowner: community\nhow often: once a week\nwhen\n    the member just posted\n    the member posted at least 3 times in the last 7 days\nthen\n    award 20 points for "three posts"\nend\n',
    zh: '规则 "一周发帖三次奖励 20 积分"\n为什么：常发帖让社群有话聊\n负责人：community\n频率：每周一次\n当\n    成员刚刚发帖\n    成员最近 7 天内发帖至少 3 次\n那么\n    奖励 20 积分，原因“一周三帖”\n结束\n',
  },
};

/** One file of rules that somebody would like to publish: a new one, or one of the release, changed. */
export function DraftEditor({ file, onChange }: { file: DraftFile; onChange: (file: DraftFile) => void }) {
  const { t, i18n } = useTranslation();
  const live = useGet<{ files: { path: string }[] }>('/releases/live');
  const fetch = useAct((path: string) => api.text(`/content/${path.split('/').map(part).join('/')}`));
  const paths = (live.data?.files ?? []).map((one) => one.path).filter((path) => /^rules\/.+\.(dslr|csv|drl|yaml)$/.test(path));
  const known = paths.includes(file.path);
  const beginning = beginnings.rewards?.[i18n.language.startsWith('zh') ? 'zh' : 'en'] ?? '';
  return (
    <div className="stack">
      <div className="row" style={{ flexWrap: 'nowrap' }}>
        <AutoComplete className="code grow" style={{ minWidth: 0 }} aria-label={t('rules.file')} value={file.path} onChange={(path: string) => onChange({ ...file, path })} filterOption={(typed, option) => !!option?.value.includes(typed)} options={paths.map((path) => ({ value: path }))} />
        {known ? (
          <Button loading={fetch.isPending} onClick={() => fetch.mutate(file.path, { onSuccess: (text) => onChange({ ...file, text }) })}>{t('replays.fetch')}</Button>
        ) : (
          <Button disabled={!!file.text.trim()} onClick={() => onChange({ ...file, text: beginning })}>{t('draft.example')}</Button>
        )}
      </div>
      <Input.TextArea className="code" spellCheck={false} autoSize={{ minRows: 8, maxRows: 26 }} placeholder={t('draft.hint')} aria-label={t('try.draft')} value={file.text} onChange={(event) => onChange({ ...file, text: event.target.value })} />
    </div>
  );
}

/** What a check of a draft found: what must be fixed first. */
export function Findings({ checked, file }: { checked: Checked; file: string }) {
  const { t } = useTranslation();
  const text = useText();
  const found = [...checked.findings].sort((one, other) => Number(one.weight !== 'must-fix') - Number(other.weight !== 'must-fix') || Number(one.file !== file) - Number(other.file !== file));
  return (
    <div className="stack">
      <Alert type={checked.publishable ? 'success' : 'error'} showIcon title={t(checked.publishable ? (found.length ? 'draft.looks' : 'draft.good') : 'draft.bad')} />
      {found.map((one, index) => (
        <Alert
          key={index}
          type={one.weight === 'must-fix' ? 'error' : 'warning'}
          title={<span className="wrap">{text(one.text)}</span>}
          description={<span className="code small">{t(one.weight === 'must-fix' ? 'health.mustFix' : 'health.look')} · {one.line > 0 ? t('draft.line', { file: one.file, line: one.line }) : one.file}</span>}
        />
      ))}
      {checked.costs.length > 0 && (
        <div className="row small">
          {checked.costs.map((one) => (
            <Tag key={one.rule} style={{ margin: 0, whiteSpace: 'normal' }}>{t(one.everyEvent ? 'draft.costAll' : 'draft.cost', { rule: one.rule.slice(one.rule.indexOf('#') + 1), count: one.steps })}</Tag>
          ))}
        </div>
      )}
    </div>
  );
}
