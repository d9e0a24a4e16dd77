import type { Queryable } from '@doudi/infra/database';
import { type AccessScope, type Call, type Fault, forbidden } from '@doudi/infra/http';
import { departmentOf, type CaseWay, type Department, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { CaseReport } from './case-report-body.ts';
import { mustReach } from './must-reach.ts';
import { findOrder, type OrderRow } from './orders.ts';

export type ReportCall = Call<CaseReport>;

/** How somebody who reports a case stands to it. */
export interface Standing {
  readonly way: CaseWay;
  /** of the enterprise or agency whose case it is */
  readonly uscc: string | null;
  /** of a department that hands it over: itself */
  readonly lead: Department | null;
  readonly order: OrderRow | undefined;
}

/** Throws 404 for an order beyond reach, 403 for a token that names nobody's side. */
export async function standingOf({ db, scope, body }: ReportCall): Promise<Standing> {
  const order = body.orderNo === undefined ? undefined : await mustReach(db, body.orderNo, scope);
  const uscc = body.uscc ?? null;
  if (scope.all) return { way: body.channel ?? 'counter', uscc, lead: null, order };
  if (await isApplicant(db, scope, order))
    return { way: 'api', uscc: order?.uscc ?? uscc ?? scope.uscc, lead: null, order };
  if (scope.department === null) throw forbidden(noSide);
  return { way: 'transfer', uscc: null, lead: scope.department as Department, order };
}

const noSide = {
  zh: '令牌没有写明单位或部门',
  en: 'Your token names neither an enterprise or agency nor a department',
};

async function isApplicant(db: Queryable, scope: AccessScope, order: OrderRow | undefined): Promise<boolean> {
  if (!order) return scope.uscc !== null || scope.agentId !== null;
  return (await findOrder(db, order.orderNo, { ...scope, department: null })) !== undefined;
}

/** Every fault of a report that its schema cannot see. */
export async function faultsOfReport(call: ReportCall, standing: Standing, now: Instant): Promise<Fault[]> {
  const { body } = call;
  const { way } = standing;
  const isTransfer = way === 'transfer';
  const faults: readonly (readonly [at: string, fault: Fault['fault'] | false])[] = [
    ['/cause', body.cause === undefined && !isTransfer && causeNeeded],
    ['/channel', !call.scope.all && (body.channel ?? 'api') !== 'api' && officersOnly],
    ['/orderNo', isTransfer && !standing.order && orderNeeded],
    ['/task', taskFault(body, standing)],
    ['/uscc', await usccFault(call, standing)],
    ['/requiredBy', body.requiredBy !== undefined && Date.parse(body.requiredBy) <= now && notAhead],
  ];
  return faults.flatMap(([at, fault]) => (fault ? [{ at, fault }] : []));
}

function taskFault({ task: code }: CaseReport, { way, lead, order }: Standing) {
  if (code === undefined) return way === 'transfer' && taskNeeded;
  if (!order) return noOrderOfTask;
  const task = order.plan.steps.flatMap(({ tasks }) => tasks).find((one) => one.code === code);
  if (!task) return noSuchTask;
  return lead !== null && departmentOf(task) !== lead && otherTask;
}

/** An officer may name any enterprise, an applicant his own, an agent one he has a mandate of, a department none. */
async function usccFault({ db, scope, body: { uscc } }: ReportCall, { way, order, ...own }: Standing) {
  if (scope.all) return false;
  if (way === 'transfer') return uscc !== undefined && notOfDepartments;
  if (own.uscc === null) return usccNeeded;
  if (order) return uscc !== undefined && uscc !== order.uscc && otherUscc;
  return own.uscc !== scope.uscc && !(await hasMandateOf(db, scope.agentId, own.uscc)) && notMandated;
}

async function hasMandateOf(db: Queryable, agentId: string | null, uscc: string): Promise<boolean> {
  const { rowCount } = await db.query(
    sql`select from intake.active_mandates where agent_id = ${agentId} and uscc = ${uscc} limit 1`,
  );
  return rowCount !== 0;
}

const causeNeeded = { zh: '须选择事由', en: 'is to be one of the causes' };
const officersOnly = {
  zh: '只有兜底窗口的人员登记他人来意',
  en: 'is said by officers of the window, who take down what others report',
};
const orderNeeded = { zh: '部门转办须写明订单', en: 'a department names the order it hands over' };
const taskNeeded = { zh: '部门转办须写明本部门任务', en: 'a department names its own task of the order' };
const noOrderOfTask = { zh: '须同时写明订单', en: 'is said with the order it belongs to' };
const noSuchTask = { zh: '该订单没有这一任务', en: 'is no task of the order' };
const otherTask = { zh: '须为本部门的任务', en: 'is to be a task of your own department' };
const notOfDepartments = { zh: '部门转办不写', en: 'is not said by departments' };
const usccNeeded = { zh: '须写明受托企业', en: 'is to be the enterprise you have a mandate of' };
const otherUscc = { zh: '不是该订单的企业', en: 'is not the enterprise of the order' };
const notMandated = { zh: '您没有该企业的有效委托', en: 'is no enterprise you have a mandate of' };
const notAhead = { zh: '须为将来的时刻', en: 'is to be an instant in the future' };
