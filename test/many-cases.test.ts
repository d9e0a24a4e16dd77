import { setTimeout as sleep } from 'node:timers/promises';
import {
  addWorkingDays,
  caseNumber,
  dayEnds,
  realMsUntil,
  shippedCalendar,
  stepWorkflowId,
  type Day,
  type OfficeClock,
} from '@doudi/workflows';
import { openOrder } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import {
  casesOf,
  clockOf,
  escalationsOf,
  historyLength,
  inFirstRun,
  numbersOf,
  openingsOf,
  receivedOn,
  silencesOf,
  type FoundCase,
} from './case-records.ts';
import { pidOf } from './stack-processes.ts';
import { suiteStack } from './stack.ts';

/** Orders whose first step is late at the same instant; DOUDI_CASES sets more of them. */
const orders = Number(process.env['DOUDI_CASES'] ?? 40);
/** Kills of the service while so many cases are raised; DOUDI_KILL_ROUNDS sets more of them. */
const kills = Number(process.env['DOUDI_KILL_ROUNDS'] ?? 3);

/** So long that all orders are opened on one office day, which has a weekend, also on a machine that has other work. */
const realDayMs = 6_000 + 350 * orders;
const deadlineMs = 60_000 + 1_000 * orders;
const limits = Object.fromEntries(['RATE_WRITES', 'RATE_ADDRESS'].map((name) => [name, '10000000']));
const suite = suiteStack({ realDayMs, officeAt: null, limits });

const step = 'project-initiation';
const { enterprise } = seedCase;
/** The office day on which they are all opened begins on Friday at 17:00. */
const [friday, monday] = ['2017-06-16' as Day, '2017-06-19' as Day];

/** Its first step has one working day. */
const quiet = { first: 100_000, track: '30', days: 20, dueDay: '2017-06-20' as Day } as const;
/** Its first step has two, and so has its first task until it is overrun. */
const killed = { first: 200_000, track: '50', dueDay: '2017-06-21' as Day } as const;
type Batch = typeof quiet | typeof killed;

let clock: OfficeClock;
/** The orders of each batch that were received on Monday. */
const received = new Map<Batch, readonly string[]>();
beforeAll(async () => {
  await suite.startClock(new Date(dayEnds(shippedCalendar, friday)));
  clock = await clockOf(suite.database);
  for (const batch of [quiet, killed]) received.set(batch, await openBatch(batch));
}, 5 * realDayMs);

const untilDue = ({ dueDay }: Batch) =>
  sleep(realMsUntil(clock, dayEnds(shippedCalendar, dueDay), Date.now()));

/** Opens the orders of a batch, several at once; answers those that were received on Monday. */
async function openBatch({ first, dueDay: _dueDay, ...track }: Batch): Promise<readonly string[]> {
  const left = Array.from({ length: orders }, (_none, place) => first + place);
  const caller = async () => {
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      const project = { ...seedCase.project, code: `2017-330683-29-03-${place}` };
      await suite.api.post(enterprise, '/v1/projects', project);
      await openOrder(suite.api, { agent: enterprise, project, ...track });
    }
  };
  await Promise.all(Array.from({ length: 8 }, caller));
  return receivedOn(suite.database, { track: track.track, before: dayEnds(shippedCalendar, monday) });
}

/** Until each of these orders has its case, whose workflow has written why it is there. */
const untilAllRun = (orderNos: readonly string[]) =>
  waitFor({ what: 'the last case', withinMs: deadlineMs }, async () => {
    const found = await casesOf(suite.database, orderNos);
    return found.length >= orderNos.length && found.every(({ causes }) => causes.length > 0) && found;
  });

