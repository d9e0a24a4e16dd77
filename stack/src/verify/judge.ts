import type { DataSet } from './invariant.ts';
import { invariants } from './invariants.ts';
import { linesOf } from './report-verdict.ts';
import { type Verdict, verify } from './verify.ts';

interface Judging {
  /** real milliseconds what is under way has to arrive before it is a finding */
  readonly withinMs: number;
  readonly report: (line: string) => void;
}

/** Judges a data set by all invariants and reports each; answers those that do not hold. */
export async function judge(set: DataSet, { withinMs, report }: Judging): Promise<readonly Verdict[]> {
  const broken: Verdict[] = [];
  for await (const verdict of verify(set, Object.values(invariants), { withinMs })) {
    linesOf(verdict).forEach(report);
    if (verdict.findings.length > 0) broken.push(verdict);
  }
  return broken;
}
