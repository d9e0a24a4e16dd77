import {
  type CalendarReader,
  calendarReader,
  type OrderOnRecord,
  ordersByNumber,
} from '@doudi/approval-workflows/verify';
import { officeClock } from '@doudi/infra/service';
import type { Instant } from '@doudi/workflows';
import type { DataSet, Looked } from './invariant.ts';

export interface Judging {
  readonly set: DataSet;
  readonly calendarOf: CalendarReader;
  /** business time, read after the rows */
  readonly now: Instant;
}

type Judged = readonly [count: number, findings: Looked['findings']];

/** Judges every order by the rules, page by page. */
export async function* eachOrder(
  set: DataSet,
  judge: (order: OrderOnRecord, judging: Judging) => Promise<Judged>,
): AsyncGenerator<Looked> {
  const { approvals } = set.stores;
  const [clock, calendarOf] = [officeClock(approvals, { production: false }), calendarReader()];
  for await (const orders of ordersByNumber(approvals)) {
    const judging = { set, calendarOf, now: await clock.now() };
    const judged: Judged[] = [];
    for (const order of orders) judged.push(await judge(order, judging));
    yield {
      count: judged.reduce((sum, [count]) => sum + count, 0),
      findings: judged.flatMap(([, findings]) => findings),
    };
  }
}
