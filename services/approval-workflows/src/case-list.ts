import type { Queryable } from '@doudi/infra/database';
import { older, pageShape } from '@doudi/infra/http';
import { caseCauses, caseStates, departments, levelsOfCases, type Instant } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { caseColumns, type CaseRow } from './cases.ts';
import { OrderNo } from './order-no.ts';

export const CasesQuery = z.strictObject({
  ...pageShape,
  state: z.enum(caseStates).optional(),
  level: z.enum(levelsOfCases).optional(),
  cause: z.enum(caseCauses).optional(),
  /** that leads it, is asked, or held to something */
  department: z.enum(departments).optional(),
  orderNo: OrderNo.optional(),
  /** received at least so many days of the calendar ago */
  age: z.coerce.number().int().min(0).max(3_660).optional(),
});
export type CasesQuery = z.output<typeof CasesQuery>;

const dayMs = 86_400_000;

/** Cases within reach from the newest on; one more than the limit, when there are more. */
export async function listCases(
  db: Queryable,
  query: CasesQuery,
  { reach, now }: { readonly reach: Sql; readonly now: Instant },
): Promise<CaseRow[]> {
  const { state, level, cause, department, orderNo, age } = query;
  const before = age === undefined ? null : new Date(now - age * dayMs);
  const { rows } = await db.query<CaseRow>(sql`
    select ${caseColumns} from cases c
     where (${state ?? null}::text is null or c.state = ${state ?? null})
       and (${level ?? null}::text is null or c.level = ${level ?? null})
       and (${cause ?? null}::text is null or c.cause = ${cause ?? null})
       and (${department ?? null}::text is null or c.departments @> array[${department ?? null}::text])
       and (${orderNo ?? null}::text is null or c.order_no = ${orderNo ?? null})
       and (${before}::timestamptz is null or c.opened_at <= ${before})
       and ${reach} and ${older(query, sql`c.opened_at`, sql`c.case_no`)}
     order by c.opened_at desc, c.case_no desc limit ${query.limit + 1}`);
  return rows;
}
