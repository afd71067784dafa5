import { Button, Grid, Skeleton } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Problem } from '../api/client';
import { explain } from '../api/hooks';

export function Page({ title, text, back, actions, children, name }: { title: ReactNode; name?: string; text?: ReactNode; back?: { to: string; label: string }; actions?: ReactNode; children: ReactNode }) {
  const tab = name ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    if (tab) document.title = `${tab} · Hearth`;
  }, [tab]);
  return (
    <>
      <header className="page-head">
        <div className="grow">
          {back && (
            <Link className="back" to={back.to}>
              ← {back.label}
            </Link>
          )}
          <h1>{title}</h1>
          {text && <p>{text}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      {children}
    </>
  );
}

export function Panel({ title, extra, children, flush, className = '' }: { title?: ReactNode; extra?: ReactNode; children: ReactNode; flush?: boolean; className?: string }) {
  return (
    <section className={`panel ${flush ? 'flush' : ''} ${className}`}>
      {title && (
        <h2>
          <span>{title}</span>
          {extra}
        </h2>
      )}
      {children}
    </section>
  );
}

/** What went wrong, by code and in words, with the way to try again. */
export function Trouble({ problem, again }: { problem: Problem; again?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="trouble" role="alert">
      <div className="row between">
        <div className="grow">
          <strong>{t(problem.status === 404 ? 'problem.missing' : problem.status === 403 ? 'problem.forbidden' : 'problem.title')}</strong>
          <div className="wrap">{explain(problem, t)}</div>
          <div className="small quiet code">
            {problem.code}
            {problem.body.field ? ` · ${problem.body.field}` : ''}
          </div>
        </div>
        {again && <Button onClick={again}>{t('act.again')}</Button>}
      </div>
    </div>
  );
}

export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 64 64" fill="none" aria-hidden="true">
        <path d="M8 56V28C8 15 18.500 6 32 6s24 9 24 22v28" stroke="#d3bfae" strokeWidth="3.500" strokeLinecap="round" />
        <path d="M18 56V31c0-8 6-14 14-14s14 6 14 14v25" stroke="#e6d8ca" strokeWidth="3" strokeLinecap="round" />
        <path d="M4 57h56" stroke="#d3bfae" strokeWidth="3.500" strokeLinecap="round" />
        <path d="M32 27c1.500 6 8 8.500 8 16.500a8 8 0 0 1-16 0c0-3.500 1.800-6 3.500-8 .4 2 1.200 3.200 2.500 4 0-4.500.2-8.700 2-12.500Z" fill="#f0b48d" />
      </svg>
      <strong>{title}</strong>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: Problem | null;
  isPending: boolean;
  refetch: () => unknown;
}

/** Skeleton, problem or the thing itself. */
export function Loaded<T>({ from, children, rows = 5 }: { from: Asked<T>; children: (data: T) => ReactNode; rows?: number }) {
  if (from.data !== undefined) return <>{children(from.data)}</>;
  if (from.error) return <Trouble problem={from.error} again={() => void from.refetch()} />;
  return (
    <div className="panel" aria-busy="true">
      <Skeleton active paragraph={{ rows }} />
    </div>
  );
}

export function usePhone(): boolean {
  const { md } = Grid.useBreakpoint();
  return md === false;
}
