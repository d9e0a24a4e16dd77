import fc from 'fast-check';
import type { Caller } from '@doudi/infra/http';
import { creditOf } from './test-credit.ts';
import { enterprise, openedAt, supervisor, testService, type TestService } from './test-service.ts';

let service: TestService;
let market: ReturnType<typeof creditOf>;
beforeAll(async () => {
  service = await testService();
  market = creditOf(service);
});
// Monday 2 March 2026, 10:00
beforeEach(() => void (service.clock.at = openedAt));
afterAll(() => service.close());

const second: Caller = { subject: 'p-second', roles: ['supervisor'] };
const text = '退回原因为业主变更需求';
const reason = '经核实，与成果质量无关';
const pathOf = (agencyNo: string, no: number) => `/v1/agencies/${agencyNo}/deductions/${no}/appeal`;
const appeal = async (agencyNo: string, no: number, who?: Caller) =>
  market.post(who ?? (await market.agencyOf(agencyNo)), pathOf(agencyNo, no), { text });
const decide = (agencyNo: string, no: number, decision: string, who: Caller = supervisor) =>
  market.post(who, `${pathOf(agencyNo, no)}/decision`, { decision, reason });

test('an upheld appeal gives the points back, with a line that says so; a rejected one does not', async () => {
  const [first, other] = [await market.returned('A016'), await market.returned('A016')];
  for (const no of [first, other]) expect((await appeal('A016', no)).status).toBe(201);
  expect((await market.credit('A016')).score).toBe(90);
  expect((await decide('A016', first, 'upheld')).status).toBe(200);
  expect((await decide('A016', other, 'rejected')).status).toBe(200);
  const { score, lines } = await market.credit('A016');
  expect(score).toBe(95);
  expect(lines.slice(-2)).toMatchObject([
    { points: 0, standing: 'appeal-upheld', deduction: { appeal: { state: 'upheld', text, reason } } },
    { points: -5, standing: 'counts', deduction: { appeal: { state: 'rejected', text, reason } } },
  ]);
  expect(await market.kindsTold(await market.agencyOf('A016'))).toEqual(
    expect.arrayContaining(['appeal-upheld', 'appeal-rejected']),
  );
  // others read that there was an appeal, and not a word of it
  const shown = (await market.creditAs(enterprise, 'A016')).lines.at(-1)!.deduction!.appeal;
  expect(shown).toMatchObject({ state: 'rejected', text: null, reason: null });
});

test('an appeal is taken until 17:00 of the fifth working day, and not a minute later', async () => {
  const [intime, late] = [await market.returned('A017'), await market.returned('A017')];
  // each request reads the clock one minute on
  market.at('03-09T16:58:00');
  expect((await appeal('A017', intime)).status).toBe(201);
  market.at('03-09T16:59:00');
  expect((await appeal('A017', late)).body).toMatchObject({
    type: '/problems/appeal-over',
    until: '2026-03-09T17:00:00+08:00',
  });
});

test('a deduction takes one appeal, also of two at the same moment, and of its own agency only', async () => {
  const no = await market.returned('A018');
  expect((await appeal('A018', no, await market.agencyOf('A019'))).status).toBe(404);
  expect((await appeal('A019', no)).status).toBe(404);
  const answers = await Promise.all([appeal('A018', no), appeal('A018', no)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('of two supervisors who decide at the same moment one is refused', async () => {
  const no = await market.returned('A020');
  await appeal('A020', no);
  const answers = await Promise.all([decide('A020', no, 'upheld'), decide('A020', no, 'rejected', second)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
    type: '/problems/appeal-decided',
  });
  expect((await decide('A020', no, 'upheld')).status).toBe(409);
});

test('who recorded a deduction does not decide the appeal; without an appeal there is nothing to decide', async () => {
  const made = await market.post(supervisor, '/v1/agencies/A021/deductions', {
    kind: 'fake',
    evidence: '伪造',
  });
  const { deductionNo: no } = made.body as unknown as { deductionNo: number };
  expect((await decide('A021', no, 'rejected', second)).status).toBe(404);
  await appeal('A021', no);
  expect((await decide('A021', no, 'rejected')).body).toMatchObject({ type: '/problems/same-person' });
  expect(await market.waits(supervisor, 'appeal-to-decide')).not.toContainEqual(
    expect.objectContaining({ about: 'A021' }),
  );
  expect(await market.waits(second, 'appeal-to-decide')).toContainEqual(
    expect.objectContaining({ about: 'A021' }),
  );
  expect((await decide('A021', no, 'upheld', second)).status).toBe(200);
  expect((await market.credit('A021')).score).toBe(100);
});

test('what can be appealed against waits for the agency, then for supervisors, and leads to the request', async () => {
  const agency = await market.agencyOf('A022');
  const no = await market.returned('A022');
  const href = pathOf('A022', no);
  expect(await market.waits(agency, 'deduction-to-appeal')).toMatchObject([
    {
      dueDay: '2026-03-09',
      link: '/v1/agencies/A022/credit',
      actions: [{ action: 'appeal-deduction', href }],
    },
  ]);
  await appeal('A022', no);
  expect(await market.waits(agency, 'deduction-to-appeal')).toEqual([]);
  expect(await market.kindsTold(supervisor)).toContain('appealed');
  const waiting = (await market.waits(supervisor, 'appeal-to-decide')) as unknown as { actions: object[] }[];
  expect(waiting.flatMap(({ actions }) => actions)).toContainEqual(
    expect.objectContaining({ action: 'decide-appeal', href: `${href}/decision` }),
  );
});

test('a deduction that can no longer be appealed against waits for nobody', async () => {
  await market.returned('A023');
  market.at('03-09T17:00:00');
  expect(await market.waits(await market.agencyOf('A023'), 'deduction-to-appeal')).toEqual([]);
});

const acts = fc.record({
  act: fc.constantFrom('rate', 'return', 'give-up', 'appeal', 'sweep'),
  stars: fc.integer({ min: 1, max: 5 }),
});

test('after any acts the lines add up to the score, and the row of the list is what the events say', () =>
  fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 6 }), async (all) => {
      for (const one of all) {
        await service.pool.query(`update agencies set status = 'listed' where agency_no = 'A030'`);
        if (one.act === 'sweep') await market.sweep();
        else if (one.act === 'appeal') {
          const no = await market.returned('A030');
          await appeal('A030', no);
          await decide('A030', no, 'upheld');
        } else if (one.act === 'return') await market.returned('A030');
        else if (one.act === 'give-up') {
          const no = await market.aCommission();
          await market.engage(no, 'A030');
          await market.act(await market.agencyOf('A030'), no, 'refusal');
        } else {
          const each = { quality: one.stars, time: 5, price: one.stars, attitude: 1, compliance: one.stars };
          await market.act(enterprise, await market.accepted('A030'), 'rating', each);
        }
      }
      const { score, stars: shown, ratings, lines } = await market.credit('A030');
      const sum = lines.reduce((total, { points }) => total + Math.round(points * 100), 0);
      expect(sum).toBe(Math.round(score * 100));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      const { rows } = await service.pool.query(
        `select hundredths, stars, ratings from agency_credit where agency_no = 'A030'`,
      );
      const untouched = { hundredths: 10_000, stars: 5, ratings: 0 };
      expect(rows[0] ?? untouched).toEqual({ hundredths: sum, stars: shown, ratings: ratings.count });
    }),
    { numRuns: 12 },
  ));
