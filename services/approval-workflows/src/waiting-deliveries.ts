import type { Queryable } from '@doudi/infra/database';
import type { Caller, InboxItem } from '@doudi/infra/http';
import { dueIn, shanghaiIso, wordsOf } from '@doudi/workflows';
import { listWaitingDeliveries } from './deliveries.ts';
import { actionsOnDelivery, handsOver, limitOf } from './delivery-answer.ts';
import { judgedNow } from './read-results.ts';

/** The results that wait for the caller's department to hand them over. */
export async function listWaitingResults(
  db: Queryable,
  caller: Caller,
  needs: Parameters<typeof judgedNow>[1],
): Promise<InboxItem[]> {
  const { department } = caller;
  if (!department || !handsOver(caller)) return [];
  const judged = await judgedNow(db, needs);
  const rows = await listWaitingDeliveries(db, department);
  return rows.map((row) => {
    const { no, orderNo, projectCode, step, task, decidedAt } = row;
    return {
      ...{ kind: 'delivery', what: wordsOf('waits.delivery'), orderNo, projectCode, step, task },
      ...{ about: `delivery/${no}`, since: shanghaiIso(decidedAt.getTime()) },
      ...dueIn(judged.calendar, limitOf(row, judged).dueDay, judged.now),
      ...{ link: `/v1/tasks/${orderNo}/${task}`, actions: actionsOnDelivery(row, caller) },
    };
  });
}
