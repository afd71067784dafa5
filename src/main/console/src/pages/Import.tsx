import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, part } from '../api/client';
import { useAct, useGet, useList } from '../api/hooks';
import type { ImportItem } from '../api/types';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Status, useTerm } from '../parts/words';
import { percent } from './Imports';

interface Refusal {
  record: number;
  line: number;
  code: string;
  field?: string | null;
  detail: string;
  text: string;
}

/** What was asked for when the import was started. */
function effects(one: ImportItem): string {
  return (JSON.parse(one.mapping) as { effects?: string }).effects ?? 'none';
}

export default function Import() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const term = useTerm();
  const number = useNumber();
  const path = `/imports/${part(id)}`;
  const one = useGet<ImportItem>(path, {}, { live: 1500 });
  const refusals = useList<Refusal>(`${path}/refusals`, {}, { live: 4000 });
  const pause = useAct(() => api.post(`${path}/pause`), { changes: ['/imports'] });
  const resume = useAct(() => api.post(`${path}/resume`), { changes: ['/imports'] });
  const state = one.data?.state.toLowerCase();
  return (
    <Page
      back={{ to: '/imports', label: t('imports.title') }}
      title={one.data?.file ?? t('imports.one')}
      actions={
        <>
          {(state === 'running' || state === 'waiting') && <Button loading={pause.isPending} onClick={() => pause.mutate(undefined)}>{t('imports.pause')}</Button>}
          {(state === 'paused' || state === 'failed') && <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>{t('imports.resume')}</Button>}
        </>
      }
    >
      <Loaded from={one}>
        {(data) => (
          <div className="stack wide">
            <Panel>
              <div className="row between">
                <span className="row"><Status group="import" word={data.state} /> <span className="quiet">{t('imports.effects')}: {term('effects', effects(data))}</span></span>
                <span className="quiet small"><When at={data.createdAt} /> · {data.startedBy}</span>
              </div>
              <Progress aria-label={t('imports.progress')} percent={percent(data)} status={state === 'running' ? 'active' : state === 'failed' ? 'exception' : undefined} />
              {data.problem && <Alert type="error" showIcon style={{ marginTop: 8 }} title={data.problem} />}
            </Panel>
            <div className="figures" style={{ marginBottom: 0 }}>
              <Figure label={t('imports.lines')} value={number(data.records)} />
              <Figure warm label={t('imports.accepted')} value={number(data.accepted)} />
              <Figure label={t('imports.duplicates')} value={number(data.duplicate)} />
              <Figure label={t('imports.refused')} value={number(data.refused)} />
            </div>
            <Panel flush title={t('imports.refusals')}>
              <List<Refusal>
                from={refusals}
                id={(refusal) => String(refusal.record)}
                columns={[
                  { key: 'line', title: t('imports.line'), width: 90, phone: 'name', show: (refusal) => <span className="number">{refusal.line}</span> },
                  { key: 'reason', title: t('deadLetters.reason'), show: (refusal) => <span className="wrap" style={{ whiteSpace: 'normal' }}>{refusal.detail} <span className="code quiet">{refusal.code}{refusal.field ? ` · ${refusal.field}` : ''}</span></span> },
                  { key: 'content', title: t('imports.content'), show: (refusal) => <span className="code quiet wrap">{refusal.text}</span> },
                ]}
                empty={<Empty title={t('imports.noRefusals')} text={t('imports.noRefusalsText')} />}
              />
            </Panel>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
