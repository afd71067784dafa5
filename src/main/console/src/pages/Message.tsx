import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import type { MessageDetail } from '../api/types';
import { useText } from '../i18n';
import { History } from '../parts/Discussion';
import { Forms } from '../parts/Forms';
import { Frozen } from '../parts/Frozen';
import { Loaded, Page, Panel } from '../parts/page';
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
      {waits(detail.data?.message.status) && <Frozen />}
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

const waits = (status?: string) => status === 'planned' || status === 'held' || status === 'waiting';

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
        {detail.hindrance && (<><dt>{t('prepared.notNow')}</dt><dd>{text(detail.hindrance.text)}</dd></>)}
        <dt>{t('filter.member')}</dt><dd><Member picture id={message.member} /></dd>
        <dt>{t('filter.community')}</dt><dd>{message.community}</dd>
        <dt>{t('messages.channel')}</dt><dd>{term('channel', message.channel)}</dd>
        <dt>{t('messages.purpose')}</dt><dd>{term('purpose', message.purpose)}</dd>
        {detail.language && (<><dt>{t('member.language')}</dt><dd>{term('language', detail.language)}</dd></>)}
        <dt>{t('messages.planned')}</dt><dd><When at={message.plannedAt} /></dd>
        {message.status === 'held' && (<><dt>{t('messages.due')}</dt><dd><When at={message.due} /></dd></>)}
        {message.sentAt && (<><dt>{t('messages.sent')}</dt><dd><When at={message.sentAt} /></dd></>)}
        {message.report && (<><dt>{t('messages.report')}</dt><dd><Status group="message" word={message.report} /></dd></>)}
      </dl>
    </Panel>
  );
}
