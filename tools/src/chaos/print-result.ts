import { actions, type Action } from './blows.ts';
import type { ChaosResult } from './run-chaos.ts';

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`.padStart(8);

/** Requests by answer, blows by kind, the worst wait by the kind of process that was struck, and the verdict. */
export function linesOfResult({
  answers,
  fought,
  tally,
  refusals,
  deadlines,
  broken,
}: ChaosResult): string[] {
  const kinds = [...new Set(fought.map(({ kind }) => kind))].toSorted();
  const of = (kind: string, action: Action) =>
    fought.filter((one) => one.kind === kind && one.action === action).length;
  const worst = (kind: string, isWrite: boolean) =>
    Math.max(...fought.filter((one) => one.kind === kind).map((one) => tally.worst(isWrite, one)));
  return [
    '',
    'Attempts of callers by answer',
    ...[...answers].toSorted().map(([name, count]) => `  ${name.padEnd(20)} ${String(count).padStart(8)}`),
    `${refusals.length} times somebody went no further`,
    ...reasons(refusals),
    '',
    `  ${'struck'.padEnd(22)} ${actions.map((action) => action.padStart(8)).join(' ')}   worst write   worst read`,
    ...kinds.map(
      (kind) =>
        `  ${kind.padEnd(22)} ${actions.map((action) => String(of(kind, action)).padStart(8)).join(' ')}      ${seconds(worst(kind, true))}     ${seconds(worst(kind, false))}`,
    ),
    '',
    `${fought.length} blows, ${fought.filter(({ action }) => action === 'kill -9').length} of them kill -9; ${deadlines} deadlines passed`,
    broken.length === 0 ? 'Everything holds.' : `Does not hold: ${broken.join('; ')}.`,
  ];
}

/** Reasons that are printed, the most frequent first. */
const most = 8;

/** Why somebody went no further, numbers apart. */
function reasons(all: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of all) {
    const reason = one.replaceAll(/\b(?:C|CE|DD|O|P)?[0-9-]{8,}\b/g, '…').slice(0, 160);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const inOrder = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, most);
  return inOrder.map(([reason, count]) => `  ${String(count).padStart(5)}  ${reason}`);
}
