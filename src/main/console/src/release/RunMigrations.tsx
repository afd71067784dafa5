import { Button, Progress, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { part } from '../api/client';
import { LIVE, useGet, useList } from '../api/hooks';
import { useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Panel } from '../parts/page';
import { When } from '../parts/when';
import type { RunMigration } from './types';

/** Which live runs were brought to a release's versions, how far that is, and which stayed; nothing where none was. */
export function RunMigrations({ release }: { release: string }) {
  const { t } = useTranslation();
  const found = useGet<RunMigration[]>(`/releases/${part(release)}/run-migrations`, {}, { live: LIVE });
  if (!found.data?.length) return null;
  return <Panel title={t('release.migrations')}>{found.data.map((one) => <One key={one.id} of={one} />)}</Panel>;
}

function One({ of }: { of: RunMigration }) {
  const { t } = useTranslation();
  const number = useNumber();
  const [open, setOpen] = useState(false);
  const stayed = of.parts.reduce((sum, one) => sum + one.stayed, 0);
  return (
    <div className="stack" style={{ padding: '7px 0' }}>
      <div className="row between"><span className="wrap">{of.reason} <span className="quiet small">{of.askedBy} · <When at={of.askedAt} /></span></span><Tag color={of.state === 'done' ? 'green' : 'gold'}>{t(`release.work.${of.state}`)}</Tag></div>
      {of.parts.map((one) => (
        <div key={`${one.journey} ${one.from}`}>
          <Link to={`/journeys/${part(one.journey)}`}>{one.journey}</Link> {one.from} → {one.to}: {t('release.migrated', { migrated: number(one.migrated), runs: number(one.runs) })}
          <Progress size="small" status={one.done ? 'normal' : 'active'} percent={one.runs ? Math.min(100, Math.floor(((one.migrated + one.stayed) * 100) / one.runs)) : 100} aria-label={one.journey} />
        </div>
      ))}
      {of.parts.length === 0 && <p className="quiet">{t('release.noRuns')}</p>}
      {stayed > 0 && <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{t('release.stayed', { count: stayed })}</Button>}
      {open && <Stays migration={of.id} />}
    </div>
  );
}

interface Stay {
  id: string;
  run: string;
  journey: string;
  step?: string | null;
  why: string;
}

function Stays({ migration }: { migration: string }) {
  const { t } = useTranslation();
  const stays = useList<Stay>(`/run-migrations/${part(migration)}/stays`);
  return (
    <List<Stay>
      from={stays}
      id={(one) => one.id}
      columns={[
        { key: 'run', title: t('release.run'), phone: 'name', show: (one) => <Link to={`/runs/${one.run}`}>{one.journey} {one.run.slice(-6)}</Link> },
        { key: 'step', title: t('release.step'), show: (one) => one.step },
        { key: 'why', title: t('releases.why'), show: (one) => <span className="wrap">{one.why === 'no-step' ? t('release.noStep') : one.why}</span> },
      ]}
      empty={null}
    />
  );
}
