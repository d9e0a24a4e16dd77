import sql from 'sql-template-tag';
import type { Queryable } from '@doudi/infra/database';
import { untouchedAtCounter, withCarriedResults } from '@doudi/workflows';
import type {
  AssignedTask,
  Calendar,
  Carried,
  Day,
  EarlierOrder,
  Outcome,
  Plan,
  RevokedResult,
  Step,
  Task,
  TaskCode,
  Track,
} from '@doudi/workflows';
import type { Project } from './projects.ts';

/** What a step that has ended shows of itself; who decided is nobody's business here. */
type EndedStep = Pick<Step, 'code' | 'openedAt' | 'closedAt' | 'outcome' | 'ledger'> & {
  readonly tasks: readonly (AssignedTask & Pick<Task, 'state'>)[];
};

interface Row {
  readonly orderNo: string;
  readonly track: Track;
  readonly budget: number;
  readonly plan: Plan;
  readonly carried: Carried | null;
  readonly receivedAt: Date;
  readonly closedAt: Date;
  readonly outcome: Outcome;
  readonly version: string;
  readonly publishedThrough: Day;
  readonly off: Day[];
  readonly work: Day[];
  readonly steps: readonly EndedStep[];
  readonly revoked: readonly TaskCode[];
}

/** The ended orders of a project and its enterprise, newest first, as approval-workflows grants them, and their results that were taken back. */
export async function listEnded(
  db: Queryable,
  { code, uscc }: Pick<Project, 'code' | 'uscc'>,
): Promise<{ earlier: EarlierOrder[]; revoked: RevokedResult[] }> {
  const { rows } = await db.query<Row>(sql`
    select order_no as "orderNo", track, budget_days as budget, plan, carried, received_at as "receivedAt", closed_at as "closedAt",
           outcome, calendar_version as version, published_through as "publishedThrough", off::text[] as off, work::text[] as work,
           steps, revoked
      from approval_workflows.ended_orders
     where project_code = ${code} and uscc = ${uscc}
     order by received_at desc, order_no desc`);
  const revoked = rows.flatMap(({ orderNo, revoked }) => revoked.map((task) => ({ orderNo, task })));
  return { earlier: rows.map(earlierOrder), revoked };
}

function earlierOrder({ orderNo, track, outcome, ...row }: Row): EarlierOrder {
  const { version, publishedThrough, off, work, carried, budget } = row;
  const calendar: Calendar = { version, publishedThrough, off, work };
  const plan = row.plan.steps.map((step) => withCarriedResults(step, carried));
  const between = { receivedAt: row.receivedAt.getTime(), closedAt: row.closedAt.getTime() };
  const order = { ...between, budget, plan, steps: row.steps.map(endedStep), ...(carried && { carried }) };
  return { orderNo, track, outcome, order, calendar };
}

/** What the view leaves out decides no day. */
const endedStep = ({ tasks, ...step }: EndedStep): Step => ({
  ...{ ...step, events: 0, stops: [] },
  tasks: tasks.map((task) => ({ ...task, ...unseen, ...untouchedAtCounter })),
});
const unseen = { openedAt: null, closedAt: null, reviewer: null, opinion: null };
