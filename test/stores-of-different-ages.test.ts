import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, freePort, temporaryFolder } from '@doudi/local';
import { loseCase } from '@doudi/testing/database/lose-case';
import type { List, OrderAnswer, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { openApi, type Api } from '../stack/src/demo/api.ts';
import { dayMs } from '../stack/src/demo/office.ts';
import { openOrder, registerProject } from '../stack/src/demo/open-order.ts';
import { seedCase, type Script } from '../stack/src/demo/script.ts';
import { people } from '../stack/src/issuer/people.ts';
import { reconcile } from '../stack/src/reconcile/reconcile.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { up, type Stack } from '../stack/src/up.ts';
import type { UpOptions } from '../stack/src/up-options.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

/** Where a data folder has each store. */
const files = {
  PostgreSQL: ['postgres'],
  Temporal: ['temporal.db', 'temporal.db-wal', 'temporal.db-shm'],
} as const;
type Store = keyof typeof files;

/** What was done before the copy, and after it. */
interface Told {
  readonly before: Readonly<Record<'decided' | 'untouched' | 'leftAlone' | 'commissioned', string>>;
  readonly after: Readonly<Record<'opened' | 'ofNewProject' | 'endedOfNewProject', string>>;
}

const copies = { older: temporaryFolder(), newer: temporaryFolder(), work: temporaryFolder() };
const said: string[] = [];
let options: UpOptions;
let told: Told;

beforeAll(async () => {
  options = {
    ...{ dataFolder: copies.work, temporary: false, cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']) },
    ports: { gateway: await freePort(), temporalUi: await freePort() },
    // days of three seconds: what nobody touches turns red meanwhile, so that there are cases, too
    clock: { officeAt: new Date(seedCase.opensAt), rate: dayMs / 3_000 },
    ...{ logLevel: 'warn', report: (line: string) => void said.push(line) },
  };
  const before = await running(async (api) => ({
    decided: (await walkOrder(api, project(1, { tasks: ['record'] }))).orderNo,
    leftAlone: (await walkOrder(api, project(4, { tasks: [] }))).orderNo,
    untouched: (await walkOrder(api, project(2, { tasks: [] }))).orderNo,
    commissioned: (await walkOrder(api, commissioned)).orderNo,
  }));
  copy('work', 'older');
  const after = await running((api) => goOn(api, before));
  copy('work', 'newer');
  told = { before, after };
}, 240_000);
afterAll(() => {
  for (const folder of Object.values(copies)) rmSync(folder, { recursive: true, force: true });
});

const project = (serial: number, some: object) => ({
  ...seedCase,
  project: { ...seedCase.project, code: `2017-330683-29-03-${String(500 + serial).padStart(6, '0')}` },
  ...some,
});
/** On demand in 30 days: its design is with an agency soon. */
const commissioned = project(3, {
  track: '30',
  tasks: ['record', 'order-meeting', 'scheme-review'],
}) as Script;

/** Withdraws an order, and waits until it has ended. */
async function withdraw(api: Api, orderNo: string): Promise<void> {
  await api.post(seedCase.enterprise, `/v1/orders/${orderNo}/withdrawal`, { reason: '另行安排' });
  await waitFor({ what: `the withdrawal of ${orderNo}` }, async () => {
    const { state } = await api.get<{ state: string }>(seedCase.agent, `/v1/orders/${orderNo}`);
    return state === 'closed';
  });
}

/** More decisions, a withdrawal, a change of track, a hiring, orders of new projects, one of them withdrawn, and one of a project that is known. */
async function goOn(api: Api, before: Told['before']): Promise<Told['after']> {
  const meeting = `/v1/tasks/${before.decided}/order-meeting`;
  await api.post('reviewer-asc', `${meeting}/review`, { opinion: 'approve' });
  await api.post('checker-asc', `${meeting}/check`, { verdict: 'approve' });
  await withdraw(api, before.untouched);
  await api.post(seedCase.enterprise, `/v1/orders/${before.leftAlone}/track`, { track: '80' });
  const commission = `/v1/commissions/C${before.commissioned.slice(1)}-construction-drawings`;
  const { items } = await api.get<List<{ agencyNo: string }>>(
    seedCase.enterprise,
    '/v1/agencies?category=DSN&limit=1',
  );
  await api.post(seedCase.enterprise, `${commission}/brief`, { way: 'direct', requirements: '施工图设计' });
  await api.post(seedCase.enterprise, `${commission}/engagement`, {
    agencyNo: items[0]?.agencyNo,
    priceYuan: 98_000,
  });
  await waitFor({ what: 'a case', withinMs: 40_000 }, async () => {
    const { items } = await api.get<List<{ orderNo: string }>>('officer-fang', '/v1/cases');
    return items.some(({ orderNo }) => orderNo === before.leftAlone);
  });
  const opened = await openOrder(api, project(2, {}));
  const ofNewProject = await walkOrder(api, project(5, { tasks: ['record'] }));
  const ended = await walkOrder(api, project(7, { tasks: [] }));
  await withdraw(api, ended.orderNo);
  return {
    ...{ opened: opened.orderNo, ofNewProject: ofNewProject.orderNo },
    endedOfNewProject: ended.orderNo,
  };
}

/** Starts the data set, does something, and stops it. */
async function running<T>(work: (api: Api, stack: Stack) => Promise<T>): Promise<T> {
  const stack = await up(options);
  return work(openApi(stack), stack).finally(stack.stop);
}

function copy(
  from: keyof typeof copies,
  to: keyof typeof copies,
  stores = Object.keys(files) as Store[],
): void {
  for (const store of stores)
    for (const file of files[store]) {
      rmSync(join(copies[to], file), { recursive: true, force: true });
      execFileSync('sh', ['-c', `cp -a "$0" "$1" 2>/dev/null || true`, join(copies[from], file), copies[to]]);
    }
  if (to !== 'work') return;
  execFileSync('cp', ['-a', '-n', `${copies[from]}/.`, copies.work]);
}

/** The data set as it was last, with one store as it was at the copy. */
function restoreOlder(store: Store): void {
  copy('newer', 'work');
  copy('older', 'work', [store]);
}

async function report(apply: boolean, start: string[] = []): Promise<{ left: number; lines: string[] }> {
  said.length = 0;
  const left = await reconcile(options, { apply, start });
  return { left: left.length, lines: [...said] };
}

/** Shows what was left when it was not so much. */
const expectLeft = ({ left, lines }: Awaited<ReturnType<typeof report>>, most: number) =>
  expect({ left, lines: left === most ? [] : lines }).toEqual({ left: most, lines: [] });

const progressOf = (api: Api, orderNo: string) =>
  api.find<ProgressAnswer>('supervisor-qian', `/v1/progress/${orderNo}`);

/** The order left alone is on its new track, for both services and with the event that says so, once. */
const isOnItsTrack = (api: Api) =>
  waitFor({ what: 'the change of track' }, async () => {
    const orderNo = told.before.leftAlone;
    const receipt = await api.get<OnTrack>(seedCase.enterprise, `/v1/orders/${orderNo}`);
    const progress = await api.get<OnTrack>(seedCase.enterprise, `/v1/progress/${orderNo}`);
    return [receipt, progress].every(
      ({ track, trackChanges }) => track === '80' && trackChanges.length === 1,
    );
  });
interface OnTrack {
  readonly track: string;
  readonly trackChanges: readonly object[];
}

/** How the case of an order was opened, each time. */
async function openingsOf(api: Api, orderNo: string): Promise<string[]> {
  const { items } = await api.get<List<{ caseNo: string; orderNo: string }>>('officer-fang', '/v1/cases');
  const caseNo = items.find((one) => one.orderNo === orderNo)?.caseNo ?? '';
  const { events } = await api.get<{ events: { kind: string }[] }>('officer-fang', `/v1/cases/${caseNo}`);
  return events.map(({ kind }) => kind).filter((kind) => kind.endsWith('open'));
}

/** Every task that is offered to anybody can be decided, and nobody gets another's order. */
async function everythingOfferedCanBeDone(api: Api, stack: Stack): Promise<void> {
  for (const [who, person] of Object.entries(people).filter(([, { roles }]) => roles.includes('reviewer'))) {
    const { items } = await api.get<List<{ orderNo: string; task: string; state: string }>>(who, '/v1/tasks');
    for (const { orderNo, task } of items.filter(({ state }) => state === 'reviewing')) {
      const path = `/v1/tasks/${orderNo}/${task}/review`;
      const answer = await writeOnce(stack, { who, path, body: { opinion: 'approve' }, key: randomUUID() });
      expect([person.subject, path, answer.status]).toEqual([person.subject, path, 200]);
    }
  }
}

test('a PostgreSQL that is older is refused, named, and put together with Temporal', async () => {
  restoreOlder('PostgreSQL');
  await expect(up(options)).rejects.toThrow('PostgreSQL was restored from an older copy than Temporal');

  const first = await report(false);
  expect(first.lines.join('\n')).toContain(`${told.after.ofNewProject}: its receipt and its project`);
  expectLeft(await report(false), first.left);
  const applied = await report(true);
  expectLeft(applied, 2);
  expectLeft(await report(false), 2);

  await running(async (api, stack) => {
    expect(await progressOf(api, told.before.untouched)).toMatchObject({ outcome: 'withdrawn' });
    expect(await progressOf(api, told.after.opened)).toMatchObject({ orderNo: told.after.opened });
    await isOnItsTrack(api);
    for (const lost of [5, 7]) await registerProject(api, project(lost, {}));
    const another = await walkOrder(api, project(6, { tasks: [] }));
    expect(Object.values({ ...told.before, ...told.after })).not.toContain(another.orderNo);
    await everythingOfferedCanBeDone(api, stack);
  });
  // the projects are registered again: the orders that waited for them are put on record, also the one that has ended
  expectLeft(await report(true), 0);
  await running(async (api) => {
    expect(await progressOf(api, told.after.endedOfNewProject)).toMatchObject({ outcome: 'withdrawn' });
    expect(await api.get<OrderAnswer>(seedCase.agent, `/v1/orders/${told.after.ofNewProject}`)).toMatchObject(
      {
        projectCode: project(5, {}).project.code,
      },
    );
  });
}, 240_000);

test('a Temporal that is older is refused, named, and put together with PostgreSQL', async () => {
  restoreOlder('Temporal');
  await expect(up(options)).rejects.toThrow('Temporal was restored from an older copy than PostgreSQL');

  const first = await report(false);
  expect(first.lines.join('\n')).toContain(`${told.after.opened}: it was accepted, but Temporal lacks it`);
  const applied = await report(true, [told.after.opened, told.after.ofNewProject]);
  expectLeft(applied, 0);
  expectLeft(await report(false), 0);

  await running(async (api, stack) => {
    await waitFor({ what: 'the withdrawal' }, async () => {
      return (await progressOf(api, told.before.untouched))?.outcome === 'withdrawn';
    });
    expect(await progressOf(api, told.after.opened)).toMatchObject({ orderNo: told.after.opened });
    await isOnItsTrack(api);
    // the case that Temporal had lost runs again under its number: opened once, not reopened
    expect(await openingsOf(api, told.before.leftAlone)).toEqual(['open']);
    await everythingOfferedCanBeDone(api, stack);
  });
}, 240_000);

test('a case whose row is lost while its workflow goes on gets it back', async () => {
  copy('newer', 'work');
  const orderNo = told.before.leftAlone;
  await running((_api, { databaseUrl }) => loseCase(databaseUrl, orderNo));
  expectLeft(await report(true), 0);
  expectLeft(await report(false), 0);
  await running(async (api) => expect(await openingsOf(api, orderNo)).toEqual(['open']));
}, 240_000);
