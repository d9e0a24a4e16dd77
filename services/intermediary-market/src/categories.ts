import type { Queryable } from '@doudi/infra/database';
import { categories } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
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

/** All categories in their fixed order, with how many agencies of each may be engaged and how many are suspended. */
export async function listCategories(db: Queryable): Promise<CategoryRow[]> {
  const { rows } = await db.query(sql`
    select c.code, c.zh, c.en, c.default_days as "defaultDays",
           (count(*) filter (where a.status = 'listed'))::int as listed,
           (count(*) filter (where a.status = 'suspended'))::int as suspended
      from categories c
      left join agencies a on a.category = c.code
     group by c.code
     order by c.place`);
  return z.array(CategoryRow).parse(rows);
}
