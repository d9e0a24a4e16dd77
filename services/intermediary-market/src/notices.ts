import type { Queryable } from '@doudi/infra/database';
import { addressee, insertNotices } from '@doudi/infra/http';
import { wordsIn, type CommissionState, type Instant, type Milestone } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import type { CommissionRow } from './commissions.ts';

/** How notices are shown here, and of an agent whether a mandate for commissions of the project of the notice `n` is in force. */
export const notices = {
  say: (kind: string) => wordsIn('milestone', kind),
  isMandated: (agentId: string | Sql) => sql`exists (
    select from intake.active_mandates m
     where m.agent_id = ${agentId} and m.project_code = n.project_code and 'commission' = any (m.scopes))`,
  /** who is mailed what is addressed to him */
  mailRecipients: sql`intake.mail_recipients`,
};

type Side = 'owner' | 'agency' | 'category';

/** Who is told of what happens to a commission: the side that did not do it; of its end both; of a tender all agencies of the category. */
const told: Readonly<Record<Milestone | 'open', readonly Side[]>> = {
  open: ['owner'],
  brief: [],
  publish: ['category'],
  'cancel-tender': ['owner', 'category'],
  close: ['owner'],
  award: ['owner', 'agency'],
  engage: ['agency'],
  withdraw: ['agency'],
  decline: ['owner'],
  lapse: ['owner', 'agency'],
  sign: ['owner'],
  'hand-in-inputs': ['agency'],
  deliver: ['owner'],
  return: ['agency'],
  accept: ['agency'],
  replace: ['owner', 'agency'],
  terminate: ['owner', 'agency'],
  cancel: ['owner', 'agency'],
};

interface Happened {
  /** the state that it ended: whoever may have bid is told of the end of an open tender */
  readonly from?: CommissionState;
  readonly kind: Milestone | 'open';
  readonly seq: number;
  readonly at: Instant;
  readonly by: string | null;
}
type OfCommission = Pick<
  CommissionRow,
  'commissionNo' | 'orderNo' | 'projectCode' | 'uscc' | 'step' | 'task' | 'agencyNo' | 'category'
>;

/** Tells of something that happened to a commission, in the transaction in which it does. */
export async function tellOf(db: Queryable, commission: OfCommission, happened: Happened): Promise<void> {
  const { commissionNo, orderNo, projectCode, step, task } = commission;
  const { seq, from, ...what } = happened;
  const wasTendered = what.kind === 'cancel' && (from === 'bidding' || from === 'selecting');
  const sides = [...told[what.kind], ...(wasTendered ? (['category'] as const) : [])];
  const addressees = await addresseesOf(db, commission, sides);
  if (addressees.length === 0) return;
  const about = { orderNo, projectCode, step, task, about: commissionNo };
  const link = `/v1/commissions/${commissionNo}`;
  await insertNotices(db, [
    { cause: `${commissionNo}#${seq}`, ...what, addressees, ...about, link, detail: {} },
  ]);
}

interface Addressed extends Pick<OfCommission, 'uscc' | 'projectCode' | 'agencyNo'> {
  /** whose agencies may be asked for */
  readonly category: string | null;
}

/** The owner's side of a commission. */
export const ownersOf = (
  db: Queryable,
  { uscc, projectCode }: Pick<OfCommission, 'uscc' | 'projectCode'>,
): Promise<string[]> => addresseesOf(db, { uscc, projectCode, agencyNo: null, category: null }, ['owner']);

/** The enterprise and the agents who may act for it in commissions; agencies by their codes. */
async function addresseesOf(
  db: Queryable,
  { uscc, projectCode, agencyNo, category }: Addressed,
  sides: readonly Side[],
): Promise<string[]> {
  const { rows } = await db.query<{ agents: string[]; agency: string | null; ofCategory: string[] }>(sql`
    select array(select distinct m.agent_id from intake.active_mandates m
                  where m.project_code = ${projectCode} and m.uscc = ${uscc} and 'commission' = any (m.scopes)) as agents,
           (select a.uscc from agencies a where a.agency_no = ${agencyNo}) as agency,
           array(select a.uscc from agencies a join qualifications q using (agency_no)
                  where q.category = ${category} and q.state = 'granted' and a.status in ('listed', 'warned')
                    and ${sides.includes('category')}) as "ofCategory"`);
  const { agents = [], agency = null, ofCategory = [] } = rows[0] ?? {};
  const owners = [addressee('enterprise', uscc), ...agents.map((agentId) => addressee('agent', agentId))];
  return [
    ...(sides.includes('owner') ? owners : []),
    ...(sides.includes('agency') && agency ? [addressee('agency', agency)] : []),
    ...ofCategory.map((code) => addressee('agency', code)),
  ];
}
