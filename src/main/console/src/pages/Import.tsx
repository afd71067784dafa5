import { Button, Progress } from 'antd';
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
  line: number;
  reason: string;
  content?: string;
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
          {state === 'running' && <Button loading={pause.isPending} onClick={() => pause.mutate(undefined)}>{t('imports.pause')}</Button>}
          {(state === 'paused' || state === 'failed') && <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>{t('imports.resume')}</Button>}
        </>
      }
    >
      <Loaded from={one}>
        {(data) => (
          <div className="stack wide">
            <Panel>
              <div className="row between">
                <span className="row"><Status group="import" word={data.state} /> <span className="quiet">{t('imports.effects')}: {term('effects', data.effects)}</span></span>
                <span className="quiet small"><When at={data.startedAt} />{data.by ? ` · ${data.by}` : ''}</span>
              </div>
              <Progress percent={percent(data)} status={state === 'running' ? 'active' : state === 'failed' ? 'exception' : undefined} />
            </Panel>
            <div className="figures" style={{ marginBottom: 0 }}>
              <Figure label={t('imports.lines')} value={number(data.lines)} />
              <Figure warm label={t('imports.accepted')} value={number(data.accepted)} />
              <Figure label={t('imports.duplicates')} value={number(data.duplicates)} />
              <Figure label={t('imports.refused')} value={number(data.refused)} />
            </div>
            <Panel flush title={t('imports.refusals')}>
              <List<Refusal>
                from={refusals}
                id={(refusal) => String(refusal.line)}
                columns={[
                  { key: 'line', title: t('imports.line'), width: 90, phone: 'name', show: (refusal) => <span className="number">{refusal.line}</span> },
                  { key: 'reason', title: t('deadLetters.reason'), show: (refusal) => <span className="wrap" style={{ whiteSpace: 'normal' }}>{refusal.reason}</span> },
                  { key: 'content', title: t('imports.content'), show: (refusal) => <span className="code quiet wrap">{refusal.content}</span> },
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
