import { setOfficeClock } from '@doudi/infra/service';
import { addWorkingDays, shippedCalendar, type Day } from '@doudi/workflows';
import { AdviceAnswer } from './advice-answer.ts';
import { simpleProject } from './ask-advice.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
  await setOfficeClock(service.database.url, { officeAt: new Date(`${today}T10:00:00+08:00`), rate: 1 });
});
afterAll(() => service.close());

/** A Monday. */
const today = '2026-03-02' as Day;
const inDays = (n: number) => addWorkingDays(shippedCalendar, today, n);
const ask = (changes: object) =>
  people.send('enterprise', '/v1/orders/advice', { ...simpleProject, ...changes });
const advice = async (changes: object) => AdviceAnswer.parse((await ask(changes).expect(200)).body);

test('a project of 800 million yuan on 12.5 hectares is told why it gets no order on demand', async () => {
  const { track, budgetDays, obstacles, words } = await advice({
    ...{ investmentYuan: 800_000_000, disturbedHectares: 12.5 },
  });
  expect([track, budgetDays]).toEqual(['50', 50]);
  expect(obstacles).toEqual([
    {
      track: '30',
      because: [
        {
          code: 'large-site',
          facts: ['/disturbedHectares', '/earthworkCubicMetres'],
          basis: { zh: expect.stringContaining('区域评估') as string, en: expect.any(String) as string },
          isSettled: false,
        },
      ],
    },
  ]);
  expect(words['code']?.['large-site']?.en).toContain('5 hectares');
});

test('of a wanted day it says which orders would be done by then, and on demand takes as many days as there are', async () => {
  const wantedDay = inDays(55);
  const { track, budgetDays, dueDay, wanted } = await advice({ wantedDay });
  expect([track, budgetDays, dueDay]).toEqual(['30', 30, inDays(30)]);
  expect(wanted).toMatchObject({ day: wantedDay, workingDays: 55, isKept: true });
  expect(wanted?.keptBy.map((order) => [order.track, order.dueDay])).toEqual([
    ['50', inDays(50)],
    ['30', inDays(30)],
  ]);
});

test('a day that no order can keep is said to be so, with the shortest order there is', async () => {
  const { budgetDays, leastDays, wanted } = await advice({ wantedDay: inDays(12) });
  expect([budgetDays, leastDays]).toEqual([13, 13]);
  expect(wanted).toMatchObject({ workingDays: 12, isKept: false, keptBy: [] });
});

test('today is no fault, and leaves no working days', async () => {
  const { wanted } = await advice({ wantedDay: today });
  expect(wanted).toMatchObject({ workingDays: 0, isKept: false });
});

test('every fault is named at once; a day that has passed is unfit', async () => {
  const { land: _, ...rest } = simpleProject;
  const several = {
    ...rest,
    disturbedHectares: -1,
    energyTce: 'many',
    wantedDay: '2026-02-30',
    colour: 'red',
  };
  const { body } = await people.send('enterprise', '/v1/orders/advice', several).expect(400);
  expect(body.faults.map(({ at }) => at).sort()).toEqual([
    ...['/colour', '/disturbedHectares', '/energyTce', '/land', '/wantedDay'],
  ]);
  const past = await ask({ wantedDay: '2026-03-01' }).expect(422);
  expect(past.body.faults).toMatchObject([{ at: '/wantedDay' }]);
});
