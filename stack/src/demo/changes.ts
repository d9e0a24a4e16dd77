import { inBoth, wordsOf, type Holder, type Milestone } from '@doudi/workflows';
import type {
  CaseAnswer,
  CommissionAnswer,
  CommissionRecord,
  List,
  ProgressAnswer,
  StepAnswer,
} from './answers.ts';
import type { Api } from './api.ts';
import { dayOf } from './office.ts';
import type { Row } from './row.ts';

const reader = 'supervisor-qian';

/** True whenever `value` differs from what was reported under `key` before. */
export type IsNew = (key: string, value: string) => boolean;

/** Lines about an order and its steps whose light, open task or holder changed. */
export async function orderChanges(api: Api, orderNo: string, isNew: IsNew): Promise<Row[]> {
  const order = await api.get<ProgressAnswer>(reader, `/v1/progress/${orderNo}`);
  const { today, receivedAt, usedDays, budgetDays } = order;
  const day = isNew(orderNo, 'opened') ? dayOf(receivedAt) : today;
  const days = `${usedDays}/${budgetDays}`;
  const about = (subject: string, light: string | null, what: string): Row[] =>
    isNew(`${orderNo} ${subject}`, `${light} ${what}`)
      ? [{ day, orderNo, subject: inBoth(subject), light: light ? inBoth(light) : '', what, days }]
      : [];
  // a pause is reported of its step already
  const whole = order.light === 'PAUSED' ? [] : about('order', order.light, howOrderStands(order));
  const opened = order.steps.filter(({ state }) => state !== 'waiting');
  const steps = opened.flatMap((step) => about(step.code, step.light, howStepStands(step)));
  return order.outcome ? [...steps, ...whole] : [...whole, ...steps];
}

const howOrderStands = ({ outcome, dueDay }: ProgressAnswer) =>
  outcome ? inBoth(outcome) : `${inBoth('due')} ${dueDay ?? '–'}`;

const howStepStands = ({ openTask, holder }: StepAnswer) =>
  openTask && holder ? `${wordsOf(openTask).zh} → ${holderWords(holder)}` : '';

const holderWords = (holder: Holder) =>
  'department' in holder ? `${inBoth(holder.role)} ${holder.department}` : inBoth(holder.role);

/** How a milestone is told; the brief is not. */
const milestoneWords: Readonly<Record<Milestone, string | null>> = {
  brief: null,
  publish: 'bidding',
  'cancel-tender': 'briefing',
  close: 'selecting',
  award: 'contracting',
  engage: 'contracting',
  withdraw: 'briefing',
  decline: 'briefing',
  lapse: 'briefing',
  sign: 'working',
  'hand-in-inputs': 'working',
  replace: 'briefing',
  deliver: 'delivered',
  return: 'return',
  accept: 'accept',
  terminate: 'end',
  cancel: 'end',
};

/** Lines about the milestones of commissions: engaged, signed, delivered, accepted. */
export async function commissionChanges(api: Api, isNew: IsNew): Promise<Row[]> {
  const { items } = await api.get<List<CommissionAnswer>>(reader, '/v1/commissions?own=false&limit=100');
  const changed = items.filter(({ commissionNo, changedAt, state }) =>
    isNew(commissionNo, `${changedAt} ${state}`),
  );
  const records = changed.map(({ commissionNo }) =>
    api.get<CommissionRecord>(reader, `/v1/commissions/${commissionNo}`),
  );
  return (await Promise.all(records)).flatMap(({ commissionNo, orderNo, step, task, milestones }) =>
    milestones
      .filter(({ seq, at }) => isNew(`${commissionNo} ${seq}`, at))
      .flatMap(({ kind, at, agencyNo }) => {
        const words = milestoneWords[kind];
        if (words === null) return [];
        const what = `${wordsOf(task).zh}: ${inBoth(words)} ${agencyNo ?? ''}`.trimEnd();
        return [{ day: dayOf(at), orderNo, subject: inBoth(step), what }];
      }),
  );
}

/** Lines about the cases of the fallback window. */
export async function caseChanges(api: Api, isNew: IsNew): Promise<Row[]> {
  const { items } = await api.get<List<CaseAnswer>>('officer-fang', '/v1/cases?limit=100');
  return items
    .filter(({ caseNo, level, state }) => isNew(caseNo, `${level} ${state}`))
    .map(({ caseNo, orderNo, step, level, openedAt }) => ({
      ...{ day: dayOf(openedAt), orderNo, subject: inBoth(step) },
      what: `${inBoth('case')} ${caseNo} ${level}`,
    }));
}
