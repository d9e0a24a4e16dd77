import type { StepEvent } from '@doudi/workflows';
import request from 'supertest';
import type { z } from 'zod';
import type { OpenSteps } from './list-open-steps.ts';
import type { OverviewAnswer } from './read-overview.ts';
import { anOrder, testService, type TestService } from './test-service.ts';
import { morning, orderPlay } from './test-orders.ts';

let service: TestService;
const withdrawal: StepEvent = {
  ...{ kind: 'end', outcome: 'withdrawn', by: { subject: 'p-1101' } },
  at: morning('2017-06-22'),
};
const numberOf = (place: number) => `O2017061600${String(place).padStart(2, '0')}`;

beforeAll(async () => {
  service = await testService();
  for (let place = 1; place <= 6; place += 1) {
    const receivedAt = morning('2017-06-16') + place * 60_000;
    const play = orderPlay(anOrder({ orderNo: numberOf(place), receivedAt }));
    if (place === 6) play.take('project-initiation', withdrawal);
    else if (place > 2)
      for (const day of ['2017-06-19', '2017-06-20']) play.finish('project-initiation', day);
    if (place === 4) play.hire('environmental-assessment', '2017-06-20');
    if (place === 5) play.finish('planning', '2017-06-21');
    await play.putOnRecord(service);
  }
});
afterAll(() => service.close());

const ask = async <Body>(path: string, query: Record<string, string> = {}) =>
  (
    await request(service.url)
      .get(path)
      .query(query)
      .set('Authorization', service.tokens.supervisor)
      .expect(200)
  ).body as Body;
const overview = () => ask<z.output<typeof OverviewAnswer>>('/v1/supervision/overview');
const steps = (query: Record<string, string> = {}) =>
  ask<z.output<typeof OpenSteps>>('/v1/supervision/steps', { limit: '100', ...query });
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((all, one) => all + one, 0);

describe.each(['2017-06-22', '2017-07-28', '2017-10-20'])('on %s', (day) => {
  beforeAll(() => void (service.office.now = morning(day)));

  test('orders are counted by track and light as their list has them', async () => {
    const { tracks, orders, complete } = await overview();
    expect(complete).toBe(true);
    expect(sum(Object.fromEntries(tracks.map(({ track, lights }) => [track, sum(lights)])))).toBe(orders);
    for (const { track, lights } of tracks)
      for (const [light, count] of Object.entries(lights)) {
        const query = { state: 'open', track, light };
        const { items } = await ask<{ items: unknown[] }>('/v1/progress', query);
        expect([query, items.length]).toEqual([query, count]);
      }
  });

  test('steps are counted by department and light as their list has them', async () => {
    const all = await steps();
    expect(new Set(all.items.map(({ orderNo }) => orderNo))).not.toContain(numberOf(6));
    for (const { department, lights } of (await overview()).departments)
      for (const [light, count] of Object.entries(lights)) {
        const whose = department ? { department } : { kind: 'commission' };
        const listed = (await steps({ ...whose, light })).items;
        expect([department, light, listed.length]).toEqual([department, light, count]);
      }
  });

  test('a step has the light that the page of its order shows', async () => {
    for (const { orderNo, step, light } of (await steps()).items) {
      const progress = await ask<{ steps: { code: string; light: string }[] }>(`/v1/progress/${orderNo}`);
      expect(progress.steps.find(({ code }) => code === step)?.light).toBe(light);
    }
  });

  test('the oldest late step is the red one that was due first', async () => {
    const red = (await steps({ light: 'RED' })).items.map(({ dueDay }) => dueDay ?? '9999').sort();
    expect((await overview()).oldestLate?.dueDay ?? null).toBe(red[0] ?? null);
  });

  test('the days of all are the sum of the days of each', async () => {
    const { buckets } = await overview();
    const orders = [...new Set((await steps()).items.map(({ orderNo }) => orderNo))];
    const days = await Promise.all(
      orders.map((orderNo) => ask<{ buckets: Record<string, number> }>(`/v1/progress/${orderNo}`)),
    );
    for (const [bucket, count] of Object.entries(buckets))
      expect(days.reduce((all, one) => all + (one.buckets[bucket] ?? 0), 0)).toBe(count);
  });
});

test('a list that is read page by page has every step once', async () => {
  const whole = (await steps()).items;
  const paged: typeof whole = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await steps({ limit: '1', ...(cursor && { cursor }) });
    paged.push(...page.items);
    cursor = page.next;
  }
  expect(paged).toEqual(whole);
});

test('some were late by October', async () => {
  service.office.now = morning('2017-10-20');
  expect((await overview()).oldestLate).toMatchObject({ light: 'RED' });
});
