import { failure } from '@doudi/infra/failure';
import { percentile } from '../replay/distribution.ts';

/** Lists of orders as people narrow them, from what PostgreSQL knows by itself to what only the rules can say. */
const narrowed = [
  '',
  'state=open',
  'light=RED',
  'light=PAUSED',
  'dueBefore=2100-01-01',
  'step=planning',
  'holder=agency',
  'holder=stop',
  'department=NRP',
];

/** Of each list the middle time of its first page, in milliseconds, as lines to print. */
export async function listTimes({
  url,
  headers,
}: {
  url: string;
  headers: Readonly<Record<string, string>>;
}): Promise<string[]> {
  const lines: string[] = [];
  for (const query of narrowed) {
    const times: number[] = [];
    let shown = 0;
    for (let turn = 0; turn < 5; turn++) {
      const begun = performance.now();
      const response = await fetch(`${url}/v1/progress?limit=50&${query}`, { headers });
      const { items } = (await response.json()) as { items?: readonly unknown[] };
      if (!items) throw failure(`The list of orders ${query} was answered ${response.status}.`);
      times.push(performance.now() - begun);
      shown = items.length;
    }
    lines.push(
      `${`/v1/progress?${query}`.padEnd(40)} ${percentile(times, 0.5).toFixed(0).padStart(6)} ms  ${shown} orders`,
    );
  }
  return lines;
}
