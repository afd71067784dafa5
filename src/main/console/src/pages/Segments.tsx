import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useList } from '../api/hooks';
import type { SegmentItem } from '../api/types';
import { Sparkline, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { Reevaluations } from '../parts/Reevaluations';
import { useSizes } from '../parts/segments';
import { useWords } from '../parts/words';

export default function Segments() {
  const { t } = useTranslation();
  const words = useWords();
  const number = useNumber();
  const go = useNavigate();
  const segments = useList<SegmentItem>('/segments', {}, { live: 5000 });
  const largest = Math.max(1, ...(segments.items ?? []).map((segment) => segment.size));
  return (
    <Page title={t('segments.title')} text={t('segments.text')}>
      <Panel flush>
        <List<SegmentItem>
          from={segments}
          id={(segment) => segment.name}
          onRow={(segment) => void go(`/segments/${encodeURIComponent(segment.name)}`)}
          columns={[
            {
              key: 'name', title: t('segments.name'), phone: 'name',
              show: (segment) => (
                <span>
                  <Link to={`/segments/${encodeURIComponent(segment.name)}`} style={{ fontWeight: 600 }}>{words.segment(segment.name)}</Link>
                  <br />
                  <span className="code quiet">{segment.name}</span>
                </span>
              ),
            },
            {
              key: 'size', title: t('segments.size'),
              show: (segment) => (
                <span className="row" style={{ flexWrap: 'nowrap' }}>
                  <strong className="number" style={{ minWidth: 48, textAlign: 'right' }}>{number(segment.size)}</strong>
                  <span style={{ width: 110, height: 7, borderRadius: 4, background: '#f3eae1', overflow: 'hidden' }}>
                    <span style={{ display: 'block', height: '100%', width: `${(segment.size / largest) * 100}%`, background: '#d9794c', borderRadius: 4 }} />
                  </span>
                </span>
              ),
            },
            { key: 'trend', title: t('segments.trend'), show: (segment) => <Trend segment={segment} /> },
            { key: 'in', title: t('segments.entered24h'), right: true, show: (segment) => <span className="number" style={{ color: '#41703f' }}>+{number(segment.entered24h)}</span> },
            { key: 'out', title: t('segments.left24h'), right: true, show: (segment) => <span className="number quiet">−{number(segment.left24h)}</span> },
          ]}
          empty={<Empty title={t('segments.empty')} text={t('segments.emptyText')} />}
        />
      </Panel>
      <div className="gap" />
      <Reevaluations />
    </Page>
  );
}

function Trend({ segment }: { segment: SegmentItem }) {
  return <Sparkline values={useSizes(segment.name, segment.size, 30_000).map(([, size]) => size)} />;
}
