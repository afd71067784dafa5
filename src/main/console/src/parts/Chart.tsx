import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { palette, series as colours } from '../theme';

export interface Line {
  name: string;
  values: [string | number, number][];
  kind?: 'line' | 'bar';
  stack?: string;
}

/** Lines or bars over time. The drawing code is fetched only where a chart is shown. */
export function Chart({ lines, height = 220, label }: { lines: Line[]; height?: number; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  useEffect(() => {
    let gone = false;
    const resized = new ResizeObserver(() => chart.current?.resize());
    void import('./charts').then(({ init }) => {
      if (gone || !place.current) return;
      chart.current ??= init(place.current);
      chart.current.setOption(options(lines, place.current.clientWidth < 520), { notMerge: false, lazyUpdate: true });
      resized.observe(place.current);
    });
    return () => {
      gone = true;
      resized.disconnect();
    };
  }, [lines, label]);
  useEffect(
    () => () => {
      chart.current?.dispose();
      chart.current = undefined;
    },
    [],
  );
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

function options(lines: Line[], narrow: boolean): EChartsCoreOption {
  const text = { color: palette.dust, fontSize: 11.5 };
  return {
    color: colours,
    animationDuration: 300,
    grid: { left: 6, right: 12, top: lines.length < 2 ? 12 : lines.length > 4 && narrow ? 76 : lines.length > 2 && narrow ? 54 : 34, bottom: 4, containLabel: true },
    legend: lines.length > 1 ? { top: 0, right: 0, itemHeight: 8, itemWidth: 14, icon: 'roundRect', textStyle: text } : undefined,
    tooltip: { trigger: 'axis', borderColor: palette.line, textStyle: { color: palette.ink, fontSize: 12.5 } },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
      splitNumber: 5,
    },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, splitLine: { lineStyle: { color: '#f1e9e0' } }, axisLabel: text },
    series: lines.map((line, index) => ({
      name: line.name,
      type: line.kind ?? 'line',
      stack: line.stack,
      data: line.values,
      smooth: 0.3,
      showSymbol: line.values.length < 2,
      barMaxWidth: 22,
      itemStyle: line.kind === 'bar' ? { borderRadius: line.stack ? 0 : [4, 4, 0, 0] } : undefined,
      lineStyle: { width: 2 },
      areaStyle: line.kind === 'bar' || lines.length > 2 ? undefined : { opacity: index === 0 ? 0.1 : 0.05 },
    })),
  };
}
