import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { palette } from '../theme';

export function useNumber() {
  const { i18n } = useTranslation();
  return (value: number | null | undefined, digits = 0) =>
    value === null || value === undefined
      ? '–'
      : value.toLocaleString(i18n.language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: digits });
}

export function Figure({ label, value, note, to, icon, warm }: { label: string; value: ReactNode; note?: ReactNode; to?: string; icon?: ReactNode; warm?: boolean }) {
  const inside = (
    <>
      <div className="label">
        {icon}
        {label}
      </div>
      <div className="value">{value}</div>
      {note && <div className="note">{note}</div>}
    </>
  );
  const look = `figure${warm ? ' warm' : ''}`;
  return to ? (
    <Link className={look} to={to}>
      {inside}
    </Link>
  ) : (
    <div className={look}>{inside}</div>
  );
}

/** A line the size of a word. */
export function Sparkline({ values, width = 110, height = 30, color = palette.ember }: { values: number[]; width?: number; height?: number; color?: string }) {
  if (values.length < 2) return <span className="quiet">–</span>;
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const points = values.map((value, index) => [
    (index / (values.length - 1)) * (width - 4) + 2,
    height - 3 - ((value - least) / span) * (height - 6),
  ]);
  const line = points.map(([x, y], index) => `${index ? 'L' : 'M'}${x!.toFixed(1)} ${y!.toFixed(1)}`).join('');
  return (
    <svg width={width} height={height} aria-hidden="true">
      <path d={`${line}L${width - 2} ${height}L2 ${height}Z`} fill={color} opacity={0.1} />
      <path d={line} fill="none" stroke={color} strokeWidth={1.6} strokeLinejoin="round" />
    </svg>
  );
}
