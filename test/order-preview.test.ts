import type { Track } from '@doudi/workflows';
import { dayMs } from '../stack/src/demo/office.ts';
import type { OrderAnswer } from '../stack/src/demo/answers.ts';
import { registerProject } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';

// Real time from the morning of a Friday whose longer orders end beyond the last published year: 17:00 is hours away, so that preview and
// order fall on one office day. One enterprise hands in the papers of all projects.
const suite = suiteStack({
  realDayMs: dayMs,
  officeAt: new Date('2026-11-20T10:00:00+08:00'),
  limits: { RATE_UPLOADS: '10000' },
});

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
  readonly carried: { readonly orderNo: string } | null;
  readonly steps: readonly (Due & {
    readonly after?: readonly string[];
    readonly state?: string;
    readonly tasks: readonly (Due & { readonly carriedFrom: string | null })[];
  })[];
}
interface Progress extends Planned {
  readonly forecast: {
    readonly day: string;
    readonly chain: readonly { readonly task: string; readonly finish: string }[];
  };
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

const ended = async (orderNo: string) =>
  waitFor({ what: `the end of ${orderNo}` }, async () => {
    const { state } = await suite.api.get<OrderAnswer>(seedCase.enterprise, `/v1/orders/${orderNo}`);
    return state === 'closed';
  });
const withdraw = async (orderNo: string) => {
  const path = `/v1/orders/${orderNo}/withdrawal`;
  await suite.api.post(seedCase.enterprise, path, { reason: '投资计划调整' });
  await ended(orderNo);
};
const decide = async (orderNo: string, [task, department]: readonly [string, string], how: object = {}) => {
  const path = `/v1/tasks/${orderNo}/${task}`;
  await waitFor({ what: path }, () => suite.api.find(`reviewer-${department}`, path));
  const { verdict = 'approve', ...grounds } = how as { verdict?: string };
  await suite.api.post(`reviewer-${department}`, `${path}/review`, { opinion: verdict, ...notes(grounds) });
  await suite.api.post(`checker-${department}`, `${path}/check`, { verdict, ...grounds });
};
const notes = ({ note }: { note?: string }) => (note ? { note } : {});
const refusal = {
  ...{ verdict: 'refuse', note: '不符合规划条件' },
  ...{ legalBasis: '《城乡规划法》第三十八条', remedy: '可申请行政复议' },
};
const record = ['record', 'drc'] as const;
const meeting = ['order-meeting', 'asc'] as const;

/** What an order of the track leaves behind when it ends in this way, by what was done until then. */
const endings: Readonly<Record<string, { track: Track; end: (orderNo: string) => Promise<void> }>> = {
  'withdrawn at once': { track: '50', end: withdraw },
  'withdrawn after the record': {
    track: '50',
    end: async (orderNo) => {
      await decide(orderNo, record);
      await withdraw(orderNo);
    },
  },
  'refused at the planning': {
    track: '80',
    end: async (orderNo) => {
      for (const task of [record, meeting]) await decide(orderNo, task);
      await decide(orderNo, ['planning-conditions', 'nrp'], refusal);
      await ended(orderNo);
    },
  },
  'withdrawn when the first move is the enterprise’s': {
    track: '50',
    end: async (orderNo) => {
      for (const task of [record, meeting, ['planning-conditions', 'nrp'] as const])
        await decide(orderNo, task);
      await withdraw(orderNo);
    },
  },
  'withdrawn after a change of track': {
    track: '50',
    end: async (orderNo) => {
      await decide(orderNo, record);
      await suite.api.post(seedCase.enterprise, `/v1/orders/${orderNo}/track`, { track: '80' });
      await withdraw(orderNo);
    },
  },
};

test.each(
  Object.entries(endings).flatMap(([name, how], i) =>
    ['80', '50', '30'].map((next, k) => ({ name, how, next, serial: 3 * i + k })),
  ),
)(
  'after an order that was $name, the preview on track $next is the progress of the order opened right after it',
  async ({ how, next, serial }) => {
    const { enterprise, project } = seedCase;
    const projectCode = `2017-330683-29-03-0008${String(serial).padStart(2, '0')}`;
    await registerProject(suite.api, {
      ...seedCase,
      ...{ project: { ...project, code: projectCode }, track: how.track },
    });
    const open = (track: string) =>
      suite.api.post<OrderAnswer>(enterprise, '/v1/orders', { projectCode, track });
    const { orderNo } = await open(how.track);
    await progressOf(orderNo);
    await how.end(orderNo);
    const preview = await suite.api.post<Planned>(enterprise, '/v1/orders/preview', {
      projectCode,
      track: next,
    });
    const { orderNo: opened } = await open(next);
    const progress = await settledProgress(opened, preview);
    expect(preview.carried).toEqual(progress.carried);
    expect(preview.goesOnFrom).toBe(orderNo);
    expect(promised(preview)).toEqual(promised(progress));
    expect(preview.steps.at(-1)?.dueDay).toBe(progress.forecast.day);
    const due = new Map(preview.steps.flatMap(({ tasks }) => tasks.map((task) => [task.code, task.dueDay])));
    for (const { task, finish } of progress.forecast.chain)
      expect([task, due.get(task)]).toEqual([task, finish]);
    for (const [i, step] of progress.steps.entries())
      if (step.dueDay !== null)
        expect([step.code, preview.steps[i]?.dueDay]).toEqual([step.code, step.dueDay]);
  },
  30_000,
);

/** The progress once all that opens with the receipt is open: what is taken over is done by then. */
const settledProgress = (orderNo: string, { steps }: Planned) =>
  waitFor({ what: `all that opens at once of ${orderNo}` }, async () => {
    const found = await suite.api.find<Progress>(seedCase.enterprise, `/v1/progress/${orderNo}`);
    const isDone = (code: string) =>
      steps.find((step) => step.code === code)?.tasks.every(({ carriedFrom }) => carriedFrom) ?? false;
    const opens = steps.filter(({ after = [] }) => after.every(isDone));
    return found &&
      opens.every(({ code }) => found.steps.some((step) => step.code === code && step.state !== 'waiting'))
      ? found
      : undefined;
  });

/** The progress once the first step has opened. */
const progressOf = (orderNo: string) =>
  waitFor({ what: `the first step of ${orderNo}` }, async () => {
    const found = await suite.api.find<Progress>(seedCase.enterprise, `/v1/progress/${orderNo}`);
    return found?.steps[0]?.dueDay ? found : undefined;
  });
