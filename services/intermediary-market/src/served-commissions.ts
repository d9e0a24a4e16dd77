import type { Queryable } from '@doudi/infra/database';
import {
  categoriesUnder,
  overrunDays,
  regulatorOf,
  stepCodes,
  taskCodes,
  type Department,
  type Instant,
  type StepCode,
} from '@doudi/workflows';
import sql, { empty, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

const Served = z.object({
  commissionNo: z.string(),
  /** null, as step and task, of an owner's own */
  orderNo: z.string().nullable(),
  projectCode: z.string(),
  step: z.enum(stepCodes).nullable(),
  task: z.enum(taskCodes).nullable(),
  uscc: z.string(),
  /** budget in working days */
  days: z.number(),
  round: z.number(),
  needsInputs: z.boolean(),
  /** null where nobody is engaged now */
  agencyNo: z.string().nullable(),
  changedAt: instant,
});
/** A commission that an agency serves, or has served. */
export type Served = z.output<typeof Served>;

async function select(db: Queryable, rest: Sql): Promise<Served[]> {
  const { rows } = await db.query(sql`
    select c.commission_no as "commissionNo", c.order_no as "orderNo", c.project_code as "projectCode", c.step, c.task,
           c.uscc, c.days, c.round, c.needs_inputs as "needsInputs", c.agency_no as "agencyNo", c.changed_at as "changedAt"
      from commissions c
     where ${rest}`);
  return z.array(Served).parse(rows);
}

export const findServed = async (db: Queryable, commissionNo: string): Promise<Served | undefined> =>
  (await select(db, sql`c.commission_no = ${commissionNo}`))[0];

interface ByAgency {
  readonly commissionNo?: string | undefined;
  readonly agencyNo: string;
}

/** A commission that this agency was engaged for at some time. */
export const findServedBy = async (
  db: Queryable,
  { commissionNo = '', agencyNo }: ByAgency,
): Promise<Served | undefined> =>
  (
    await select(
      db,
      sql`c.commission_no = ${commissionNo}
          and exists (select from milestones m where m.commission_no = c.commission_no and m.agency_no = ${agencyNo})`,
    )
  )[0];

/** What an agency has to do now. */
export const listRunning = (db: Queryable, agencyNo: string): Promise<Served[]> =>
  select(
    db,
    sql`c.agency_no = ${agencyNo} and c.state not in ('accepted', 'terminated') order by c.commission_no`,
  );

const dayMs = 86_400_000;

interface Looking {
  readonly now: Instant;
  /** all unless said */
  readonly agencyNo?: string;
}

/**
 * Commissions on which agencies work whose contract may be an overrun: no lateness of it is on record, and it was signed at least as many
 * days of the calendar ago as it takes working days.
 */
export async function listLongWorking(db: Queryable, { now, agencyNo }: Looking): Promise<string[]> {
  const before = now - overrunDays * dayMs;
  const { rows } = await db.query<{ commissionNo: string }>(sql`
    select c.commission_no as "commissionNo"
      from commissions c
     where c.state = 'working' and c.agency_no is not null ${agencyNo === undefined ? empty : sql`and c.agency_no = ${agencyNo}`}
       and exists (select from milestones m where m.commission_no = c.commission_no and m.kind = 'sign' and m.at <= ${new Date(before)})
       and not exists (
             select from deductions d
              where d.commission_no = c.commission_no
                and d.contract = (select max(m.seq) from milestones m where m.commission_no = c.commission_no and m.kind = 'sign'))
     order by c.changed_at, c.commission_no`);
  return rows.map(({ commissionNo }) => commissionNo);
}

interface Accepted {
  readonly from: Instant;
  readonly to: Instant;
}

/** Commissions accepted between two instants that the owner has not rated, nor was reminded of. */
export const listToRemind = (db: Queryable, { from, to }: Accepted): Promise<Served[]> =>
  select(
    db,
    sql`c.state = 'accepted' and c.changed_at between ${new Date(from)} and ${new Date(to)}
        and not exists (select from ratings r where r.commission_no = c.commission_no and r.judge = 'owner')
        and not exists (select from notices n where n.cause = ${ratingDueCause} || c.commission_no)
      order by c.changed_at, c.commission_no`,
  );

/** What the cause of a reminder begins with. */
export const ratingDueCause = 'rating-due/';

/** Commissions accepted since that wait for the rating of a judge, among those `within` admits. */
export const listUnrated = (
  db: Queryable,
  judge: 'owner' | 'regulator',
  { since, within }: { readonly since: Instant; readonly within: Sql },
): Promise<Served[]> =>
  select(
    db,
    sql`c.state = 'accepted' and c.changed_at >= ${new Date(since)} and (${within})
        and not exists (select from ratings r where r.commission_no = c.commission_no and r.judge = ${judge})
      order by c.changed_at, c.commission_no
      limit 1000`,
  );

const stepsOf = (department: string): StepCode[] =>
  stepCodes.filter((step) => regulatorOf[step] === (department as Department));

/** The commissions `c` of the steps that a department stands over, and owners' own of the trades it does. */
export const regulatedBy = (department: string | null): Sql =>
  department === null
    ? sql`false`
    : sql`(c.step = any (${stepsOf(department)}) or c.order_no is null and c.category = any (${categoriesUnder(department)}))`;
