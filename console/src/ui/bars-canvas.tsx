import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

/** A part of every bar. */
export interface BarPart {
  readonly name: string;
  /** stands in the bar beside the number, so that nothing is told by colour alone */
  readonly sign: string;
  /** its name in the style sheet: `--red` */
  readonly colour: string;
}

export interface BarsProps {
  /** what the picture shows, for who does not see it */
  readonly label: string;
  readonly parts: readonly BarPart[];
  readonly bars: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

/** Pixels of a bar with its space, and of the legend and axis around them. */
const height = { bar: 34, around: 64 };

export function BarsCanvas({ label, parts, bars }: BarsProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = JSON.stringify([parts, bars]);
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, undefined, { renderer: 'canvas' });
    chart.setOption(optionOf(JSON.parse(drawn) as [BarsProps['parts'], BarsProps['bars']]));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [drawn]);
  const size = { height: bars.length * height.bar + height.around };
  return <div ref={place} role="img" aria-label={label} className="bars" style={size} />;
}

const coloured = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);

const optionOf = ([parts, bars]: readonly [BarsProps['parts'], BarsProps['bars']]) => ({
  animation: false,
  grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
  legend: { top: 0, left: 0, textStyle: { color: '#1f2328' } },
  xAxis: { type: 'value', minInterval: 1, axisLabel: { color: '#57606a' } },
  yAxis: {
    type: 'category',
    inverse: true,
    data: bars.map(({ name }) => name),
    axisLabel: { color: '#1f2328' },
    axisTick: { show: false },
  },
  series: parts.map(({ name, sign, colour }, index) => ({
    ...{ type: 'bar', stack: 'all', name, barWidth: 20 },
    itemStyle: { color: coloured(colour), borderColor: '#fff', borderWidth: 1 },
    data: bars.map(({ counts }) => counts[index] || null),
    label: { show: true, color: '#fff', formatter: `${sign} {c}` },
  })),
});
