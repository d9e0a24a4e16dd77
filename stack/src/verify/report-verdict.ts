import type { Verdict } from './verify.ts';

/** Findings of one invariant that are printed; the rest is counted. */
const most = 20;

/** `ok`, what holds, and how many were looked at; or what does not hold. */
export function linesOf({ what, count, findings }: Verdict): string[] {
  const head = `${what.padEnd(60)} ${String(count).padStart(9)}`;
  if (findings.length === 0) return [`ok      ${head}`];
  const shown = findings.slice(0, most).map(({ about, says }) => `          ${about}: ${says}`);
  const rest = findings.length - shown.length;
  return [`BROKEN  ${head}`, ...shown, ...(rest > 0 ? [`          and ${rest} more`] : [])];
}
