import { Segmented, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Json } from './Json';
import { Empty, Panel } from './page';

const order = ['html', 'card', 'short', 'text', 'data'];

/** What the member sees, in every form there is. HTML is shown where it can run nothing and reach nothing. */
export function Forms({ rendered, first }: { rendered: Record<string, string>; first?: string }) {
  const { t } = useTranslation();
  const forms = Object.entries(rendered).filter(([name, body]) => body && name !== 'subject');
  if (forms.length === 0) return <Panel><Empty title={t('messages.noForms')} text={t('messages.noFormsText')} /></Panel>;
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  forms.sort(([a], [b]) => place(a) - place(b));
  return (
    <Panel>
      <Tabs
        defaultActiveKey={first && rendered[first] ? first : undefined}
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
export function Card({ body, plain = false }: { body: string; plain?: boolean }) {
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
      {!plain && <Json value={card} />}
    </div>
  );
}
