import { CopyOutlined } from '@ant-design/icons';
import { App, Button, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { part } from '../api/client';
import { useGet } from '../api/hooks';
import type { MessageDetail } from '../api/types';
import { Card } from './Forms';
import { Loaded, Panel } from './page';

/** What a person is to send by hand: the text to copy, the card as a picture, and its link as a code to be scanned. */
export function Prepared({ message }: { message: string }) {
  const { t } = useTranslation();
  const detail = useGet<MessageDetail>(`/messages/${part(message)}`);
  return (
    <Panel title={t('prepared.title')}>
      <Loaded from={detail} rows={3}>{(data) => <Content rendered={data.rendered} />}</Loaded>
    </Panel>
  );
}

function Content({ rendered }: { rendered: Record<string, string> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const text = rendered.short ?? rendered.subject ?? '';
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!text && !rendered.card) return <p className="quiet">{t('prepared.nothing')}</p>;
  const copy = () => void navigator.clipboard.writeText(text).then(() => message.success(t('prepared.copied')));
  return (
    <div className="stack wide">
      {text && (
        <>
          <pre className="plain">{text}</pre>
          <div><Button icon={<CopyOutlined />} onClick={copy}>{t('prepared.copy')}</Button></div>
        </>
      )}
      <div className="row" style={{ alignItems: 'flex-start', gap: 20 }}>
        {rendered.card && <div className="grow" style={{ minWidth: 240 }}><Card body={rendered.card} /></div>}
        {link && (
          <div style={{ textAlign: 'center' }}>
            <QRCode value={link} size={168} aria-label={t('prepared.code')} />
            <div className="small quiet">{t('prepared.code')}</div>
          </div>
        )}
      </div>
    </div>
  );
}
