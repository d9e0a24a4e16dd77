import {
  openStep,
  shippedCalendar,
  withCarriedResults,
  type PlannedStep,
  type TaskCode,
} from '@doudi/workflows';
import { noticesOfStep } from './notices-of-step.ts';
import { anOrder, receivedAt } from './test-service.ts';

const order = anOrder();
const [initiation] = order.plan.steps as [PlannedStep];
const buckets = { GOV: 0, AGENCY: 0, OWNER: 0, EXCLUDED: 0 };

/** Who is told that which task of the initiation waits, when it opens with these results. */
function waitingFor(...results: TaskCode[]) {
  const carried = { orderNo: 'O201706010001', results, buckets };
  const step = openStep(withCarriedResults(initiation, carried), receivedAt);
  const carry = results.map((task, i) => ({
    seq: i + 2,
    kind: 'carry',
    detail: { task, carriedFrom: carried.orderNo },
  }));
  const events = [{ seq: 1, kind: 'open', detail: {} }, ...carry].map((event) => ({
    ...event,
    at: receivedAt,
    by: null,
  }));
  const write = { orderNo: order.orderNo, generation: 1, step, events };
  const notices = noticesOfStep({ order, write, calendar: shippedCalendar, now: receivedAt });
  return notices.flatMap(({ kind, task }) => (kind === 'carry' ? [] : [[kind, task]]));
}

test('a department is told of the task that waits for it, not of one whose result is taken over', () => {
  expect(waitingFor()).toEqual([['waits.review', 'record']]);
  expect(waitingFor('record')).toEqual([['waits.review', 'order-meeting']]);
  expect(waitingFor('record', 'order-meeting')).toEqual([]);
});

/** Who is told that a task is late, and of which due day. */
function toldOfLate(task: TaskCode) {
  const planned = order.plan.steps.find(({ tasks }) => tasks.some(({ code }) => code === task));
  const tasks = planned?.tasks.filter(({ code }) => code === task) ?? [];
  const step = openStep({ code: 'planning', after: [], tasks }, receivedAt);
  const event = { seq: 2, kind: 'task-late', at: receivedAt, by: null, detail: { task } };
  const write = { orderNo: order.orderNo, generation: 1, step, events: [event] };
  const notices = noticesOfStep({ order, write, calendar: shippedCalendar, now: receivedAt });
  return notices.map(({ addressees, detail }) => ({ addressees, dueDay: detail['dueDay'] }));
}

test('of a late review its department hears with its head, and the agent; of a late commission the agent', () => {
  const [dueDay, agent] = ['2017-06-21', `agent:${order.agentId}`];
  expect(toldOfLate('planning-conditions')).toEqual([
    { addressees: ['reviewer:NRP', 'checker:NRP', 'head:NRP'], dueDay },
    { addressees: [agent], dueDay },
  ]);
  expect(toldOfLate('scheme-design')).toEqual([{ addressees: [agent], dueDay: null }]);
});
