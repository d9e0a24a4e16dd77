import type { Queryable } from '@doudi/infra/database';
import { forbidden, notFound, unfit } from '@doudi/infra/http';
import {
  departmentOf,
  openTaskOf,
  partyOf,
  type CaseParty,
  type Day,
  type Department,
  type Promised,
  type Step,
  type TaskCode,
} from '@doudi/workflows';
import type { z } from 'zod';
import type { CaseSaid, ReadAct } from './act-on-case.ts';
import { isReporter } from './case-actions.ts';
import type * as bodies from './case-bodies.ts';
import type { OfCase, OfCaseNumber } from './case-number-param.ts';
import { findCase, type CaseRow } from './cases.ts';
import { findPlan } from './orders.ts';
import { getCase } from './read-cases.ts';
import { listSteps } from './steps.ts';
import { departmentIn } from './task-in-plan.ts';
import { asText } from './texts.ts';
import { refuse, things } from './words.ts';

type Body<K extends keyof typeof bodies> = z.output<(typeof bodies)[K]>;
type Reads<K extends keyof typeof bodies, P = OfCase> = ReadAct<Body<K>, P>;

const said = (act: CaseSaid['act'], note: string | undefined): CaseSaid => ({ act, text: asText(note) });

/** How each body becomes an act of the case's rule, and a text. */
export const readActs = {
  act: ({ body: { action, note } }) => said({ kind: 'act', action }, note),
  handOver: ({ body: { to, note } }) => said({ kind: 'hand-over', to }, note),
  arrange: ({ body: { style, lead, note } }) =>
    said({ kind: 'arrange', ...(style && { style }), ...(lead && { lead }) }, note),
  ask: ({ body: { department, day, isPermit = false, note } }) =>
    said({ kind: 'ask', department, day: day as Day, isPermit }, note),
  answer: ({ scope, body: { stance, note } }) =>
    said({ kind: 'answer', department: departmentIn(scope), stance }, note),
  commit: async ({ db, body: { note, ...promised } }, row) => {
    await refuseOtherTask(db, row, promised.task);
    return said({ kind: 'set-commitment', ...promiseOf(promised) }, note);
  },
  fulfil: ({ caller, params: { no }, body: { note } }, { record }) => {
    const parties: readonly CaseParty[] = partyOf({ ...caller, isReporter: false });
    const party = record.commitments.find((one) => one.no === no && parties.includes(one.party))?.party;
    if (!party) throw notFound(things.commitment);
    return said({ kind: 'fulfil', no, party }, note);
  },
  schedule: ({ body: { party, day, note } }) =>
    said({ kind: 'schedule', party: party as CaseParty, day: day as Day }, note),
  finish: ({ params: { no }, body: { note } }) => said({ kind: 'finish-item', no }, note),
  meet: ({ body: { departments, note } }) => said({ kind: 'meet', departments }, note),
  plan: ({ body: { day, note } }) => said({ kind: 'plan', day: day as Day }, note),
  raise: ({ body: { note } }) => said({ kind: 'raise' }, note),
  urge: async ({ db, body: { task, note } }, row) => {
    const { department } = await getOpenTask(db, row, task);
    return said({ kind: 'urge', task, department }, note);
  },
  askStopEnd: async ({ db, body: { task, note } }, row) => {
    const { department, step } = await getOpenTask(db, row, task);
    if (!step.stops.some(({ endedAt }) => endedAt === null)) throw refuse({ refused: 'no-stop-runs' });
    return said({ kind: 'ask-stop-end', task, department: department ?? 'ASC' }, note);
  },
  link: async ({ db, body: { orderNo, commissionNo } }) => {
    if (orderNo !== undefined && !(await findPlan(db, orderNo)))
      throw unfit([{ at: '/orderNo', fault: noSuchOrder }]);
    const linked = { ...(orderNo && { orderNo }), ...(commissionNo && { commissionNo }) };
    return said({ kind: 'link', ...linked }, undefined);
  },
  merge: async (call, { caseNo }) => {
    const { into, note } = call.body;
    const survivor = into === caseNo ? undefined : await findCase(call.db, into);
    if (survivor?.record.closedAt !== null || survivor.record.mergedInto !== null)
      throw unfit([{ at: '/into', fault: noSurvivor }]);
    await getCase(call.db, call, into);
    return said({ kind: 'merge', into }, note);
  },
  close: async ({ db, body }, row) => {
    const { outcome, note, commitment, ...written } = body;
    await refuseOtherTask(db, row, commitment?.task);
    const act = { kind: 'close' as const, outcome, ...(commitment && { commitment: promiseOf(commitment) }) };
    return { act, text: { body: note, ...written } };
  },
  confirm: ({ body: { agrees, note } }) => said({ kind: 'confirm', agrees }, note),
  callBack: ({ body: { result, note } }) => said({ kind: 'call-back', result }, note),
  withdraw: ({ caller, body: { note } }, row) => {
    if (!isReporter(row, caller)) throw forbidden(notReported);
    return said({ kind: 'withdraw' }, note);
  },
} satisfies {
  act: Reads<'ActBody'>;
  handOver: Reads<'HandOverBody'>;
  arrange: Reads<'ArrangementBody'>;
  ask: Reads<'QuestionBody'>;
  answer: Reads<'AnswerBody'>;
  commit: Reads<'CommitmentInHoursBody'>;
  fulfil: Reads<'FulfilmentBody', OfCaseNumber>;
  schedule: Reads<'ScheduleBody'>;
  finish: Reads<'CompletionBody', OfCaseNumber>;
  meet: Reads<'MeetingBody'>;
  plan: Reads<'PlanBody'>;
  raise: Reads<'RaisingBody'>;
  urge: Reads<'UrgingBody'>;
  askStopEnd: Reads<'StopEndBody'>;
  link: Reads<'LinkBody'>;
  merge: Reads<'MergingBody'>;
  close: Reads<'CloseBody'>;
  confirm: Reads<'ConfirmBody'>;
  callBack: Reads<'CallBackBody'>;
  withdraw: Reads<'WithdrawalBody'>;
};

