import { Alert, Button, Drawer, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useList } from '../api/hooks';
import type { DeadLetter } from '../api/types';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';

export default function DeadLetters() {
  const { t } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState<DeadLetter>();
  const letters = useList<DeadLetter>('/dead-letters', { status: 'open' }, { live: 5000 });
  const retry = useAct((id: string) => api.post(`/dead-letters/${part(id)}/retry`), { done: t('deadLetters.retried'), changes: ['/dead-letters'] });
  const discard = useAct((id: string) => api.post(`/dead-letters/${part(id)}/discard`), { done: t('deadLetters.discarded'), changes: ['/dead-letters'] });
  return (
    <Page title={t('deadLetters.title')} text={t('deadLetters.text')}>
      <Panel flush>
        <List<DeadLetter>
          from={letters}
          id={(letter) => letter.id}
          columns={[
            { key: 'type', title: t('events.type'), phone: 'name', show: (letter) => <span><strong>{letter.type ? words.eventType(letter.type) : t('deadLetters.one')}</strong> <span className="code quiet">{letter.event}</span></span> },
            { key: 'member', title: t('filter.member'), show: (letter) => letter.member && <Member id={letter.member} /> },
            { key: 'reason', title: t('deadLetters.reason'), show: (letter) => <span className="wrap" style={{ display: 'inline-block', maxWidth: 480, whiteSpace: 'normal' }}>{letter.reason}{letter.rule && <span className="code quiet" style={{ display: 'block' }}>{letter.rule}</span>}</span> },
            { key: 'at', title: t('events.at'), phone: 'corner', show: (letter) => <When at={letter.failedAt} /> },
            {
              key: 'act', title: '',
              show: (letter) => (
                <span className="row" style={{ flexWrap: 'nowrap' }}>
                  <Button size="small" onClick={() => setChosen(letter)}>{t('deadLetters.mend')}</Button>
                  <Button size="small" type="primary" loading={retry.isPending && retry.variables === letter.id} onClick={() => retry.mutate(letter.id)}>{t('act.retry')}</Button>
                  <Popconfirm title={t('deadLetters.discardAsk')} okText={t('deadLetters.discard')} cancelText={t('act.cancel')} okButtonProps={{ danger: true }} onConfirm={() => discard.mutate(letter.id)}>
                    <Button size="small" danger type="text">{t('deadLetters.discard')}</Button>
                  </Popconfirm>
                </span>
              ),
            },
          ]}
          empty={<Empty title={t('deadLetters.empty')} text={t('deadLetters.emptyText')} />}
        />
      </Panel>
      <Drawer open={!!chosen} onClose={() => setChosen(undefined)} size={560} title={t('deadLetters.mend')} destroyOnHidden>
        {chosen && <Mending letter={chosen} done={() => setChosen(undefined)} />}
      </Drawer>
    </Page>
  );
}

function Mending({ letter, done }: { letter: DeadLetter; done: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(letter.data ?? {}, null, 2));
  const mend = useAct((data: unknown) => api.put(`/dead-letters/${part(letter.id)}`, data), { done: t('deadLetters.retried'), changes: ['/dead-letters'] });
  let data: unknown;
  let fault: string | undefined;
  try {
    data = JSON.parse(text);
  } catch (problem) {
    fault = (problem as Error).message;
  }
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={letter.reason} />
      <Input.TextArea className="code" value={text} onChange={(event) => setText(event.target.value)} autoSize={{ minRows: 12, maxRows: 30 }} spellCheck={false} status={fault ? 'error' : undefined} aria-label={t('events.data')} />
      {fault && <span className="small" style={{ color: '#b3261e' }}>{fault}</span>}
      <div className="row">
        <Button type="primary" disabled={!!fault} loading={mend.isPending} onClick={() => mend.mutate(data, { onSuccess: done })}>{t('deadLetters.mendAndRetry')}</Button>
        <Button onClick={done}>{t('act.cancel')}</Button>
      </div>
    </div>
  );
}
