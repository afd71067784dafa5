import { CopyOutlined, DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { part } from '../api/client';
import { useGet } from '../api/hooks';
import type { MessageDetail } from '../api/types';
import { useText } from '../i18n';
import { Card } from './Forms';
import { Loaded, Panel } from './page';
import { savePicture } from './picture';

/** What a person is to send by hand: the text to copy, the card as a picture, and its link as a code to be scanned. */
export function Prepared({ message }: { message: string }) {
  const { t } = useTranslation();
  const text = useText();
  const detail = useGet<MessageDetail>(`/messages/${part(message)}`, {}, { live: 15_000 });
  return (
    <Panel title={t('prepared.title')}>
      <Loaded from={detail} rows={3}>{(data) =>
          data.hindrance ? (
            <Alert type="error" showIcon title={t('prepared.stop', { why: text(data.hindrance.text) })} description={t('prepared.stopText')} />
          ) : (
            <Content rendered={data.rendered} />
          )
        }</Loaded>
    </Panel>
  );
}

function Content({ rendered }: { rendered: Record<string, string> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const text = rendered.short ?? rendered.subject ?? '';
  const card = read(rendered.card);
  const link = card.url ?? /https?:\/\/\S+/.exec(text)?.[0];
  if (!text && !rendered.card) return <p className="quiet">{t('prepared.nothing')}</p>;
  const copy = () => void navigator.clipboard.writeText(text).then(() => message.success(t('prepared.copied')));
  const save = () => savePicture({ title: card.title ?? rendered.subject ?? '', text: card.description ?? text, below: t('prepared.code'), code: document.querySelector<HTMLCanvasElement>('.prepared-code canvas') });
  return (
    <div className="stack wide">
      {text && (
        <>
          <pre className="plain">{text}</pre>
          <div className="row">
            <Button icon={<CopyOutlined />} onClick={copy}>{t('prepared.copy')}</Button>
            <Button icon={<DownloadOutlined />} onClick={save}>{t('prepared.picture')}</Button>
          </div>
        </>
      )}
      <div className="row" style={{ alignItems: 'flex-start', gap: 20 }}>
        {rendered.card && <div className="grow" style={{ minWidth: 240 }}><Card body={rendered.card} plain /></div>}
        {link && (
          <div className="prepared-code" style={{ textAlign: 'center' }}>
            <QRCode value={link} size={168} errorLevel="L" aria-label={t('prepared.code')} />
            <div className="small quiet">{t('prepared.code')}</div>
          </div>
        )}
      </div>
    </div>
  );
}

function read(card?: string): { title?: string; description?: string; url?: string } {
  try {
    return card ? (JSON.parse(card) as { title?: string; description?: string; url?: string }) : {};
  } catch {
    return {};
  }
}
