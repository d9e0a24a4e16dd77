import type { Queryable } from '@doudi/infra/database';
import {
  type AccessScope,
  type Answer,
  type Call,
  cursorAt,
  IsoDay,
  IsoInstant,
  page,
  pageOf,
  CodeWords,
} from '@doudi/infra/http';
import { departmentOf, type Instant, lights, openTaskOf, type Order, orderStanding } from '@doudi/workflows';
import { outcomes, shanghaiIso, shanghaiIsoOrNull, stepCodes, tracks } from '@doudi/workflows';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { type ListedOrder, listOrders } from './orders.ts';
import { mayBeListed, type OrdersQuery } from './orders-query.ts';
import { HolderAnswer } from './progress-answer.ts';
import { readOrder } from './read-order.ts';
import { sayProvisional } from './units.ts';
import { withWords } from './with-words.ts';

const ListedOrderAnswer = z
  .strictObject({
    orderNo: z.string(),
    projectCode: z.string(),
    projectName: z.string().nullable(),
    track: z.enum(tracks),
    light: z.enum(lights),
    driving: z.enum(stepCodes).nullable(),
    /** who holds the ball of the driving step */
    holder: HolderAnswer.nullable(),
    dueDay: IsoDay.nullable(),
    provisional: z.boolean(),
    outcome: z.enum(outcomes).nullable(),
    receivedAt: IsoInstant,
    closedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'ListedOrder' });

/** Newest first. A page can be short, or empty, and yet have a next one: it ends where enough orders were looked at. */
export const ListedOrders = pageOf(ListedOrderAnswer).extend({ words: CodeWords });
const sayWords = withWords(ListedOrders);

/** Orders that one request looks at, at most, and reads at once when it is narrowed. */
const atMost = { looked: 1_000, atOnce: 250 };

type Needs = Pick<Dependencies, 'clock' | 'calendarOf'>;

/** The orders the caller may see, each with its light, who drives and who holds the ball: derived by the rules as they are read. */
export const listProgress =
  ({ clock, calendarOf }: Needs) =>
  async ({ scope, query, db }: Call<unknown, unknown, OrdersQuery>): Promise<Answer> => {
    const asked = { query, scope, now: await clock.now(), calendarOf };
    const { found, lookedThrough } = await findOrders(db, asked);
    const body = page(found, query, show, ({ row }) => [row.receivedAt, row.orderNo]);
    return { body: sayWords(lookedThrough ? { ...body, next: cursorAt(lookedThrough) } : body) };
  };

interface Asked {
  readonly query: OrdersQuery;
  readonly scope: AccessScope;
  readonly now: Instant;
  readonly calendarOf: Needs['calendarOf'];
}
type Judged = Awaited<ReturnType<typeof judge>>;
type Position = readonly [number, string];

/** One order more than the page takes, if there are so many; or how far it was looked, when that was far enough. */
async function findOrders(
  db: Queryable,
  { query, ...asked }: Asked,
): Promise<{ found: Judged[]; lookedThrough?: Position }> {
  const found: Judged[] = [];
  const { limit: _limit, cursor: _cursor, ...filters } = query;
  const isNarrowed = Object.keys(filters).length > 0;
  const atOnce = isNarrowed ? atMost.atOnce : query.limit + 1;
  let cursor = query.cursor;
  for (let looked = 0; looked < atMost.looked; looked += atOnce) {
    const rows = await listOrders(db, mayBeListed({ ...query, cursor }, asked.scope, asked.now), atOnce);
    for (const listed of rows) {
      const judged = await judge(db, listed, asked);
      if (fits(judged, query)) found.push(judged);
      if (found.length > query.limit) return { found };
      cursor = [listed.row.receivedAt, listed.row.orderNo];
    }
    if (rows.length < atOnce) return { found };
  }
  return cursor ? { found, lookedThrough: cursor } : { found };
}

async function judge(db: Queryable, { row, steps, projectName }: ListedOrder, asked: Omit<Asked, 'query'>) {
  const { calendar, order, outcome } = await readOrder(db, row, asked.calendarOf, {
    known: steps,
    now: asked.now,
  });
  return { row, order, outcome, projectName, ...orderStanding(calendar, order, asked.now) };
}

/** Whether an order is among those that are asked for, by what the rules say of it. */
const fits = (judged: Judged, { light, step, holder, department, dueBefore, state }: OrdersQuery): boolean =>
  (!light || judged.light === light) &&
  (!step || judged.driving === step) &&
  (!holder || judged.holder?.role === holder) &&
  (!department || isWith(judged.order, department)) &&
  (!dueBefore || (judged.dueDay !== null && judged.dueDay < dueBefore)) &&
  (!state || (judged.order.closedAt === null) === (state === 'open'));

const isWith = ({ steps }: Order, department: string): boolean =>
  steps.some((step) => {
    const task = openTaskOf(step);
    return task !== undefined && departmentOf(task) === department;
  });

const show = ({
  row,
  order,
  outcome,
  projectName,
  light,
  driving,
  holder,
  dueDay,
  isProvisional,
}: Judged) => ({
  ...{ orderNo: row.orderNo, projectCode: row.projectCode, projectName, track: row.track },
  ...{ light, driving, holder, outcome },
  ...sayProvisional({ dueDay, isProvisional }),
  receivedAt: shanghaiIso(order.receivedAt),
  closedAt: shanghaiIsoOrNull(order.closedAt),
});
