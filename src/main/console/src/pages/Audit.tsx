import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { url } from '../api/client';
import { useList } from '../api/hooks';
import type { AuditEntry } from '../api/types';
import { Json } from '../parts/Json';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { useTerm } from '../parts/words';

export default function Audit() {
  const { t } = useTranslation();
  const term = useTerm();
  const [by, setBy] = useState('');
  const [act, setAct] = useState('');
  const [subject, setSubject] = useState('');
  const [chosen, setChosen] = useState<AuditEntry>();
  const entries = useList<AuditEntry>('/audit', { by, act, subject }, { live: 5000 });
  const field = (label: string, value: string, set: (value: string) => void) => <Input allowClear style={{ width: 180 }} value={value} placeholder={label} aria-label={label} onChange={(event) => set(event.target.value.trim())} />;
  return (
    <Page title={t('audit.title')} text={t('audit.text')} actions={<Button href={url('/audit/export.csv', { by, act, subject })} download>{t('audit.export')}</Button>}>
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
            { key: 'act', title: t('audit.act'), phone: 'name', show: (entry) => <strong style={{ fontWeight: 600 }}>{term('auditAct', entry.act)}</strong> },
            { key: 'subject', title: t('audit.subject'), show: (entry) => <span className="code wrap">{entry.subject}</span> },
            { key: 'by', title: t('audit.by'), show: (entry) => entry.by },
            { key: 'at', title: t('events.at'), phone: 'corner', show: (entry) => <When at={entry.at} /> },
            { key: 'see', title: '', phone: 'hide', show: (entry) => (entry.before || entry.after ? <Button size="small" type="text" onClick={() => setChosen(entry)}>{t('events.details')}</Button> : null) },
          ]}
          empty={<Empty title={t('audit.empty')} text={t('audit.text')} />}
        />
      </Panel>
      <Drawer open={!!chosen} onClose={() => setChosen(undefined)} size={560} title={chosen && term('auditAct', chosen.act)}>
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
