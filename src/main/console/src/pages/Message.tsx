import { Segmented, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { part } from '../api/client';
import { LIVE, useGet } from '../api/hooks';
import type { MessageDetail } from '../api/types';
import { History } from '../parts/Discussion';
import { Json } from '../parts/Json';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Member, Status, useTerm } from '../parts/words';

export default function Message() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const message = useGet<MessageDetail>(`/messages/${part(id)}`, {}, { live: LIVE });
  return (
    <Page back={{ to: '/messages', label: t('messages.title') }} title={message.data?.forms?.subject || message.data?.template || t('messages.one')} text={<span className="code">{message.data?.template}</span>}>
      <Loaded from={message}>
        {(data) => (
          <div className="grid">
            <div className="c8"><Forms message={data} /></div>
            <div className="c4 stack wide">
              <About message={data} />
              <History of={data.history ?? []} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function About({ message }: { message: MessageDetail }) {
  const { t } = useTranslation();
  const term = useTerm();
  return (
    <Panel title={t('messages.about')}>
      <dl className="pairs">
        <dt>{t('messages.status')}</dt><dd><Status group="message" word={message.status} /></dd>
        {message.reason && (<><dt>{t('messages.reason')}</dt><dd>{term('reason', message.reason)}</dd></>)}
        <dt>{t('filter.member')}</dt><dd><Member picture id={message.member} name={message.memberName} /></dd>
        <dt>{t('filter.community')}</dt><dd>{message.community}</dd>
        <dt>{t('messages.channel')}</dt><dd>{term('channel', message.channel)}</dd>
        {message.language && (<><dt>{t('member.language')}</dt><dd>{term('language', message.language)}</dd></>)}
        <dt>{t('messages.planned')}</dt><dd><When at={message.plannedAt} /></dd>
        <dt>{t('messages.sent')}</dt><dd><When at={message.sentAt} /></dd>
      </dl>
    </Panel>
  );
}

/** What the member sees, in every form there is. HTML is shown where it can run nothing and reach nothing. */
function Forms({ message }: { message: MessageDetail }) {
  const { t } = useTranslation();
  const forms = Object.entries(message.forms ?? {}).filter(([name, body]) => body && name !== 'subject');
  if (forms.length === 0) return <Panel><Empty title={t('messages.noForms')} text={t('messages.noFormsText')} /></Panel>;
  const order = ['html', 'email.html', 'wechat', 'text', 'email.txt'];
  forms.sort(([a], [b]) => (order.indexOf(a) + 99) % 99 - (order.indexOf(b) + 99) % 99);
  return (
    <Panel>
      <Tabs
        items={forms.map(([name, body]) => ({
          key: name,
          label: t([`messages.form.${name.replaceAll('.', '_')}`, 'messages.form.other'], { name }),
          children: name.includes('html') ? <Html body={body} subject={message.forms.subject} /> : name.includes('txt') || name === 'text' ? <pre className="plain">{body}</pre> : <Card name={name} body={body} />,
        }))}
      />
    </Panel>
  );
}

function Html({ body, subject }: { body: string; subject?: string }) {
  const { t } = useTranslation();
  const [width, setWidth] = useState<'mail' | 'phone'>('mail');
  const frame = <iframe sandbox="" srcDoc={body} title={t('messages.form.html')} referrerPolicy="no-referrer" />;
  return (
    <div className="stack">
      <div><Segmented size="small" value={width} onChange={setWidth} options={[{ value: 'mail', label: t('messages.asMail') }, { value: 'phone', label: t('messages.asPhone') }]} /></div>
      {width === 'phone' ? (
        <div className="phone">{frame}</div>
      ) : (
        <div className="mail">
          {subject && <div className="head"><span className="quiet small">{t('messages.subject')}</span><br /><strong>{subject}</strong></div>}
          {frame}
        </div>
      )}
    </div>
  );
}

function Card({ name, body }: { name: string; body: string }) {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    parsed = undefined;
  }
  const said = typeof parsed === 'object' && parsed !== null ? strings(parsed) : [body];
  return (
    <div className="stack">
      <div className="phone">
        <div className="chat">
          <div className="bubble">
            {said.map((line, index) => <div key={index} style={index === 0 && said.length > 1 ? { fontWeight: 600 } : undefined}>{line}</div>)}
          </div>
        </div>
      </div>
      {parsed !== undefined && <Json value={parsed} />}
      <span className="sr">{name}</span>
    </div>
  );
}

/** The texts a card shows, in their order; addresses and keys left out. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return /^(https?:|[a-z_]{2,20}$)/.test(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(strings);
  return [];
}