const notReported = { zh: '不是您反映的', en: 'It was not you who reported it' };
const noSuchOrder = { zh: '查无此订单', en: 'is no order that is known' };
const noSurvivor = { zh: '须为另一件尚未办结的兜底件', en: 'is to be another case that has not closed' };
const noSuchTask = { zh: '关联订单没有这一任务', en: 'is no task of the linked order' };

type Said = Omit<Promised, 'task' | 'party'> & {
  readonly party: string;
  readonly task?: TaskCode | undefined;
};
const promiseOf = ({ task, party, ...promised }: Said): Promised => ({
  ...{ ...promised, party: party as CaseParty, task: task ?? null },
});

/** A task can be promised to be decided only where the linked order has it. */
async function refuseOtherTask(
  db: Queryable,
  { record }: CaseRow,
  task: TaskCode | undefined,
): Promise<void> {
  if (task === undefined || record.orderNo === null) return;
  const plan = await findPlan(db, record.orderNo);
  const isOfPlan = plan?.steps.some(({ tasks }) => tasks.some(({ code }) => code === task));
  if (!isOfPlan) throw unfit([{ at: '/task', fault: noSuchTask }]);
}

/** An open task of the linked order, with its step and the department that has it. */
async function getOpenTask(
  db: Queryable,
  { record: { orderNo } }: CaseRow,
  code: TaskCode,
): Promise<{ readonly step: Step; readonly department: Department | null }> {
  if (orderNo === null) throw refuse({ refused: 'order-not-linked' });
  const steps = await listSteps(db, orderNo);
  const step = steps.find((one) => openTaskOf(one)?.code === code);
  const task = step && openTaskOf(step);
  if (!step || !task) throw refuse({ refused: 'task-not-open' });
  return { step, department: departmentOf(task) };
}
