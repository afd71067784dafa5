import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { palette, series as colours } from '../theme';
import { useNumber } from './figure';
import { moments, stacked, steps, type Drawn, type Line } from './scale';

export type { Line };

const left = 46;
const right = 14;
const bottom = 22;
const top = 8;

/** Lines or bars over time, with the values of a moment under the pointer. */
export function Chart({ lines, height = 220, label }: { lines: Line[]; height?: number; label: string }) {
  const { i18n } = useTranslation();
  const number = useNumber();
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [shown, setShown] = useState<number>();
  useEffect(() => {
    const resized = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    resized.observe(place.current!);
    return () => resized.disconnect();
  }, []);
  const { drawn, times, places } = useMemo(() => stacked(lines), [lines]);
  const marks = steps(Math.max(0, ...drawn.flatMap((line) => line.points.map((point) => point.to))));
  const bars = drawn.some((line) => line.kind === 'bar');
  const gap = Math.min(...times.slice(1).map((time, at) => time - times[at]!), times.length > 1 ? Infinity : 3_600_000);
  const first = (times[0] ?? 0) - (bars ? gap / 2 : 0);
  const last = (times[times.length - 1] ?? 1) + (bars ? gap / 2 : 0);
  const inner = Math.max(0, width - left - right);
  const tall = height - top - bottom;
  const x = (at: number) => left + (last > first ? ((at - first) / (last - first)) * inner : inner / 2);
  const y = (value: number) => top + tall * (1 - value / marks[marks.length - 1]!);
  const bar = Math.max(1, Math.min(22, ((gap / Math.max(1, last - first)) * inner * 0.7) / places));
  const language = i18n.language === 'zh' ? 'zh-CN' : 'en-GB';
  const time = (at: number, whole = false) => new Date(at).toLocaleString(language, last - first > 2 * 86_400_000 ? (whole ? { dateStyle: 'medium' } : { month: 'numeric', day: 'numeric' }) : whole ? { dateStyle: 'medium', timeStyle: 'short' } : { hour: '2-digit', minute: '2-digit' });
  const look = (event: PointerEvent) => {
    const at = event.clientX - place.current!.getBoundingClientRect().left;
    setShown(times.reduce<number | undefined>((best, one) => (best === undefined || Math.abs(x(one) - at) < Math.abs(x(best) - at) ? one : best), undefined));
  };
  const told = drawn.map((line) => `${line.name} ${number(line.points[line.points.length - 1]?.value ?? 0)}`).join(', ');
  return (
    <div>
      {lines.length > 1 && <div className="legend small quiet" aria-hidden="true">{drawn.map((line, at) => <span key={line.name}><i style={{ background: colour(at) }} />{line.name}</span>)}</div>}
      <div ref={place} role="img" aria-label={`${label}: ${told}`} className="chart" style={{ height }} onPointerMove={look} onPointerLeave={() => setShown(undefined)}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {marks.map((mark) => <g key={mark}><line x1={left} x2={width - right} y1={y(mark)} y2={y(mark)} stroke={mark === 0 ? palette.line : '#f1e9e0'} /><text x={left - 8} y={y(mark) + 4} textAnchor="end">{number(mark)}</text></g>)}
            {moments(first, last, Math.max(2, Math.floor(inner / 88))).map((at) => <text key={at} x={Math.min(x(at), width - right - 12)} y={height - 6} textAnchor="middle">{time(at)}</text>)}
            {shown !== undefined && <line x1={x(shown)} x2={x(shown)} y1={top} y2={top + tall} stroke={palette.line} strokeDasharray="3 3" />}
            {drawn.map((line, at) => (line.kind === 'bar' ? <g key={line.name} fill={colour(at)}>{line.points.map((point) => <rect key={point.at} x={x(point.at) - (bar * places) / 2 + bar * line.place} y={y(point.to)} width={bar} height={Math.max(0, y(point.from) - y(point.to))} rx={Math.min(3, bar / 3)} />)}</g> : <Curve key={line.name} line={line} colour={colour(at)} area={lines.length <= 2 ? (at === 0 ? 0.1 : 0.05) : 0} x={x} y={y} />))}
          </svg>
        )}
        {shown !== undefined && (
          <div className="chart-tip small" style={x(shown) > width / 2 ? { right: width - x(shown) + 10 } : { left: x(shown) + 10 }}>
            <strong>{time(shown, true)}</strong>
            {drawn.map((line, at) => {
              const point = line.points.find((one) => one.at === shown);
              return point && <div key={line.name} className="row between"><span><i style={{ background: colour(at) }} />{line.name}</span><span className="number">{number(point.value)}</span></div>;
            })}
          </div>
        )}
      </div>
    </div>
  );
}

const colour = (at: number) => colours[at % colours.length]!;

function Curve({ line, colour, area, x, y }: { line: Drawn; colour: string; area: number; x: (at: number) => number; y: (value: number) => number }) {
  const { points } = line;
  if (points.length === 0) return null;
  const path = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.at).toFixed(1)} ${y(point.to).toFixed(1)}`).join('');
  const back = [...points].reverse().map((point) => `L${x(point.at).toFixed(1)} ${y(point.from).toFixed(1)}`).join('');
  return (
    <g>
      {area > 0 && points.length > 1 && <path d={`${path}${back}Z`} fill={colour} opacity={area} />}
      <path d={path} fill="none" stroke={colour} strokeWidth={2} strokeLinejoin="round" />
      {points.length === 1 && <circle cx={x(points[0]!.at)} cy={y(points[0]!.to)} r={4} fill={colour} />}
    </g>
  );
}
