import { type AccessScope, IsoDay, older, pageShape } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { departments, type Instant, lights, stepCodes, tracks } from '@doudi/workflows';
import sql, { join, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { ownersOfOrder, within } from './within-scope.ts';

/** What a list of orders can be narrowed to; `step` is the driving one, `holder` who holds the ball of it. */
export const OrdersQuery = z.strictObject({
  ...pageShape,
  track: z.enum(tracks).optional(),
  light: z.enum(lights).optional(),
  step: z.enum(stepCodes).optional(),
  holder: z.enum(['reviewer', 'checker', 'enterprise', 'agency', 'stop']).optional(),
  /** with an open task of this department, whichever step drives */
  department: z.enum(departments).optional(),
  /** due before this day */
  dueBefore: IsoDay.optional(),
  state: z.enum(['open', 'closed']).optional(),
  /** of this project alone; the longest code of the national platform has 24 signs */
  projectCode: z
    .string()
    .regex(
      /^[0-9A-Z-]{1,24}$/,
      bilingual(
        '须为项目代码，如 2601-330683-04-01-000001',
        'must be a project code, such as 2601-330683-04-01-000001',
      ),
    )
    .optional(),
});
export type OrdersQuery = z.output<typeof OrdersQuery>;

/**
 * The condition of the orders `o` that the query may show, from what PostgreSQL knows: those it surely does not are left out, what is
 * left is judged by the rules. A reading that was delivered holds until its next mark; before and after, the order is read anew.
 */
export const mayBeListed = (query: OrdersQuery, scope: AccessScope, now: Instant): Sql =>
  join(
    [
      within(scope, ownersOfOrder),
      older(query, sql`o.received_at`, sql`o.order_no`),
      ...byTrack(query),
      ...(query.projectCode ? [sql`o.project_code = ${query.projectCode}`] : []),
      ...byState(query),
      ...byReading(query, now),
      ...byWork(query),
    ],
    ' and ',
  );

const byTrack = ({ track }: OrdersQuery): Sql[] => (track ? [sql`o.track = ${track}`] : []);

const isOpen = sql`o.closed_at is null`;

function byState({ state, step, holder, department }: OrdersQuery): Sql[] {
  if (state === 'closed') return [];
  // who has ended is driven by no step and held by nobody
  return state === 'open' || step || holder || department ? [isOpen] : [];
}

function byReading({ light, dueBefore }: OrdersQuery, now: Instant): Sql[] {
  // a stop ends by itself, which a reading does not foresee
  const isStale = sql`o.delivered_reading is null or (o.delivered_reading ->> 'nextMarkAt')::bigint <= ${now}
    or exists (select from steps s where s.order_no = o.order_no and s.closed_at is null and s.stops @> '[{"endedAt": null}]')`;
  // readings from before there was ENDED say DONE
  const alike = light === 'ENDED' ? ['ENDED', 'DONE'] : [light];
  return [
    ...(light ? [sql`(${isStale} or o.delivered_reading ->> 'light' = any (${alike}))`] : []),
    ...(dueBefore ? [sql`(${isStale} or o.delivered_reading ->> 'dueDay' < ${dueBefore})`] : []),
  ];
}

const byWork = ({ step, department }: OrdersQuery): Sql[] => [
  ...(step
    ? [
        sql`exists (select from steps s where s.order_no = o.order_no and s.step = ${step} and s.closed_at is null)`,
      ]
    : []),
  ...(department
    ? [
        sql`exists (select from tasks t where t.order_no = o.order_no and t.department = ${department}
                     and t.opened_at is not null and t.closed_at is null)`,
      ]
    : []),
];
