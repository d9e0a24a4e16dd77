import type { Queryable } from '@doudi/infra/database';
import { addressee, type NewNotice } from '@doudi/infra/http';
import type { Category, Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { AgencyRecord } from './agencies.ts';

/** A commission under way, with the agents who may act for its owner. */
interface Running {
  readonly commissionNo: string;
  readonly orderNo: string | null;
  readonly projectCode: string | null;
  readonly step: string | null;
  readonly task: string | null;
  readonly uscc: string;
  readonly agents: readonly string[];
}

/** The commissions for which an agency is engaged in a category, and which are not over. */
async function listRunning(db: Queryable, agencyNo: string, category: Category): Promise<Running[]> {
  const { rows } = await db.query<Running>(sql`
    select c.commission_no as "commissionNo", c.order_no as "orderNo", c.project_code as "projectCode", c.step, c.task, c.uscc,
           array(select distinct m.agent_id from intake.active_mandates m
                  where m.project_code = c.project_code and m.uscc = c.uscc and 'commission' = any (m.scopes)) as agents
      from commissions c
     where c.agency_no = ${agencyNo} and c.category = ${category} and c.state not in ('accepted', 'terminated')
     order by c.commission_no`);
  return rows;
}

interface Telling {
  readonly agency: Pick<AgencyRecord, 'agencyNo' | 'uscc'>;
  readonly category: Category;
  readonly said: {
    readonly cause: string;
    readonly kind: string;
    readonly at: Instant;
    readonly by: null;
    readonly dueDay: string;
  };
}

/** Tells both sides of each running commission of an agency in a category of something about that. */
export const noticesOfRunning = async (
  db: Queryable,
  { agency, category, said: { cause, dueDay, ...said } }: Telling,
): Promise<NewNotice[]> =>
  (await listRunning(db, agency.agencyNo, category)).map(({ commissionNo, uscc, agents, ...about }) => ({
    ...{ ...said, ...about, cause: `${cause}/${commissionNo}` },
    addressees: [
      addressee('enterprise', uscc),
      ...agents.map((agentId) => addressee('agent', agentId)),
      addressee('agency', agency.uscc),
    ],
    ...{ about: commissionNo, link: `/v1/commissions/${commissionNo}`, detail: { dueDay } },
  }));
