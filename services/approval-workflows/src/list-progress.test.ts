import { giveMandates } from '@doudi/testing/database/give-mandates';
import request from 'supertest';
import type { z } from 'zod';
import type { ListedOrders } from './list-progress.ts';
import { anOrder, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';

let service: TestService;
type Listed = z.output<typeof ListedOrders>;
type Line = Listed['items'][number];

const mine = { uscc: '91330683MAFAKE0199', agentId: 'p-1001' };
const numberOf = (place: number) => `O2017061600${String(place).padStart(2, '0')}`;
const codeOf = (place: number) => `2017-330683-29-03-0000${String(place).padStart(2, '0')}`;
/** Orders received one after the other, each a little further than the one before; every third belongs to another enterprise. */
const orders = Array.from({ length: 12 }, (_, place) => {
  const owner = place % 3 === 2 ? { uscc: '91330683MAFAKE0274', agentId: 'p-1002' } : mine;
  const receivedAt = morning('2017-06-16') + place * 60_000;
  return anOrder({ orderNo: numberOf(place), projectCode: codeOf(place), receivedAt, ...owner });
});

beforeAll(async () => {
  service = await testService();
  service.office.now = morning('2017-06-22');
  for (const [place, order] of orders.entries()) await played(order, place).putOnRecord(service);
  await giveMandates(service.database.url, [orders[0]!, { ...orders[2]!, agentId: 'p-1002' }]);
});
afterAll(() => service.close());

function played(order: ReturnType<typeof anOrder>, place: number) {
  const play = orderPlay(order);
  const moves = [
    () => play.finish('project-initiation', '2017-06-19'),
    () => play.finish('project-initiation', '2017-06-20'),
    () => play.hire('environmental-assessment', '2017-06-20'),
    () => play.finish('planning', '2017-06-21'),
    () => play.hire('planning', '2017-06-22'),
  ];
  moves.slice(0, place % 6).forEach((move) => move());
  const end = {
    kind: 'end',
    outcome: 'withdrawn',
    by: { subject: 'p-1101' },
    at: morning('2017-06-22'),
  } as const;
  if (place === 6) play.take('project-initiation', end);
  return play;
}

type Who = keyof TestService['tokens'];
async function list(who: Who, query: Record<string, string> = {}): Promise<Listed> {
  const { body } = (await request(service.url)
    .get('/v1/progress')
    .query(query)
    .set('Authorization', service.tokens[who])
    .expect(200)) as { body: Listed };
  return body;
}
const numbers = ({ items }: { items: readonly Line[] }) => items.map(({ orderNo }) => orderNo);
const newestFirst = orders.map(({ orderNo }) => orderNo).toReversed();

test('those who oversee see every order, newest first, an enterprise its own and an agent the mandated', async () => {
  expect(numbers(await list('supervisor'))).toEqual(newestFirst);
  const own = orders.filter(({ uscc }) => uscc === mine.uscc).map(({ orderNo }) => orderNo);
  expect(numbers(await list('enterprise'))).toEqual(own.toReversed());
  expect(numbers(await list('agent'))).toEqual([numberOf(0)]);
});

test('a department sees the orders whose plan has a task of its own', async () => {
  const elsewhere = { ...orders[0]!, orderNo: 'O201706170001', receivedAt: morning('2017-06-17') };
  const [first] = elsewhere.plan.steps;
  await orderPlay({ ...elsewhere, plan: { ...elsewhere.plan, steps: first ? [first] : [] } }).putOnRecord(
    service,
  );
  expect(numbers(await list('reviewer'))).toHaveLength(13);
  expect(numbers(await list('elsewhere'))).toEqual(newestFirst);
});

test('a line says what the progress of its order says', async () => {
  for (const line of (await list('supervisor')).items) {
    const { body } = (await request(service.url)
      .get(`/v1/progress/${line.orderNo}`)
      .set('Authorization', service.tokens.supervisor)) as {
      body: Omit<Line, 'holder'> & { steps: { code: string; holder: Line['holder'] }[] };
    };
    const { projectName: _name, holder, ...same } = line;
    expect(body).toMatchObject(same);
    expect(body.steps.find(({ code }) => code === line.driving)?.holder ?? null).toEqual(holder);
  }
});

const filters: Record<string, string>[] = [
  ...['GREEN', 'YELLOW', 'RED', 'PAUSED', 'DONE', 'ENDED'].map((light) => ({ light })),
  ...['project-initiation', 'planning', 'environmental-assessment'].map((step) => ({ step })),
  ...['reviewer', 'checker', 'enterprise', 'agency', 'stop'].map((holder) => ({ holder })),
  ...['2017-08-20', '2017-08-28', '2018-01-01'].map((dueBefore) => ({ dueBefore })),
  ...['open', 'closed'].map((state) => ({ state })),
  { light: 'PAUSED', holder: 'enterprise', state: 'open' },
  ...[codeOf(1), codeOf(99)].map((projectCode) => ({ projectCode })),
];
const isIn = (query: Record<string, string>) => (line: Line) =>
  (!query['light'] || line.light === query['light']) &&
  (!query['step'] || line.driving === query['step']) &&
  (!query['holder'] || line.holder?.role === query['holder']) &&
  (!query['dueBefore'] || (line.dueDay ?? '9') < query['dueBefore']) &&
  (!query['projectCode'] || line.projectCode === query['projectCode']) &&
  (!query['state'] || (line.closedAt === null) === (query['state'] === 'open'));

describe.each(['2017-06-22', '2017-07-20', '2017-10-20'])(
  'on %s, with no workflow having looked since',
  (day) => {
    beforeAll(() => void (service.office.now = morning(day)));

    test('a filter leaves exactly the orders of which it is true', async () => {
      const { items } = await list('supervisor', { limit: '100' });
      for (const query of filters)
        expect([query, numbers(await list('supervisor', query))]).toEqual([
          query,
          numbers({ items: items.filter(isIn(query)) }),
        ]);
      expect(new Set(items.map(({ light }) => light)).size).toBeGreaterThan(1);
    });
  },
);

test('a department is that of any open task, also where another step drives', async () => {
  const withNrp = numbers(await list('supervisor', { department: 'NRP' }));
  expect(withNrp).toEqual([8, 9, 2, 3].sort((a, b) => b - a).map(numberOf));
});

test('pages follow each other without a gap, also of a narrowed list', async () => {
  for (const query of [{}, { state: 'open' }] as Record<string, string>[]) {
    const all = numbers(await list('supervisor', query));
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Listed = await list('supervisor', { ...query, limit: '5', ...(next && { cursor: next }) });
      seen.push(...numbers(page));
      next = page.next;
    }
    expect(seen).toEqual(all);
  }
});

test('a list bears the words of its codes and the names of its projects', async () => {
  const { items, words } = await list('enterprise', { state: 'closed' });
  expect(items).toMatchObject([{ light: 'ENDED', outcome: 'withdrawn', holder: null, driving: null }]);
  expect(words).toMatchObject({ light: { ENDED: { zh: '终止', en: 'ended' } } });
  expect((await list('agent')).items.at(-1)).toMatchObject({ projectName: '样例' });
});
