import { shippedCalendar, type Day } from '@doudi/workflows';
import type { ProgressAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { signal } from './stack-processes.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

const orders = 24;
const administrator = 'administrator-sun';

const suite = suiteStack({ realDayMs: 3_600_000 });

/** The shipped years with one day more off in June 2017, when the orders open. */
const years = Array.from({ length: 11 }, (_, i) => {
  const year = 2016 + i;
  const of = (days: readonly Day[]) => days.filter((day) => day.startsWith(String(year)));
  const off = [...of(shippedCalendar.off), ...(year === 2017 ? ['2017-06-19' as Day] : [])];
  return { year, off, work: of(shippedCalendar.work) };
});

test('a publication that is killed on its way reaches every open order all the same', async () => {
  const code = (serial: number) => `2017-330683-29-03-${String(300 + serial).padStart(6, '0')}`;
  const walk = (serial: number) =>
    walkOrder(suite.api, { ...seedCase, project: { ...seedCase.project, code: code(serial) }, tasks: [] });
  const numbers: string[] = [];
  for (let serial = 0; serial < orders; serial++) numbers.push((await walk(serial)).orderNo);

  const draft = {
    verb: 'PUT' as const,
    who: administrator,
    path: '/v1/calendars/killed',
    body: { years },
    key: 'k',
  };
  expect(await writeOnce(suite.stack, draft)).toMatchObject({ status: 200 });
  await suite.api.post(administrator, '/v1/calendars/killed/publish', {});
  signal('approval-workflows', 'SIGKILL');

  const moved = await waitFor({ what: 'all orders moved', withinMs: 90_000 }, async () => {
    const answer = await suite.api
      .get<{ moved: { done: number; total: number } | null }>(administrator, '/v1/calendars/killed')
      .catch(() => undefined);
    return answer?.moved?.done === orders && answer.moved;
  });
  expect(moved).toEqual({ done: orders, total: orders });
  for (const orderNo of numbers) {
    const progress = await suite.api.get<ProgressAnswer>(administrator, `/v1/progress/${orderNo}`);
    expect(progress).toMatchObject({ calendar: 'killed', dueDay: '2017-08-28' });
  }
}, 180_000);
