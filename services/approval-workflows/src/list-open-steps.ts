import { type Answer, type Call, cursorAt, older, pageOf, pageShape, CodeWords } from '@doudi/infra/http';
import { departments, lights, stepCodes, tracks } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { OpenStep, openStepsOf } from './open-step.ts';
import { listOrders } from './orders.ts';
import { readOrder } from './read-order.ts';
import { withWords } from './with-words.ts';

export const OpenStepsQuery = z.strictObject({
  ...pageShape,
  light: z.enum(lights).optional(),
  /** whose task is open in the step */
  department: z.enum(departments).optional(),
  /** whose work is open: a department's review or an agency's commission */
  kind: z.enum(['review', 'commission']).optional(),
  step: z.enum(stepCodes).optional(),
  track: z.enum(tracks).optional(),
});
type OpenStepsQuery = z.output<typeof OpenStepsQuery>;

/** A page holds whole orders, so it can be some steps longer than its limit; it can be short, or empty, and yet have a next one. */
export const OpenSteps = pageOf(OpenStep).extend({ words: CodeWords }).meta({ id: 'OpenSteps' });
const sayWords = withWords(OpenSteps);

/** Orders that one request looks at, at most, and reads at once. */
const atMost = { looked: 1_000, atOnce: 250 };

/** The open steps of all orders, those of the newest order first, with the light each has now. */
export const listOpenSteps =
  ({ clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ query, db }: Call<unknown, unknown, OpenStepsQuery>): Promise<Answer> => {
    const now = await clock.now(db);
    const items: OpenStep[] = [];
    let { cursor } = query;
    for (let looked = 0; looked < atMost.looked && items.length < query.limit;) {
      const rows = await listOrders(db, mayHave({ ...query, cursor }), atMost.atOnce);
      for (const { row, steps, projectName } of rows) {
        const { calendar, order } = await readOrder(db, row, calendarOf, { known: steps, now });
        items.push(...openStepsOf({ row, order, projectName, calendar }, now).steps.filter(fits(query)));
        looked += 1;
        cursor = [row.receivedAt, row.orderNo];
        if (items.length >= query.limit) break;
      }
      const isThrough = rows.length < atMost.atOnce && rows.at(-1)?.row.orderNo === cursor?.[1];
      if (rows.length === 0 || isThrough) return { body: sayWords({ items, next: null }) };
    }
    return { body: sayWords({ items, next: cursor ? cursorAt(cursor) : null }) };
  };

/** What PostgreSQL knows of the orders that may have such a step. */
const mayHave = ({ track, department, step, ...query }: OpenStepsQuery) => sql`o.closed_at is null
  and ${older(query, sql`o.received_at`, sql`o.order_no`)}
  and (${track ?? null}::text is null or o.track = ${track ?? null})
  and exists (select from tasks t where t.order_no = o.order_no and t.opened_at is not null and t.closed_at is null
                and (${step ?? null}::text is null or t.step = ${step ?? null})
                and (${department ?? null}::text is null or t.department = ${department ?? null}))`;

const fits =
  ({ light, department, kind, step }: OpenStepsQuery) =>
  (one: OpenStep): boolean =>
    (!light || one.light === light) &&
    (!department || one.department === department) &&
    (!kind || (one.department === null) === (kind === 'commission')) &&
    (!step || one.step === step);
