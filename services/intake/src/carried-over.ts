import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '@doudi/infra/database';
import { unavailable } from '@doudi/infra/http';
import { carriedFromEarlier, orderBefore, type Carried, type Instant, type Track } from '@doudi/workflows';
import { listEnded } from './ended-orders.ts';
import { listClosed } from './orders.ts';
import type { Project } from './projects.ts';

/** Real milliseconds to wait for an order's own closing, which is written beside that of its receipt, and between two looks. */
const closingMs = { most: 3_000, again: 50 };

const notWritten = {
  zh: '上一订单的办结尚未入账；请稍后再试',
  en: 'The end of the order before is not on record yet: try again in a moment',
};

/** What an order of the project that is received at this instant takes over from an earlier one, by the rule of its registration. */
export async function carriedOver(
  db: Queryable,
  project: Project,
  received: { readonly receivedAt: Instant; readonly track: Track },
): Promise<Carried | null> {
  const closed = await listClosed(db, project.code);
  const own = closed.filter(({ uscc }) => uscc === project.uscc);
  const before = orderBefore(own, received.receivedAt);
  if (!before) return null;
  for (const until = Date.now() + closingMs.most; ; await pause(closingMs.again)) {
    const { earlier, revoked } = await listEnded(db, project);
    if (earlier.some(({ orderNo }) => orderNo === before.orderNo))
      return carriedFromEarlier(earlier, { ...received, revoked });
    if (Date.now() > until) throw unavailable(notWritten);
  }
}
