import { openPool } from '@doudi/infra/database';
import { shanghaiIso, shippedCalendar, type Day } from '@doudi/workflows';
import type { CaseAnswer, List, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { openOrder, registerProject } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { writeOnce } from './write-once.ts';

/** Real milliseconds of an office day: slow enough to publish between two lights. */
const realDayMs = 4_000;

const suite = suiteStack({ realDayMs, officeAt: null });

interface Version {
  readonly moved: { readonly done: number; readonly total: number } | null;
}
type Year = { year: number; off: string[]; work: string[] };

/** All shipped years; 2020 as it was first published: off until 30 January, 1 February made up. */
function years(amended: boolean): Year[] {
  const of = (days: readonly Day[], year: number) => days.filter((day) => day.startsWith(String(year)));
  return Array.from({ length: 11 }, (_, i) => 2016 + i).map((year) => {
    const [off, work] = [of(shippedCalendar.off, year), of(shippedCalendar.work, year)];
    if (year !== 2020 || amended) return { year, off, work };
    const stretched = ['2020-01-31', '2020-02-01', '2020-02-02'];
    return {
      year,
      off: off.filter((day) => !stretched.includes(day)),
      work: [...work, '2020-02-01' as Day].sort(),
    };
  });
}

async function publish(version: string, amended: boolean): Promise<Version> {
  const administrator = 'administrator-sun';
  const path = `/v1/calendars/${version}`;
  const draft = {
    verb: 'PUT' as const,
    who: administrator,
    path,
    body: { years: years(amended) },
    key: 'draft',
  };
  expect(await writeOnce(suite.stack, draft)).toMatchObject({ status: 200 });
  await suite.api.post(administrator, `${path}/publish`, {});
  return waitFor({ what: `all orders on ${version}` }, async () => {
    const seen = await suite.api.get<Version>(administrator, path);
    return seen.moved !== null && seen.moved.done >= seen.moved.total && seen;
  });
}

interface CaseDetails extends CaseAnswer {
  readonly outcome: string | null;
  readonly events: readonly { readonly kind: string; readonly detail: object }[];
}

test('an amended year moves due days, turns lights back and closes the case the old date had opened', async () => {
  await publish('cn-first', false);
  // before the clock: the order must be received on its day also where everything takes long
  await registerProject(suite.api, seedCase);
  await suite.startClock(new Date('2020-01-22T17:30:00+08:00'));
  const { orderNo } = await openOrder(suite.api, seedCase);
  const initiation = async () => {
    const { steps } = await suite.api.get<ProgressAnswer>('supervisor-qian', `/v1/progress/${orderNo}`);
    return steps[0];
  };
  expect(await initiation()).toMatchObject({ dueDay: '2020-02-01' });
  const caseIn = (state: CaseAnswer['state']) =>
    waitFor({ what: `the case, ${state}`, withinMs: 60_000 }, async () => {
      const { items } = await suite.api.get<List<CaseAnswer>>('officer-fang', `/v1/cases?state=${state}`);
      return items.find((one) => one.orderNo === orderNo);
    });
  const { caseNo } = await caseIn('open');

  expect((await publish('cn-amended', true)).moved).toEqual({ done: 1, total: 1 });
  expect(await initiation()).toMatchObject({ dueDay: '2020-02-04', light: 'GREEN' });
  await caseIn('closed');
  const readCase = () => suite.api.get<CaseDetails>('officer-fang', `/v1/cases/${caseNo}`);
  const closed = await readCase();
  expect(closed).toMatchObject({ outcome: 'no-longer-due' });
  expect(closed.events.at(-1)).toMatchObject({ kind: 'undone', detail: { because: 'cn-amended' } });

  // by the amended date it is late in the end: the same case is taken up again
  expect(await caseIn('open')).toMatchObject({ caseNo });
  // two causes of one instant, its first task overrun and the red light: both are taken back, and come again
  const kinds = (await readCase()).events.map(({ kind }) => kind);
  const ofCauses = kinds.filter((kind) => kind === 'cause' || kind === 'undone');
  expect([kinds[0], ...ofCauses.slice(0, 5)]).toEqual([
    'open',
    'cause',
    'cause',
    'undone',
    'undone',
    'cause',
  ]);
  expect(await initiation()).toMatchObject({ light: 'RED' });
}, 150_000);

test('the marks that were undone stay on record, and the move with what it changed', async () => {
  const database = openPool({ url: suite.stack.databaseUrl, role: 'approval_workflows', max: 1 });
  const lights = await suite.database.query<{ kind: string; light: string; at: Date }>(
    `select kind, coalesce(detail ->> 'light', detail ->> 'task') as light, at from events
      where (kind like 'light%' or kind like 'task-late%') and step is not null order by seq`,
  );
  const moves = await suite.database.query(
    `select to_version as "to", changes from calendar_moves order by moved_at`,
  );
  await database.end();
  const lines = lights.rows.map(({ kind, light, at }) => `${kind} ${light} ${shanghaiIso(at.getTime())}`);
  expect(lines).toContain('light RED 2020-02-01T17:00:00+08:00');
  expect(lines).toContain('light-undone RED 2020-02-01T17:00:00+08:00');
  // so is the lateness of its first task, which has a day of its own
  expect(lines.filter((line) => line.startsWith('task-late'))).toEqual([
    'task-late record 2020-01-31T17:00:00+08:00',
    'task-late-undone record 2020-01-31T17:00:00+08:00',
    'task-late record 2020-02-03T17:00:00+08:00',
  ]);
  expect(lines.at(-1)).toBe('light RED 2020-02-04T17:00:00+08:00');
  expect(moves.rows).toMatchObject([
    {
      to: 'cn-amended',
      changes: [
        { step: null },
        { step: 'project-initiation', before: { light: 'RED' }, after: { light: 'GREEN' } },
      ],
    },
  ]);
});
