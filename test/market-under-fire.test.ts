import { randomUUID } from 'node:crypto';
import { openPool } from '@doudi/infra/database';
import { commissionNoOf, type CommissionState } from '@doudi/workflows';
import type { CommissionRecord, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { pidOf } from './stack-processes.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

/** Commissions in all states; DOUDI_COMMISSIONS sets more of them. */
const commissions = Number(process.env['DOUDI_COMMISSIONS'] ?? 21);
/** Kills of the market meanwhile; DOUDI_KILL_ROUNDS sets more of them. */
const kills = Number(process.env['DOUDI_KILL_ROUNDS'] ?? 3);
const deadlineMs = 120_000 + 1_000 * commissions;

const rates = ['RATE_UPLOADS', 'RATE_WRITES', 'RATE_READS', 'RATE_ADDRESS'];
const limits = Object.fromEntries(rates.map((name) => [name, '10000000']));
const suite = suiteStack({ realDayMs: 3_600_000, limits });
const { enterprise } = seedCase;
const agency = 'agency-eia';
const task = 'eia-report';

type Act = readonly [who: string, what: string, kind: string, body: object];
const brief = (way: string): Act => [enterprise, 'brief', 'brief', { way, requirements: '环评报告一份' }];
const engagement: Act = [enterprise, 'engagement', 'engage', { agencyNo: 'A044', priceYuan: 98_000 }];
const delivery: Act = [agency, 'deliverables', 'deliver', {}];
const direct = [brief('direct'), engagement, [agency, 'signature', 'sign', {}], delivery] as const;

/** What happens to a commission, and where that leaves it. */
const lives: readonly (readonly [CommissionState, readonly Act[]])[] = [
  ['briefing', []],
  ['contracting', direct.slice(0, 2)],
  ['working', direct.slice(0, 3)],
  ['delivered', direct],
  ['briefing', [...direct.slice(0, 2), [enterprise, 'withdrawal', 'withdraw', {}]]],
  ['bidding', [brief('lowest-price'), [enterprise, 'tender', 'publish', {}]]],
  ['accepted', [...direct, [enterprise, 'acceptance', 'accept', {}]]],
];
const lifeOf = (place: number) => lives[place % lives.length]!;

/** Repeats a request until it is answered; nothing but an outage is met with patience. */
async function insist(path: string, [who, what, , body]: Act): Promise<void> {
  const request = { who, path: `${path}/${what}`, body, key: randomUUID() };
  await waitFor({ what: `${what} of ${path}`, withinMs: deadlineMs }, async () => {
    const { status, text } = await writeOnce(suite.stack, request);
    if (![0, 200, 502, 503].includes(status)) throw new Error(`${status} ${text}`);
    return status === 200;
  });
}

/** Kills the market, each time once it is there again and a share of the acts is done. */
async function killMeanwhile(done: () => number): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const wanted = (kill + Math.random()) / kills;
    await waitFor({ what: 'the next kill', withinMs: deadlineMs }, () => Promise.resolve(done() >= wanted));
    const pid = await waitFor({ what: 'the market' }, () => Promise.resolve(pidOf('intermediary-market')));
    process.kill(pid, 'SIGKILL');
    await waitFor({ what: 'its end' }, () => Promise.resolve(pidOf('intermediary-market') !== pid));
  }
}

const orders: string[] = [];
beforeAll(
  async () => {
    const left = Array.from({ length: commissions }, (_, place) => place);
    const opener = async () => {
      for (let place = left.pop(); place !== undefined; place = left.pop()) {
        const project = { ...seedCase.project, code: `2017-330683-29-03-${300_000 + place}` };
        const { orderNo } = await walkOrder(suite.api, {
          ...seedCase,
          project,
          tasks: ['record', 'order-meeting'],
        });
        orders.push(orderNo);
      }
    };
    await Promise.all(Array.from({ length: 4 }, opener));
  },
  120_000 + 10_000 * commissions,
);

test(
  `a market that is killed ${kills} times while ${commissions} commissions are at work loses none of it and does nothing twice`,
  async () => {
    const all = orders.flatMap((_, place) => lifeOf(place)[1]).length;
    let count = 0;
    const live = async (orderNo: string, place: number) => {
      const path = `/v1/commissions/${commissionNoOf(orderNo, task)}`;
      await waitFor({ what: path, withinMs: deadlineMs }, () =>
        suite.api.find(enterprise, path).catch(() => false),
      );
      for (const act of lifeOf(place)[1]) {
        await insist(path, act);
        count += 1;
      }
    };
    await Promise.all([...orders.map(live), killMeanwhile(() => count / all)]);
    for (const [place, orderNo] of orders.entries()) await expectLife(orderNo, lifeOf(place));
    expect(await unsent()).toBe(0);
  },
  2 * deadlineMs,
);

/** Every act is on record once, and the order's task is where its commission is. */
async function expectLife(orderNo: string, [state, acts]: (typeof lives)[number]): Promise<void> {
  const path = `/v1/commissions/${commissionNoOf(orderNo, task)}`;
  const commission = await waitFor({ what: path }, () =>
    suite.api.find<CommissionRecord>(enterprise, path).catch(() => false),
  );
  const { milestones } = commission as CommissionRecord;
  expect([orderNo, (commission as CommissionRecord).state]).toEqual([orderNo, state]);
  expect(milestones.map(({ seq, kind }) => [seq, kind])).toEqual(acts.map(([, , kind], i) => [i + 1, kind]));
  const expected = state === 'accepted' ? 'done' : state;
  await waitFor({ what: `${expected} of ${orderNo}`, withinMs: deadlineMs }, async () => {
    const { steps } = await suite.api.get<ProgressAnswer>(enterprise, `/v1/progress/${orderNo}`);
    return steps.flatMap(({ tasks }) => tasks).some((one) => one.code === task && one.state === expected);
  });
}

async function unsent(): Promise<number> {
  const pool = openPool({ url: suite.stack.databaseUrl, role: 'intermediary_market', max: 1 });
  const statement = 'select count(*)::int as count from outbox where sent_at is null';
  try {
    return await waitFor({ what: 'the last message', withinMs: deadlineMs }, async () => {
      const { rows } = await pool.query<{ count: number }>(statement);
      return rows[0]?.count === 0 && 'none';
    }).then(() => 0);
  } finally {
    await pool.end();
  }
}
