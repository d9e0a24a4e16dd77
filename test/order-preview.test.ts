import { dayMs } from '../stack/src/demo/office.ts';
import type { OrderAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';

// Real time from the morning of a Friday whose longer orders end beyond the last published year: 17:00 is hours away, so that preview and
// order fall on one office day.
const suite = suiteStack({ realDayMs: dayMs, officeAt: new Date('2026-11-20T10:00:00+08:00') });

interface Due {
  readonly code: string;
  readonly budgetDays: number;
  readonly dueDay: string | null;
  readonly provisional: boolean;
}
interface Planned extends Omit<Due, 'code'> {
  readonly track: string;
  readonly calendar: string;
  readonly day0: string;
  readonly goesOnFrom?: string | null;
  readonly steps: readonly (Due & { readonly tasks: readonly Due[] })[];
}
interface Progress extends Planned {
  readonly forecast: { readonly day: string };
  readonly carried: { readonly orderNo: string } | null;
}

/** Of an order on either side: what was promised of it, and the budget of all its parts. */
const promised = ({ track, calendar, day0, budgetDays, dueDay, provisional, steps }: Planned) => ({
  ...{ track, calendar, day0, budgetDays, dueDay, provisional },
  steps: steps.map((step) => [
    step.code,
    step.budgetDays,
    step.tasks.map((task) => [task.code, task.budgetDays]),
  ]),
});

const days = Array.from({ length: 18 }, (_, n) => 13 + n);
const wishes = [
  { track: '80' },
  { track: '50' },
  { track: '30' },
  ...days.map((n) => ({ track: '30', days: n })),
];

test('the preview of an order is the progress of the order opened right after it, on every track and in all days', async () => {
  const { enterprise, project } = seedCase;
  const seen = new Set<boolean>();
  for (const [i, wish] of wishes.entries()) {
    const projectCode = `2017-330683-29-03-0007${String(i).padStart(2, '0')}`;
    await suite.api.post(enterprise, '/v1/projects', { ...project, code: projectCode });
    const body = { projectCode, ...wish };
    const preview = await suite.api.post<Planned>(enterprise, '/v1/orders/preview', body);
    const { orderNo } = await suite.api.post<OrderAnswer>(enterprise, '/v1/orders', body);
    const progress = await progressOf(orderNo);
    expect(promised(preview)).toEqual(promised(progress));
    expect(preview.steps[0]).toMatchObject({ dueDay: progress.steps[0]?.dueDay });
    expect(preview.steps.at(-1)?.dueDay).toBe(progress.forecast.day);
    seen.add(preview.provisional);
  }
  expect([...seen].sort()).toEqual([false, true]);
}, 120_000);

test('of an order that ended lately the preview names the one that the next order then goes on from', async () => {
  const { enterprise, project } = seedCase;
  const body = { projectCode: '2017-330683-29-03-000799', track: '50' };
  await suite.api.post(enterprise, '/v1/projects', { ...project, code: body.projectCode });
  const open = () => suite.api.post<OrderAnswer>(enterprise, '/v1/orders', body);
  const { orderNo } = await open();
  await suite.api.post(enterprise, `/v1/orders/${orderNo}/withdrawal`, { reason: '投资计划调整' });
  await waitFor({ what: `the end of ${orderNo}` }, async () => {
    const { state } = await suite.api.get<OrderAnswer>(enterprise, `/v1/orders/${orderNo}`);
    return state === 'closed';
  });
  const preview = await suite.api.post<Planned>(enterprise, '/v1/orders/preview', body);
  const { carried } = await progressOf((await open()).orderNo);
  expect([preview.goesOnFrom, carried?.orderNo]).toEqual([orderNo, orderNo]);
}, 60_000);

/** The progress once the first step has opened. */
const progressOf = (orderNo: string) =>
  waitFor({ what: `the first step of ${orderNo}` }, async () => {
    const found = await suite.api.find<Progress>(seedCase.enterprise, `/v1/progress/${orderNo}`);
    return found?.steps[0]?.dueDay ? found : undefined;
  });
