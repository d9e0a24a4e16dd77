import pg from 'pg';
import { activities } from '@doudi/approval-workflows/activities';
import { calendarReader, insertShippedCalendar } from '@doudi/approval-workflows/calendars';
import { approvalWorkflows } from '@doudi/approval-workflows/service';
import { openPool, survivePostgresRestarts } from '@doudi/infra/database';
import { officeClock, openLog } from '@doudi/infra/service';
import { dayMs } from '@doudi/stack';
import { orderAsOf, shippedCalendar, type StepWrite } from '@doudi/workflows';
import { finishedOrder } from '../replay/finished-order.ts';
import { randomOf } from '../replay/random.ts';

/** Orders that are played; all others are copies of them under numbers of their own. */
const playedOrders = 32;

/** Days before now within which orders were received that are still under way: one in four. */
const underWayDays = 50;

const numbered = 'O20260105';

/** The number of an order of the bench; `place` counts from 0. */
export const orderNoAt = (place: number): string => `${numbered}${String(place).padStart(7, '0')}`;

/** Puts so many orders on record: the first by the activities of the service, the rest as copies of these rows. */
export async function fillOrders(databaseUrl: string, orders: number): Promise<void> {
  await playOrders(databaseUrl, Date.now());
  const client = new pg.Client({ connectionString: databaseUrl });
  // when the bench is stopped the database is removed under a statement: that fails, and is reported
  client.on('error', () => undefined);
  await client.connect();
  try {
    await skipChecks(client);
    for (const table of ['orders', 'steps', 'tasks', 'ledger_changes'])
      await copyRows(client, `${approvalWorkflows.role}.${table}`, orders);
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

async function playOrders(url: string, now: number): Promise<void> {
  const pool = openPool({ url, role: approvalWorkflows.role, max: 2 });
  survivePostgresRestarts(pool, openLog({ service: 'bench', level: 'silent' }));
  const clock = officeClock(pool, { production: true });
  const nobody = () => Promise.resolve();
  const noCase = { startCase: nobody, tellCase: () => Promise.resolve(false) };
  const others = { gatewayUrl: undefined, notifyOrder: nobody, notifyCalendar: nobody, ...noCase };
  const record = activities({ pool, clock, calendarOf: calendarReader(), ...others });
  const random = randomOf(1);
  try {
    await insertShippedCalendar(pool, shippedCalendar);
    for (let place = 0; place < playedOrders; place++) await playOrder(record, random, { place, now });
  } finally {
    await pool.end();
  }
}

async function playOrder(
  record: ReturnType<typeof activities>,
  random: ReturnType<typeof randomOf>,
  { place, now }: { place: number; now: number },
): Promise<void> {
  const recent = { first: now - underWayDays * dayMs, last: now - dayMs };
  const { track, ...order } = finishedOrder(shippedCalendar, random, place % 4 === 0 ? recent : undefined);
  const { receivedAt, closedAt, steps } = orderAsOf(order, now);
  const orderNo = orderNoAt(place);
  await record.registerOrder({
    ...{ orderNo, receivedAt, rulesVersion: 2, plan: { track, budget: order.budget, steps: order.plan } },
    ...{ projectCode: orderNo, uscc: '913306830000000000', agentId: 'p-90000000' },
    clock: { officeAt: 0, clockAt: 0, rate: 1 },
  });
  for (const step of steps)
    await record.projectStep({ orderNo, generation: 1, step, events: eventsOf(step) });
  if (closedAt !== null)
    await record.projectOrder({ orderNo, generation: 1, closedAt, outcome: 'approved', events: [] });
}

/** The events that wrote a ledger, each once. */
const eventsOf = ({ ledger }: StepWrite['step']): StepWrite['events'] => [
  ...new Map(
    ledger.map(({ event, at, because }) => [event, { seq: event, at, kind: because, by: null, detail: {} }]),
  ).values(),
];

/** Rows copied from rows that fit also fit: a superuser need not have each of their references looked up. */
async function skipChecks(client: pg.Client): Promise<void> {
  await client.query('set synchronous_commit = off');
  const { rows } = await client.query<{ all: boolean }>(
    'select rolsuper as all from pg_roles where rolname = current_user',
  );
  if (rows[0]?.all) await client.query('set session_replication_role = replica');
}

/** Copies the rows of the played orders until there are so many orders; whichever columns the table has. */
async function copyRows(client: pg.Client, table: string, orders: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const numberOf = (place: string) => `'${numbered}' || lpad((${place})::text, 7, '0')`;
  const own = ['order_no', 'project_code'];
  const values = columns.map((name) => (own.includes(name) ? numberOf('n') : `played.${name}`));
  await client.query(
    `insert into ${table} (${columns.join()})
     select ${values.join()} from generate_series(${playedOrders}, ${orders - 1}) n
       join ${table} played on played.order_no = ${numberOf(`n % ${playedOrders}`)}`,
  );
}
