import type { Queryable } from '@doudi/infra/database';
import type { Caller, InboxItem } from '@doudi/infra/http';
import { dueIn, shanghaiIso, wordsOf } from '@doudi/workflows';
import { listWaitingDeliveries } from './deliveries.ts';
import { actionsOnDelivery, type Judged, limitOf } from './delivery-answer.ts';

/** The results that wait for the caller's department to hand them over. */
export async function listWaitingResults(
  db: Queryable,
  caller: Caller,
  judged: Judged,
): Promise<InboxItem[]> {
  const { department } = caller;
  if (!department || !caller.roles.some((role) => role === 'reviewer' || role === 'checker')) return [];
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
