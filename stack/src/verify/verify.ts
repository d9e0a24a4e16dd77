import { setTimeout as pause } from 'node:timers/promises';
import { keyOf, type Finding } from '../reconcile/finding.ts';
import type { DataSet, Invariant, Looked } from './invariant.ts';

/** How an invariant came out. */
export interface Verdict {
  readonly what: string;
  readonly count: number;
  /** those that were there at every look, of each look the first `most` */
  readonly findings: Looked['findings'];
}

/** Findings that are kept of a look. */
const most = 1_000;

/** Real milliseconds between two looks. */
const pauseMs = 2_000;

/**
 * Judges a data set by the invariants. Of one that is at work something is always under way, so what is found is looked for again, and only
 * what is there at every look until `withinMs` real milliseconds have passed is a finding.
 */
export async function* verify(
  set: DataSet,
  all: readonly Invariant[],
  { withinMs }: { readonly withinMs: number },
): AsyncGenerator<Verdict> {
  const deadline = Date.now() + withinMs;
  for (const invariant of all) {
    let verdict = await look(set, invariant);
    while (verdict.findings.length > 0 && Date.now() < deadline) {
      await pause(Math.min(pauseMs, Math.max(0, deadline - Date.now())));
      const again = await look(set, invariant);
      const still = new Set(again.findings.map(keyOf));
      verdict = { ...again, findings: verdict.findings.filter((finding) => still.has(keyOf(finding))) };
    }
    yield verdict;
  }
}

async function look(set: DataSet, { what, look: pages }: Invariant): Promise<Verdict> {
  const findings: Pick<Finding, 'about' | 'says'>[] = [];
  let count = 0;
  for await (const page of pages(set)) {
    count += page.count;
    findings.push(...page.findings.slice(0, most - findings.length));
  }
  return { what, count, findings };
}
