import { cacheFolder, freePort, temporaryFolder } from '@doudi/local';
import { openPool, type Pool } from '@doudi/infra/database';
import { setOfficeClock } from '@doudi/infra/service';
import type { Document } from '@doudi/infra/openapi';
import { checkedProxy } from '@doudi/testing/contract/checked-proxy';
import { testDatabase } from '@doudi/testing/database/test-database';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import { openApi } from '../stack/src/demo/api.ts';
import { dayMs } from '../stack/src/demo/office.ts';
import type { UpOptions } from '../stack/src/up-options.ts';
import { up } from '../stack/src/up.ts';

/** Friday 16 June 2017, the day the first article's order was accepted. */
const firstDay = new Date('2017-06-16T10:00:00+08:00');

interface Wish {
  /** real milliseconds of an office day */
  readonly realDayMs: number;
  /** when the office clock starts; null leaves that to `startClock` */
  readonly officeAt?: Date | null;
  /** of the suite's Temporal; without it the stack starts its own, which has a UI */
  readonly temporal?: { readonly address: string; readonly namespace: string };
  /** processes of each service */
  readonly instances?: number;
  /** `warn` unless said otherwise */
  readonly logLevel?: string;
  /** limits of the services, by the names of their settings */
  readonly limits?: Readonly<Record<string, string>>;
  /** as built here, unless given */
  readonly services?: NonNullable<UpOptions['services']>;
}

/** Every service as built, behind the gateway, held against the contract, on a fresh database of the suite's PostgreSQL. Stop it in `afterAll`. */
export async function testStack({ realDayMs, officeAt = firstDay, temporal, ...wish }: Wish) {
  const database = await testDatabase();
  const rate = dayMs / realDayMs;
  const options: UpOptions = {
    dataFolder: temporaryFolder(),
    temporary: true,
    cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']),
    databaseUrl: database.url,
    ...(temporal && { temporalAddress: temporal.address, namespace: temporal.namespace }),
    ports: { gateway: await freePort(), temporalUi: await freePort() },
    ...(officeAt && { clock: { officeAt, rate } }),
    logLevel: 'warn',
    ...wish,
    report: () => undefined,
  };
  const { stack, proxy, gateway } = await upBehindProxy(options).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  const api = openApi(stack);
  // rejects when the contract was broken; the rest must end all the same
  const stop = () => proxy.close().finally(stack.stop).finally(database.drop);
  const startClock = (at: Date) => setOfficeClock(stack.databaseUrl, { officeAt: at, rate });
  return { stack, gateway, api, startClock, stop };
}

type SuiteStack = Awaited<ReturnType<typeof testStack>> & {
  readonly temporal: TestTemporal;
  /** the rows of approval-workflows */
  readonly database: Pool;
};

/** The stack of a test file on the suite's Temporal: there from its first test on, and stopped after its last. */
export function suiteStack(wish: Omit<Wish, 'temporal'>): SuiteStack {
  const suite = {} as Mutable<SuiteStack>;
  beforeAll(async () => {
    suite.temporal = await testTemporal();
    Object.assign(suite, await testStack({ ...wish, temporal: suite.temporal }));
    suite.database = openPool({ url: suite.stack.databaseUrl, role: 'approval_workflows', max: 2 });
  }, 120_000);
  afterAll(async () => {
    await suite.database?.end();
    await suite.stop?.();
    await suite.temporal?.close();
  }, 60_000);
  return suite;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The stack, its gateway behind one that holds everything that passes against the merged document. */
async function upBehindProxy(options: UpOptions) {
  const stack = await up(options);
  const { gateway } = stack.urls;
  try {
    const answer = await fetch(`${gateway}/openapi.json`);
    const proxy = await checkedProxy((await answer.json()) as Document, gateway);
    return { stack: { ...stack, urls: { ...stack.urls, gateway: proxy.url } }, proxy, gateway };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}
