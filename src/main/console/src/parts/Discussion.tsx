import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct } from '../api/hooks';
import type { Text } from '../api/types';
import { useText } from '../i18n';
import { Panel } from './page';
import { When } from './when';
import { Avatar, useTerm } from './words';

export function Comments({ of, path, changes }: { of: { by: string; at: string; text: string }[]; path: string; changes: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const say = useAct(() => api.post(path, { text }), { changes: [changes] });
  return (
    <Panel title={t('discussion.comments')}>
      <div className="stack">
        {of.map((comment, index) => (
          <div key={index} className="row" style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}>
            <Avatar id={comment.by} name={comment.by} />
            <div className="grow">
              <span className="small quiet">
                {comment.by} · <When at={comment.at} />
              </span>
              <div style={{ whiteSpace: 'pre-wrap' }} className="wrap">{comment.text}</div>
            </div>
          </div>
        ))}
        <Input.TextArea value={text} onChange={(event) => setText(event.target.value)} autoSize={{ minRows: 2 }} maxLength={4000} placeholder={t('discussion.say')} aria-label={t('discussion.say')} />
        <div>
          <Button size="small" disabled={!text.trim()} loading={say.isPending} onClick={() => say.mutate(undefined, { onSuccess: () => setText('') })}>
            {t('discussion.add')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

export function History({ of }: { of: { act?: string; status?: string; by?: string | null; at: string; detail?: string | null; reason?: string | null; reasonText?: Text | null; channel?: string | null }[] }) {
  const { t } = useTranslation();
  const term = useTerm();
  const text = useText();
  if (of.length === 0) return null;
  return (
    <Panel title={t('discussion.history')}>
      <ul className="feed">
        {of.map((step, index) => (
          <li key={index}>
            <span className="dot" />
            <div className="row between">
              <span className="wrap">
                {term('act', step.act ?? step.status)} {step.by && <span className="quiet">· {step.by}</span>} {[step.channel && term('channel', step.channel), text(step.reasonText) || step.reason, step.detail].map((said, at) => said && <span key={at} className="quiet">· {/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(said) ? <When at={said} plain /> : said} </span>)}
              </span>
              <span className="quiet small"><When at={step.at} /></span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
