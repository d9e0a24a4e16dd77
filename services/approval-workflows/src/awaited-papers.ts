import type { Queryable } from '@doudi/infra/database';
import {
  allInSince,
  type AtCounter,
  type Instant,
  type PaperKind,
  type PooledPaper,
  type StepCode,
  type TaskCode,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { listPapersOf, listPapersOfOrder } from './project-papers.ts';

/** Papers that an open task waits for, since they were promised. */
interface Awaited {
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

/** What open tasks wait for; few at any time. */
async function listAwaited(db: Queryable): Promise<Awaited[]> {
  const { rows } = await db.query<Omit<Awaited, 'kinds' | 'after' | 'isNew'> & { counter: AtCounter }>(sql`
    select t.order_no as "orderNo", o.project_code as "projectCode", t.step, t.task, t.counter
      from tasks t join orders o using (order_no)
     where t.closed_at is null and t.counter ? 'promises'
     order by t.order_no, t.task`);
  return rows.flatMap(({ counter, ...of }) =>
    (counter.promises ?? [])
      .filter(({ keptAt }) => keptAt === null)
      .map(({ kinds, signedAt }) => ({ ...of, kinds, after: signedAt, isNew: false })),
  );
}

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

/** The awaited papers that are all in, of which their steps have not heard. */
export async function listArrived(db: Queryable, now: Instant): Promise<Arrived[]> {
  const awaited = await listAwaited(db);
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
