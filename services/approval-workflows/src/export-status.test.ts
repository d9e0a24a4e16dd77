import request from 'supertest';
import type { z } from 'zod';
import type { StatusExport } from './export-status.ts';
import { anOrder, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';

let service: TestService;
type Export = z.output<typeof StatusExport>;
beforeAll(async () => {
  service = await testService();
  service.office.now = morning('2017-06-28');
  await running().putOnRecord(service);
  await refused().putOnRecord(service);
});
afterAll(() => service.close());

/** Its planning is late, and its environmental step waits for an agency. */
function running() {
  const play = orderPlay(anOrder());
  for (const day of ['2017-06-19', '2017-06-20']) play.finish('project-initiation', day);
  return play;
}

/** Its planning is refused, which ends its environmental step. */
function refused() {
  const play = orderPlay(anOrder({ orderNo: 'O201706160002' }));
  for (const day of ['2017-06-19', '2017-06-20']) play.finish('project-initiation', day);
  const about = { task: 'planning-conditions', at: morning('2017-06-21') } as const;
  const by = (subject: string) => ({ subject, department: 'NRP' });
  play.take('planning', { ...about, kind: 'review', opinion: 'refuse', by: by('p-2003') }, '红线不清');
  play.take('planning', { ...about, kind: 'check', verdict: 'refuse', by: by('p-3003') }, '越过红线');
  play.take('environmental-assessment', {
    ...{ kind: 'end', outcome: 'refused', at: about.at, by: { subject: 'system' } },
  });
  return play;
}

const ask = (query: string, accept: string) =>
  request(service.url)
    .get(`/v1/supervision/status-export${query}`)
    .set('Authorization', service.tokens.supervisor)
    .set('Accept', accept);
async function page(query = ''): Promise<Export> {
  const { body } = (await ask(query, 'application/json').expect(200)) as { body: Export };
  return body;
}
const statusOf = ({ items }: Export, orderNo: string) =>
  Object.fromEntries(
    items
      .filter((line) => line.orderNo === orderNo)
      .map(({ task, status, timeState }) => [task, [status, timeState]]),
  );

test('every task that has opened has its national status and time state, with words', async () => {
  const all = await page();
  expect(statusOf(all, 'O201706160001')).toEqual({
    record: [11, 1],
    'order-meeting': [11, 1],
    'planning-conditions': [3, 3],
    'eia-report': [1, 1],
  });
  expect(statusOf(all, 'O201706160002')).toMatchObject({
    'planning-conditions': [13, 1],
    'eia-report': [2, 1],
  });
  expect(all.items.find(({ task }) => task === 'planning-conditions')).toMatchObject({
    ...{ statusWords: { zh: '部门受理' }, timeStateWords: { zh: '逾期' } },
    ...{ department: 'NRP', dueDay: '2017-06-23', openedAt: '2017-06-20T10:00:00+08:00', closedAt: null },
  });
});

test('line by line it is the same, and goes on after the position of any line', async () => {
  const { items, next } = await page();
  expect(next).toBeNull();
  const { text, headers } = (await ask('', 'application/x-ndjson').expect(200)) as {
    text: string;
    headers: Record<string, string>;
  };
  expect(headers['content-type']).toMatch(/^application\/x-ndjson/);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toEqual(items);
  const seen: unknown[] = [];
  for (let after: string | null = ''; after !== null;) {
    const part: Export = await page(`?limit=3${after && `&after=${after}`}`);
    seen.push(...part.items);
    after = part.next;
  }
  expect(seen).toEqual(items);
});

test('a position of another form is a fault', async () => {
  await ask('?after=1.2.3', 'application/json').expect(400);
});
