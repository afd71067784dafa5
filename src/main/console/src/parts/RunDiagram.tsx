import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, part, type Problem } from '../api/client';
import { LIVE, useGet } from '../api/hooks';
import type { RunItem } from '../api/types';
import { Diagram } from './Diagram';
import { Loaded } from './page';
import { When } from './when';
import { Status } from './words';

export function useDiagram(journey: string | undefined, version?: number | string) {
  return useQuery<string, Problem>({
    queryKey: ['/journeys', journey, 'diagram', version],
    queryFn: ({ signal }) => api.text(`/journeys/${part(journey!)}/diagram`, { version }, signal),
    enabled: !!journey,
    staleTime: 60_000,
  });
}

/** One run on its journey's diagram: where it is, where it came by. */
export function RunDiagram({ id }: { id: string }) {
  const { t } = useTranslation();
  const run = useGet<RunItem>(`/runs/${part(id)}`, {}, { live: LIVE });
  const xml = useDiagram(run.data?.journey, run.data?.version);
  return (
    <Loaded from={run}>
      {(data) => (
        <div className="stack">
          <div className="row between">
            <span className="row">
              <Link to={`/journeys/${part(data.journey)}`}>{data.journey}</Link>
              <Status group="run" word={data.state} />
            </span>
            <span className="quiet small">
              {t('runs.started')} <When at={data.startedAt} />
            </span>
          </div>
          <Loaded from={xml}>
            {(text) => (
              <Diagram
                xml={text}
                tokens={Object.fromEntries(data.tokens.map((token) => [token, 1]))}
                past={data.history.filter((step) => step.until).map((step) => step.element)}
                label={t('runs.diagram', { journey: data.journey })}
              />
            )}
          </Loaded>
        </div>
      )}
    </Loaded>
  );
}
