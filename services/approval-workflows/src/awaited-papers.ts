import type { Queryable } from '@doudi/infra/database';
import {
  allInSince,
  type AtCounter,
  type Instant,
  type PaperKind,
  type PooledPaper,
  type StepCode,
  type Supplement,
  type TaskCode,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { listPapersOf, listPapersOfOrder } from './project-papers.ts';

/** Papers that an open task waits for, since they were promised, or asked for in a supplement. */
interface Awaited {
  readonly by: 'promise' | 'supplement';
  readonly orderNo: string;
  readonly projectCode: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly kinds: readonly PaperKind[];
  readonly after: Instant;
  /** whether only papers given since then count */
  readonly isNew: boolean;
}

/** Awaited papers that are all in, and since when. */
export interface Arrived extends Awaited {
  readonly since: Instant;
}

/** What open tasks wait for, of one order if it is given; few at any time. */
async function listAwaited(db: Queryable, orderNo: string | null): Promise<Awaited[]> {
  const { rows } = await db.query<
    Omit<Awaited, 'by' | 'kinds' | 'after' | 'isNew'> & { counter: AtCounter }
  >(sql`
    select t.order_no as "orderNo", o.project_code as "projectCode", t.step, t.task, t.counter
      from tasks t join orders o using (order_no)
     where t.closed_at is null and (t.counter ? 'promises' or t.state = 'supplementing')
       and (${orderNo}::text is null or t.order_no = ${orderNo})
     order by t.order_no, t.task`);
  return rows.flatMap(({ counter, ...of }) => [
    ...(counter.promises ?? [])
      .filter(({ keptAt }) => keptAt === null)
      .map(({ kinds, signedAt: after }) => ({ ...of, by: 'promise' as const, kinds, after, isNew: false })),
    ...counter.supplements.flatMap((supplement) => askedOf(of, supplement)),
  ]);
}

/** What a supplement names must be given after it was asked: what was there before did not do. */
const askedOf = <Of extends object>(of: Of, { kinds = [], askedAt: after, suppliedAt }: Supplement) =>
  suppliedAt !== null || kinds.length === 0
    ? []
    : [{ ...of, by: 'supplement' as const, kinds, after, isNew: true }];

/** Of what is awaited, what is all in as the pools stand at `now`. */
function arrivedOf(
  awaited: readonly Awaited[],
  papers: readonly (PooledPaper & { readonly projectCode: string })[],
  now: Instant,
): Arrived[] {
  return awaited.flatMap((one) => {
    const pool = papers.filter(({ projectCode }) => projectCode === one.projectCode);
    const since = allInSince(one, pool, now);
    return since === null ? [] : [{ ...one, since }];
  });
}

/** The awaited papers that are all in, of which their steps have not heard; of one order if it is given. */
export async function listArrived(
  db: Queryable,
  now: Instant,
  orderNo: string | null = null,
): Promise<Arrived[]> {
  const awaited = await listAwaited(db, orderNo);
  const papers = await listPapersOf(db, awaited.map(({ projectCode }) => projectCode)); // prettier-ignore
  return arrivedOf(awaited, papers, now);
}

/** Since when all these kinds had been in by the instant `before`, that excluded; null when they were not. */
export async function findArrival(
  db: Queryable,
  { orderNo, kinds }: { readonly orderNo: string; readonly kinds: readonly PaperKind[] },
  { after, before }: { readonly after: Instant; readonly before: Instant },
): Promise<Instant | null> {
  return allInSince({ kinds, after, isNew: false }, await listPapersOfOrder(db, orderNo), before - 1);
}
