import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { part } from '../api/client';
import { useList } from '../api/hooks';
import type { JourneyItem } from '../api/types';
import { useText } from '../i18n';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';

export default function Journeys() {
  const { t } = useTranslation();
  const text = useText();
  const number = useNumber();
  const go = useNavigate();
  const journeys = useList<JourneyItem>('/journeys', {}, { live: 5000 });
  return (
    <Page title={t('journeys.title')} text={t('journeys.text')}>
      <Panel flush>
        <List<JourneyItem>
          from={journeys}
          id={(journey) => journey.key}
          onRow={(journey) => void go(`/journeys/${part(journey.key)}`)}
          columns={[
            {
              key: 'name', title: t('journeys.name'), phone: 'name',
              show: (journey) => (
                <span>
                  <Link to={`/journeys/${part(journey.key)}`} style={{ fontWeight: 600 }}>{text(journey.name) || journey.key}</Link>
                  <br />
                  <span className="code quiet">{journey.key} · v{journey.version}</span>
                </span>
              ),
            },
            { key: 'running', title: t('journeys.running'), right: true, show: (journey) => <strong className="number">{number(journey.running)}</strong> },
            { key: 'ended', title: t('journeys.ended'), right: true, show: (journey) => <span className="number">{number(journey.ended)}</span> },
            { key: 'incidents', title: t('journeys.incidents'), right: true, show: (journey) => <span className="number" style={{ color: journey.incidents ? '#b3261e' : undefined }}>{number(journey.incidents)}</span> },
          ]}
          empty={<Empty title={t('journeys.empty')} text={t('journeys.emptyText')} />}
        />
      </Panel>
    </Page>
  );
}
