import type { Line, Printable } from '@doudi/infra/pdf';
import {
  chineseDay,
  documentFoot,
  inBoth,
  line,
  linesOfProject,
  officeNames,
  orderSchedule,
  progressCode,
  sampleSeal,
  shanghaiMinute,
  wordsIn,
  wordsOf,
  type Calendar,
  type PlannedTask,
  type Schedule,
} from '@doudi/workflows';
import type { Receipt } from './orders.ts';
import type { Project } from './projects.ts';

/** What a receipt is made from. */
interface Received {
  readonly receipt: Receipt;
  readonly project: Project;
  readonly calendar: Calendar;
  readonly gatewayUrl: string | undefined;
}

/** The stamped receipt of an order: the Administrative Licensing Law, art. 32, asks for a stamped and dated one. */
export function receiptDocument({ receipt, project, calendar, gatewayUrl }: Received): Printable {
  const { orderNo, plan, receivedAt } = receipt;
  const schedule = orderSchedule(calendar, { plan, receivedAt, carried: null });
  return {
    title: { zh: '订单收件回执', en: 'Receipt of an order' },
    number: orderNo,
    at: new Date(receivedAt),
    day: chineseDay(schedule.day0),
    code: progressCode(gatewayUrl, orderNo),
    sections: [
      { heading: { zh: '项目', en: 'Project' }, lines: linesOfProject(receipt, project) },
      { heading: { zh: '订单', en: 'Order' }, lines: linesOfOrder(receipt, schedule) },
      {
        heading: { zh: '环节（截止日）与任务（工作日）', en: 'Steps (due days) and tasks (working days)' },
        lines: linesOfPlan(receipt, schedule),
      },
    ],
    stamp: { office: officeNames.ASC, below: sampleSeal },
    foot: documentFoot,
  };
}

function linesOfOrder({ agentId, track, budgetDays, receivedAt }: Receipt, schedule: Schedule): Line[] {
  const { day0, dueDay, isProvisional } = schedule;
  const provisional = isProvisional ? `（${inBoth('provisional')}）` : '';
  return [
    ...line('档', 'Track', wordsIn('track', track)),
    ...line('承诺时限', 'Promise', {
      zh: `${budgetDays} 个工作日，自收件次日起算`,
      en: `${budgetDays} working days after day 0`,
    }),
    ...line('收件时间', 'Received at', shanghaiMinute(receivedAt)),
    ...line('收件当日', 'Day 0 (not counted)', day0),
    ...line('截止日', 'Due day', `${dueDay}${provisional}（不计暂停与结转 without pauses and carried days）`),
    ...line('代办员', 'Project agent', agentId),
  ];
}

const linesOfPlan = ({ plan }: Receipt, { steps }: Schedule): Line[] =>
  plan.steps.map(({ code, tasks }) => {
    const dueDay = steps.find((step) => step.code === code)?.dueDay ?? '';
    const { zh, en } = wordsOf(code);
    return { label: { zh, en: `${en} · ${dueDay}` }, value: tasks.map(sayTask).join('\n') };
  });

/** `设计方案联审 scheme review · 自然资源和规划局 · 5` */
function sayTask(task: PlannedTask): string {
  const who = task.kind === 'review' ? officeNames[task.department].zh : wordsOf(task.category).zh;
  return `${inBoth(task.code)} · ${who} · ${task.budget}`;
}
