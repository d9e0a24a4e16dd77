import type { Queryable } from '@doudi/infra/database';
import {
  missingAt,
  standingOf,
  type PaperStanding,
  type Day,
  type PaperKind,
  type PlannedStep,
  type PooledPaper,
} from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import type { OfTask } from './task-in-plan.ts';
import sql, { type Sql } from 'sql-template-tag';

/** A paper as intake shows it to other services. */
export interface ProjectPaper extends PooledPaper {
  readonly projectCode: string;
  readonly version: number;
  readonly name: string;
}

interface Row {
  paperNo: string;
  projectCode: string;
  kind: PaperKind;
  version: number;
  name: string;
  givenAt: Date;
  endedAt: Date | null;
  expiresDay: Day | null;
}

async function select(db: Queryable, rest: Sql): Promise<ProjectPaper[]> {
  const { rows } = await db.query<Row>(sql`
    select p.paper_no as "paperNo", p.project_code as "projectCode", p.kind, p.version, p.name, p.given_at as "givenAt",
           least(p.replaced_at, p.withdrawn_at) as "endedAt", p.expires_day as "expiresDay"
      from intake.project_papers p ${rest} order by p.given_at, p.paper_no`);
  return rows.map(({ givenAt, endedAt, ...paper }) => ({
    ...paper,
    givenAt: givenAt.getTime(),
    endedAt: endedAt?.getTime() ?? null,
  }));
}

/** The pool of an order's project; the caller has bounded who may know of it. */
export const listPapersOfOrder = (db: Queryable, orderNo: string): Promise<ProjectPaper[]> =>
  select(db, sql`join orders o on o.project_code = p.project_code where o.order_no = ${orderNo}`);

/** The pools of several projects together. */
export const listPapersOf = (db: Queryable, projectCodes: readonly string[]): Promise<ProjectPaper[]> =>
  projectCodes.length === 0
    ? Promise.resolve([])
    : select(db, sql`where p.project_code = any (${[...new Set(projectCodes)]})`);

/** Says what a task's list lacks at this moment; nothing where it lacks nothing. */
export async function missingNow(
  db: Queryable,
  { clock }: Pick<Dependencies, 'clock'>,
  { orderNo, task, step }: OfTask & { readonly step: PlannedStep },
): Promise<{ missing?: PaperKind[] }> {
  const { paperList = [] } = step.tasks.find(({ code }) => code === task) ?? {};
  if (paperList.length === 0) return {};
  const missing = missingAt(paperList, await listPapersOfOrder(db, orderNo), await clock.now(db));
  return missing.length > 0 ? { missing } : {};
}

/** How any kind of paper stands in the pool of an order's project at this moment. */
export async function standingNow(
  db: Queryable,
  { clock }: Pick<Dependencies, 'clock'>,
  orderNo: string,
): Promise<(kind: PaperKind) => PaperStanding> {
  const [papers, now] = [await listPapersOfOrder(db, orderNo), await clock.now(db)];
  return (kind) => standingOf(kind, papers, now);
}
