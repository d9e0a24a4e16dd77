import type { Queryable } from '@doudi/infra/database';
import {
  resultNumber,
  type Department,
  type StepCode,
  type TaskCode,
  type Track,
  type Verdict,
} from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { type AmendmentRow, listGrantedAmendments } from './amendments.ts';
import { issuingVerdicts } from './deliveries.ts';
import { isCounted } from './events.ts';
import type { OfTask } from './task-in-plan.ts';

/** What a decided review has issued: the permit, the opinion of another task, a refusal, a notice that papers are not accepted. */
export const resultKinds = ['permit', 'opinion', 'refusal', 'not-accepted'] as const;
type ResultKind = (typeof resultKinds)[number];
export const resultStates = ['issued', 'corrected', 'revoked'] as const;
type ResultState = (typeof resultStates)[number];

/** A decision with what was written with it. */
interface Decided {
  readonly orderNo: string;
  readonly projectCode: string;
  readonly uscc: string;
  readonly track: Track;
  readonly calendarVersion: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly department: Department;
  readonly verdict: Verdict;
  readonly at: Date;
  /** subject ids of the two persons */
  readonly reviewer: string | null;
  readonly checker: string | null;
  readonly note: string | null;
  readonly legalBasis: string | null;
  readonly remedy: string | null;
}

/** What a task has issued, as it stands now: nothing of it is stored, it follows from decision and amendments. */
export interface Result extends Decided {
  readonly kind: ResultKind;
  readonly state: ResultState;
  readonly number: string;
  /** in order, a revocation last */
  readonly amendments: readonly AmendmentRow[];
}

/** What was approved is issued when the task is done, which may wait for promised papers. */
const issuedAt = sql`case e.detail ->> 'verdict' when 'approve' then t.closed_at else e.at end`;

async function select(db: Queryable, orderNo: string, rest: Sql): Promise<Result[]> {
  const { rows } = await db.query<Decided>(sql`
    select e.order_no as "orderNo", o.project_code as "projectCode", o.uscc, o.track, o.calendar_version as "calendarVersion", e.step, t.task, t.department,
           e.detail ->> 'verdict' as verdict, ${issuedAt} as at, e.by as checker, x.body as note, x.legal_basis as "legalBasis", x.remedy,
           (select r.by from events r
             where r.workflow_id = e.workflow_id and r.kind = 'review' and r.seq < e.seq and r.detail ->> 'task' = t.task
             order by r.generation desc, r.seq desc limit 1) as reviewer
      from events e
      join orders o using (order_no)
      join tasks t on t.order_no = e.order_no and t.step = e.step and t.task = e.detail ->> 'task'
      left join texts x on x.text_id = e.detail ->> 'note'
     where e.order_no = ${orderNo} and e.kind = 'check' and e.detail ->> 'verdict' = any (${[...issuingVerdicts]})
       and (e.detail ->> 'verdict' <> 'approve' or t.state = 'done')
       and ${isCounted} ${rest}
     order by e.at, e.workflow_id, e.seq`);
  const amendments = rows.length > 0 ? await listGrantedAmendments(db, orderNo) : [];
  return rows.map((row) =>
    amended(
      row,
      amendments.filter(({ task }) => task === row.task),
    ),
  );
}

function amended(decided: Decided, amendments: readonly AmendmentRow[]): Result {
  const { orderNo, task } = decided;
  const corrections = amendments.filter(({ kind }) => kind === 'correction').length;
  const isRevoked = amendments.length > corrections;
  const state = isRevoked ? 'revoked' : corrections > 0 ? 'corrected' : 'issued';
  const number = resultNumber(orderNo, task, corrections);
  return { ...decided, kind: kindOf(decided), state, number, amendments };
}

function kindOf({ verdict, task }: Decided): ResultKind {
  if (verdict === 'refuse') return 'refusal';
  if (verdict === 'not-accept') return 'not-accepted';
  return task === 'construction-permit' ? 'permit' : 'opinion';
}

/** What the tasks of an order have issued, in the order of the decisions; the caller has bounded the order. */
export const listResults = (db: Queryable, orderNo: string): Promise<Result[]> => select(db, orderNo, sql``);

export const findResult = async (db: Queryable, { orderNo, task }: OfTask): Promise<Result | undefined> =>
  (await select(db, orderNo, sql`and t.task = ${task}`))[0];
