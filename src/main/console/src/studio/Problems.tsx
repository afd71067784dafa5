import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/client';
import { explain } from '../api/hooks';
import { useText } from '../i18n';
import { isError, type Finding } from './findings';

/** How it stands with a file, in one line, and each problem with the way to its place. */
export function Problems({ findings, elsewhere = [], checking, problem, jump }: { findings: Finding[]; elsewhere?: Finding[]; checking?: boolean; problem?: Problem; jump?: (finding: Finding) => void }) {
  const { t } = useTranslation();
  const say = useText();
  const errors = findings.filter(isError).length;
  const looks = findings.length - errors;
  return (
    <div className="editor-problems">
      <div className="row" role="status" style={{ minHeight: 26 }}>
        {errors > 0 && <Tag color="red" style={{ margin: 0 }}>{t('editor.problems', { count: errors })}</Tag>}
        {looks > 0 && <Tag color="gold" style={{ margin: 0 }}>{t('editor.warnings', { count: looks })}</Tag>}
        {problem && !checking && <><Tag color="gold" style={{ margin: 0 }}>{t('editor.notChecked')}</Tag><span className="quiet small wrap">{explain(problem, t)}</span></>}
        {findings.length === 0 && !checking && !problem && <Tag color="green" style={{ margin: 0 }}>{t('editor.good')}</Tag>}
        {checking && <span className="quiet small">{t('editor.checking')}</span>}
      </div>
      {findings.length > 0 && (
        <ul aria-label={t('editor.problemList')}>
          {findings.slice(0, 20).map((one, index) => (
            <li key={index} className={isError(one) ? 'bad' : ''}>
              {jump && <Button size="small" type="link" style={{ padding: '0 6px 0 0' }} onClick={() => jump(one)}>{one.line > 0 ? t('editor.line', { line: one.line }) : t('editor.wholeFile')}</Button>}
              <span className="wrap">{say(one.text ?? one.message)}</span>
            </li>
          ))}
        </ul>
      )}
      {elsewhere.length > 0 && (
        <ul aria-label={t('editor.elsewhere')}>
          {elsewhere.slice(0, 5).map((one, index) => <li key={index} className="bad"><span className="code small">{one.file}{one.line > 0 ? `:${one.line}` : ''}</span> <span className="wrap">{say(one.text ?? one.message)}</span></li>)}
        </ul>
      )}
    </div>
  );
}
