import { Button, Segmented, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import type { MessageDetail } from '../api/types';
import { useText } from '../i18n';
import { History } from '../parts/Discussion';
import { Json } from '../parts/Json';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Member, Status, useTerm } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function Message() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const path = `/messages/${part(id)}`;
  const detail = useGet<MessageDetail>(path, {}, { live: LIVE });
  return (
    <Page back={{ to: '/messages', label: t('messages.title') }} title={detail.data?.rendered.subject || detail.data?.message.template || t('messages.one')} text={<span className="code">{detail.data?.message.template}</span>} actions={<Doubt path={path} status={detail.data?.message.status} />}>
      <Loaded from={detail}>
        {(data) => (
          <div className="grid">
            <div className="c8"><Forms rendered={data.rendered} /></div>
            <div className="c4 stack wide">
              <About detail={data} />
              <History of={data.history} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** What a person decides where the channel left it open. */
function Doubt({ path, status }: { path: string; status?: string }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const resolve = useAct((sent: boolean) => api.post(`${path}/resolve`, { sent }), { done: t('messages.settled'), changes: ['/messages'] });
  const retry = useAct(() => api.post(`${path}/retry`), { done: t('messages.resendDone'), changes: ['/messages'] });
  if (!may(session, 'OPERATOR', 'MARKETER')) return null;
  if (status === 'failed') return <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate(undefined)}>{t('messages.resend')}</Button>;
  if (status !== 'unknown') return null;
  return (
    <>
      <Button loading={resolve.isPending} onClick={() => resolve.mutate(false)}>{t('messages.resend')}</Button>
      <Button type="primary" loading={resolve.isPending} onClick={() => resolve.mutate(true)}>{t('messages.resolveSent')}</Button>
    </>
  );
}

function About({ detail }: { detail: MessageDetail }) {
  const { t } = useTranslation();
  const term = useTerm();
  const text = useText();
  const { message } = detail;
  return (
    <Panel title={t('messages.about')}>
      <dl className="pairs">
        <dt>{t('messages.status')}</dt><dd><Status group="message" word={message.status} /></dd>
        {message.reason && (<><dt>{t('messages.reason')}</dt><dd>{text(message.reasonText) || message.reason}</dd></>)}
        <dt>{t('filter.member')}</dt><dd><Member picture id={message.member} /></dd>
        <dt>{t('filter.community')}</dt><dd>{message.community}</dd>
        <dt>{t('messages.channel')}</dt><dd>{term('channel', message.channel)}</dd>
        <dt>{t('messages.purpose')}</dt><dd>{term('purpose', message.purpose)}</dd>
        {detail.language && (<><dt>{t('member.language')}</dt><dd>{term('language', detail.language)}</dd></>)}
        <dt>{t('messages.planned')}</dt><dd><When at={message.plannedAt} /></dd>
        {message.status === 'held' && (<><dt>{t('messages.due')}</dt><dd><When at={message.due} /></dd></>)}
        <dt>{t('messages.sent')}</dt><dd><When at={message.sentAt} /></dd>
      </dl>
    </Panel>
  );
}

const order = ['html', 'card', 'short', 'text', 'data'];

/** What the member sees, in every form there is. HTML is shown where it can run nothing and reach nothing. */
function Forms({ rendered }: { rendered: Record<string, string> }) {
  const { t } = useTranslation();
  const forms = Object.entries(rendered).filter(([name, body]) => body && name !== 'subject');
  if (forms.length === 0) return <Panel><Empty title={t('messages.noForms')} text={t('messages.noFormsText')} /></Panel>;
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  forms.sort(([a], [b]) => place(a) - place(b));
  return (
    <Panel>
      <Tabs
        items={forms.map(([name, body]) => ({
          key: name,
          label: t([`messages.form.${name}`, 'messages.form.other'], { name }),
          children: <Form name={name} body={body} subject={rendered.subject} />,
        }))}
      />
    </Panel>
  );
}

function Form({ name, body, subject }: { name: string; body: string; subject?: string }) {
  if (name === 'html') return <Html body={body} subject={subject} />;
  if (name === 'data') return <Json value={pretty(body)} />;
  if (name === 'card') return <Card body={body} />;
  if (name === 'short') return <div className="phone"><div className="chat"><div className="bubble">{body}</div></div></div>;
  return <pre className="plain">{body}</pre>;
}

function pretty(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
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

/** A card as a chat shows it: title, text, and where it leads. */
function Card({ body }: { body: string }) {
  const card = pretty(body) as { title?: string; description?: string; button?: string } | string;
  if (typeof card === 'string') return <pre className="plain">{card}</pre>;
  return (
    <div className="stack">
      <div className="phone">
        <div className="chat">
          <div className="bubble">
            <strong>{card.title}</strong>
            <div className="quiet" style={{ marginTop: 6 }}>{card.description}</div>
            {card.button && <div style={{ marginTop: 10, paddingTop: 8, borderTop: '1px solid #eee', color: '#4a6a85' }}>{card.button} ›</div>}
          </div>
        </div>
      </div>
      <Json value={card} />
    </div>
  );
}
