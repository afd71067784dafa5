import { Alert, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, url } from '../api/client';
import { useAct, useList } from '../api/hooks';
import type { AuditEntry } from '../api/types';
import { useNumber } from '../parts/figure';
import { Json } from '../parts/Json';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { useActName } from '../parts/words';

interface Verification {
  right: boolean;
  entries: number;
  waiting: number;
  wrong?: number | null;
  missing: number;
  fingerprint: string;
}

export default function Audit() {
  const { t } = useTranslation();
  const actName = useActName();
  const [by, setBy] = useState('');
  const [act, setAct] = useState('');
  const [subject, setSubject] = useState('');
  const [chosen, setChosen] = useState<AuditEntry>();
  const verify = useAct(() => api.get<Verification>('/audit/verification'));
  const entries = useList<AuditEntry>('/audit', { by, act, subject }, { live: 5000 });
  const field = (label: string, value: string, set: (value: string) => void) => <Input allowClear style={{ width: 180 }} value={value} placeholder={label} aria-label={label} onChange={(event) => set(event.target.value.trim())} />;
  return (
    <Page title={t('audit.title')} text={t('audit.text')} actions={<><Button loading={verify.isPending} onClick={() => verify.mutate(undefined)}>{t('audit.verify')}</Button> <Button href={url('/audit/export.csv', { by, act, subject })} download>{t('audit.export')}</Button></>}>
      {verify.data && <Verified of={verify.data} close={verify.reset} />}
      <div className="filters">
        {field(t('audit.by'), by, setBy)}
        {field(t('audit.act'), act, setAct)}
        {field(t('audit.subject'), subject, setSubject)}
      </div>
      <Panel flush>
        <List<AuditEntry>
          from={entries}
          id={(entry) => entry.id}
          onRow={setChosen}
          columns={[
            { key: 'act', title: t('audit.act'), phone: 'name', show: (entry) => <strong style={{ fontWeight: 600 }}>{actName(entry.act)}</strong> },
            { key: 'subject', title: t('audit.subject'), show: (entry) => <span className="code wrap">{entry.subject}</span> },
            { key: 'by', title: t('audit.by'), show: (entry) => entry.by },
            { key: 'at', title: t('events.at'), phone: 'corner', show: (entry) => <When at={entry.at} /> },
            { key: 'see', title: '', phone: 'hide', show: (entry) => (entry.before || entry.after ? <Button size="small" type="text" onClick={() => setChosen(entry)}>{t('events.details')}</Button> : null) },
          ]}
          empty={<Empty title={t('audit.empty')} text={t('audit.text')} />}
        />
      </Panel>
      <Drawer open={!!chosen} onClose={() => setChosen(undefined)} size={560} title={chosen && actName(chosen.act)}>
        {chosen && (
          <div className="stack">
            <p><When at={chosen.at} plain /> · {chosen.by} · <span className="code">{chosen.subject}</span></p>
            <h2 className="panel-title">{t('audit.before')}</h2>
            <Json value={chosen.before ?? null} />
            <h2 className="panel-title">{t('audit.after')}</h2>
            <Json value={chosen.after ?? null} />
          </div>
        )}
      </Drawer>
    </Page>
  );
}

/** Whether all is as it was written, with the fingerprint to keep elsewhere. */
function Verified({ of, close }: { of: Verification; close: () => void }) {
  const { t } = useTranslation();
  const number = useNumber();
  const wrong = [of.wrong != null && t('audit.wrong', { number: number(of.wrong) }), of.missing > 0 && t('audit.missing', { count: of.missing })].filter(Boolean);
  return (
    <Alert
      style={{ marginBottom: 14 }}
      showIcon
      closable={{ onClose: close }}
      type={of.right ? 'success' : 'error'}
      title={of.right ? t('audit.right', { total: number(of.entries) }) : wrong.join(' ')}
      description={<span className="wrap">{t('audit.fingerprint', { number: number(of.entries) })} <span className="code">{of.fingerprint}</span></span>}
    />
  );
}