/** Nothing is missing and nothing doubled of what these orders were to bring about. */
async function expectOneCaseEach(orderNos: readonly string[], { dueDay }: Batch): Promise<void> {
  const found = await casesOf(suite.database, orderNos);
  const caseNos = found.map(({ caseNo }) => caseNo);
  expect(found.map(({ orderNo }) => orderNo).toSorted()).toEqual(orderNos.toSorted());
  const numbers = await numbersOf(suite.database, addWorkingDays(shippedCalendar, dueDay, 1));
  expect(numbers).toEqual(expect.arrayContaining(caseNos));
  const day = addWorkingDays(shippedCalendar, dueDay, 1);
  expect(numbers).toEqual(numbers.map((_number, place) => caseNumber(day, place + 1)));
  expect(new Set(found.map(({ generation }) => generation))).toEqual(new Set([1]));
  expect(await inFirstRun(suite.temporal, caseNos)).toEqual(caseNos);
  expect(await openingsOf(suite.database, caseNos)).toEqual(caseNos.map(() => ({ events: 1, notices: 1 })));
  const named = new Map(found.map(({ orderNo, caseNo }) => [orderNo, [caseNo]]));
  const escalated = await waitFor({ what: 'the last event of a step', withinMs: deadlineMs }, async () => {
    const events = await escalationsOf(suite.database, orderNos, step);
    return events.size === named.size && events;
  });
  expect(escalated).toEqual(named);
}

/** Real seconds from the due instant until the last case was on record. */
function secondsOf(found: readonly FoundCase[], { dueDay }: Batch): string {
  const last = Math.max(...found.map(({ writtenAt }) => writtenAt?.getTime() ?? Infinity));
  const due = clock.clockAt + (dayEnds(shippedCalendar, dueDay) - clock.officeAt) / clock.rate;
  return ((last - due) / 1_000).toFixed(1);
}

/** Kills the service at random moments, each time once it is there again; how many cases there were by then. */
async function killWhileRaising(orderNos: readonly string[]): Promise<number[]> {
  const raised: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const pid = await waitFor({ what: 'the service' }, () => Promise.resolve(pidOf('approval-workflows')));
    const wanted = (orderNos.length * (kill + Math.random())) / kills;
    const soFar = await waitFor({ what: 'the next kill', withinMs: deadlineMs }, async () => {
      const found = await casesOf(suite.database, orderNos);
      return found.length >= wanted && found.length;
    });
    process.kill(pid, 'SIGKILL');
    raised.push(soFar);
    await waitFor({ what: 'its end' }, () => Promise.resolve(pidOf('approval-workflows') !== pid));
  }
  return raised;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

test(
  `steps that are late at the same instant have one case each (${orders})`,
  async () => {
    const orderNos = received.get(quiet) ?? [];
    expect(orderNos.length).toBeGreaterThan(orders / 2);
    await untilDue(quiet);
    const seconds = secondsOf(await untilAllRun(orderNos), quiet);
    say(`${orderNos.length} cases of one instant: the last on record after ${seconds} s`);
    await expectOneCaseEach(orderNos, quiet);
  },
  3 * realDayMs + 2 * deadlineMs,
);

test(
  `also when the service is killed meanwhile (${kills} times)`,
  async () => {
    const orderNos = received.get(killed) ?? [];
    expect(orderNos.length).toBeGreaterThan(orders / 2);
    await untilDue(killed);
    const raised = (await killWhileRaising(orderNos)).join(', ');
    const seconds = secondsOf(await untilAllRun(orderNos), killed);
    const many = `${orderNos.length} cases of one instant, killed when there were ${raised}`;
    say(`${many}: the last on record after ${seconds} s`);
    await expectOneCaseEach(orderNos, killed);
  },
  2 * realDayMs + 4 * deadlineMs,
);

test(
  'of a later lateness each case is told once, also of one that came while the service was killed',
  async () => {
    for (const orderNos of received.values()) {
      const twice = await waitFor(
        { what: 'the last of the later causes', withinMs: deadlineMs },
        async () => {
          const found = await casesOf(suite.database, orderNos);
          return found.every(({ causes }) => causes.length > 1) && found;
        },
      );
      expect(new Set(twice.map(({ causes }) => causes.toSorted().join()))).toEqual(
        new Set(['step-red,task-overrun']),
      );
    }
  },
  2 * deadlineMs,
);

test('acceptance by silence is on record once, and a step that is left alone has a short history', async () => {
  for (const orderNos of received.values())
    expect(await silencesOf(suite.database, orderNos)).toEqual(orderNos.map(() => 1));
  const [orderNo = ''] = received.get(quiet) ?? [];
  expect(await historyLength(suite.temporal, stepWorkflowId(orderNo, step))).toBeLessThan(100);
});
