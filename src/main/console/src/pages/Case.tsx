import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import type { CaseDetail, EventItem, Receipt } from '../api/types';
import { Comments } from '../parts/Discussion';
import { Loaded, Page, Panel } from '../parts/page';
import { Because } from '../parts/receipts';
import { Moment } from '../parts/Timeline';
import { When } from '../parts/when';
import { Member, Status, useWords } from '../parts/words';
import { useSession } from '../shell/session';

export default function Case() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const words = useWords();
  const path = `/cases/${part(id)}`;
  const { data: session } = useSession();
  const [closing, setClosing] = useState(false);
  const [resolution, setResolution] = useState('');
  const one = useGet<CaseDetail>(path, {}, { live: LIVE });
  const claim = useAct(() => api.post(`${path}/claim`), { done: t('tasks.claimed'), changes: ['/cases'] });
  const close = useAct((decision?: string) => api.post(`${path}/close`, { text: resolution, decision }), { done: t('cases.closedNow'), changes: ['/cases', '/overview'] });
  const reopen = useAct(() => api.post(`${path}/reopen`), { done: t('cases.reopened'), changes: ['/cases'] });
  const file = one.data?.file;
  const closed = file?.status === 'closed';
  return (
    <Page
      back={{ to: '/cases', label: t('cases.title') }}
      title={file ? words.caseKind(file.kind) : t('cases.one')}
      text={file?.reason}
      actions={
        file &&
        (closed ? (
          !one.data?.decides && <Button loading={reopen.isPending} onClick={() => reopen.mutate(undefined)}>{t('cases.reopen')}</Button>
        ) : (
          <>
            {file.assignee !== session?.name && <Button loading={claim.isPending} onClick={() => claim.mutate(undefined)}>{t('tasks.claim')}</Button>}
            <Button type="primary" onClick={() => setClosing(true)}>{t('cases.close')}</Button>
          </>
        ))
      }
    >
      <Loaded from={one}>
        {({ file: data, comments }) => (
          <div className="grid">
            <div className="c7 stack wide">
              <Panel title={t('cases.about')}>
                <dl className="pairs">
                  <dt>{t('filter.member')}</dt><dd><Member picture id={data.member} /></dd>
                  <dt>{t('filter.community')}</dt><dd>{data.community}</dd>
                  <dt>{t('cases.severity')}</dt><dd><Status group="severity" word={data.severity} /></dd>
                  <dt>{t('cases.status')}</dt><dd><Status group="caseStatus" word={data.status} /></dd>
                  <dt>{t('tasks.assignee')}</dt><dd>{data.assignee ?? t('tasks.nobody')}</dd>
                  <dt>{t('cases.opened')}</dt><dd><When at={data.openedAt} /></dd>
                  {data.dueAt && !data.closedAt && (<><dt>{t('tasks.due')}</dt><dd><When at={data.dueAt} /></dd></>)}
                  {data.rule && (<><dt>{t('rules.one')}</dt><dd><Link to={data.kind === 'referral' ? `/rewards/referrals?community=${part(data.community)}` : `/rules?rule=${part(data.rule)}`}>{data.rule.slice(data.rule.indexOf('#') + 1)}</Link></dd></>)}
                  {data.closedAt && (<><dt>{t('cases.closedAt')}</dt><dd><When at={data.closedAt} /> {data.closedBy && <span className="quiet">· {data.closedBy}</span>}</dd></>)}
                  {data.decision && (<><dt>{t('cases.decision')}</dt><dd>{t(`cases.decided_${data.decision}`)}</dd></>)}
                  {data.resolution && (<><dt>{t('cases.resolution')}</dt><dd>{data.resolution}</dd></>)}
                </dl>
              </Panel>
              {data.event && <Trigger event={data.event} />}
            </div>
            <div className="c5 stack wide">
              <Comments of={comments ?? []} path={`${path}/comments`} changes="/cases" />
            </div>
          </div>
        )}
      </Loaded>
      <Modal open={closing} onCancel={() => setClosing(false)} title={t('cases.close')} okText={t('cases.close')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !resolution.trim() }} confirmLoading={close.isPending} onOk={() => close.mutate(undefined, { onSuccess: () => setClosing(false) })} footer={one.data?.decides ? (
        <>
          <Button onClick={() => setClosing(false)}>{t('act.cancel')}</Button>
          {(['refuse', 'release'] as const).map((decision) => (
            <Button key={decision} type={decision === 'release' ? 'primary' : 'default'} danger={decision === 'refuse'} disabled={!resolution.trim()} loading={close.isPending} onClick={() => close.mutate(decision, { onSuccess: () => setClosing(false) })}>{t(`cases.${decision}`)}</Button>
          ))}
        </>
      ) : undefined}>
        <p className="quiet" style={{ marginBottom: 10 }}>{t(one.data?.decides ? 'cases.decideText' : 'cases.closeText')}</p>
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} value={resolution} onChange={(event) => setResolution(event.target.value)} aria-label={t('cases.closeText')} />
      </Modal>
    </Page>
  );
}

function Trigger({ event }: { event: string }) {
  const { t } = useTranslation();
  const found = useGet<EventItem>(`/events/${part(event)}`);
  const receipts = useList<Receipt>('/receipts', { event });
  return (
    <Panel title={t('cases.trigger')}>
      {found.data ? (
        <ul className="feed"><Moment event={found.data} receipts={receipts.items ?? []} /></ul>
      ) : (
        receipts.items?.map((receipt) => <Because key={receipt.id} receipt={receipt} />)
      )}
    </Panel>
  );
}
