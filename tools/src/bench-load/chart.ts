import * as echarts from 'echarts';

interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A picture of lines, as SVG, with both axes by powers of ten. */
export function chartOf(title: string, xName: string, yName: string, lines: readonly Line[]): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 420 });
  const axis = { type: 'log', nameLocation: 'middle', nameGap: 32, min: 'dataMin' } as const;
  chart.setOption({
    ...{ animation: false, backgroundColor: '#fff', title: { text: title, left: 'center' } },
    legend: { bottom: 0 },
    grid: { left: 70, right: 30, top: 50, bottom: 80 },
    xAxis: { ...axis, name: xName },
    yAxis: { ...axis, name: yName, nameGap: 50, min: 1 },
    series: lines.map(({ name, points }) => ({
      ...{ type: 'line', name, data: points.map((point) => [...point]), symbolSize: 7 },
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
