import { setCurrentDetails } from '@temporalio/workflow';
import { inBoth } from '../domain/words.ts';

/** The small table an administrator sees beside a workflow in the Temporal UI; a link may follow it. */
export function showDetails(
  rows: readonly (readonly [code: string, value: string])[],
  link: string | null,
): void {
  const table = ['| | |', '|---|---|', ...rows.map(([code, value]) => `| ${inBoth(code)} | ${value} |`)];
  setCurrentDetails([...table, ...(link ? ['', `[${link}](${link})`] : [])].join('\n'));
}
