import type { Queryable } from '@doudi/infra/database';
import { categories, shanghaiDay, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { stateAt } from './agencies.ts';
import type { Category } from './samples/categories.ts';

export const CategoryRow = z.object({
  code: z.enum(categories),
  zh: z.string(),
  en: z.string(),
  defaultDays: z.number().nullable(),
  listed: z.number(),
  suspended: z.number(),
});
export type CategoryRow = z.output<typeof CategoryRow>;

/** Adds the categories the market does not have yet; those it has stay as they are. */
export async function insertCategories(db: Queryable, list: readonly Category[]): Promise<void> {
  const rows = list.map(({ code, zh, en, defaultDays }, i) => ({
    code,
    place: i + 1,
    zh,
    en,
    default_days: defaultDays,
  }));
  await db.query(sql`
    insert into categories (code, place, zh, en, default_days)
    select code, place, zh, en, default_days
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (code text, place integer, zh text, en text, default_days integer)
        on conflict do nothing`);
}

/** All categories in their fixed order, with how many agencies may be engaged for each at an instant and of how many it is suspended. */
export async function listCategories(db: Queryable, at: Instant): Promise<CategoryRow[]> {
  const isValid = sql`(q.valid_through is null or q.valid_through >= ${shanghaiDay(at)})`;
  const { rows } = await db.query(sql`
    select c.code, c.zh, c.en, c.default_days as "defaultDays",
           (count(*) filter (where h.state in ('listed', 'warned') and h.is_valid))::int as listed,
           (count(*) filter (where h.state in ('suspended', 'repairing') or h.state in ('listed', 'warned') and not h.is_valid))::int
             as suspended
      from categories c
      left join (select q.category, ${stateAt(at)} as state, ${isValid} as is_valid
                   from qualifications q join agencies a using (agency_no)
                  where q.state = 'granted') h on h.category = c.code
     group by c.code
     order by c.place`);
  return z.array(CategoryRow).parse(rows);
}
