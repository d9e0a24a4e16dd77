import { z } from 'zod';
import { bilingual } from '../../words.ts';
import sql, { type Sql } from 'sql-template-tag';
import { isText } from '../validation/unstorable.ts';
import { wholeNumber } from '../validation/whole-number.ts';

/** Instants PostgreSQL and ISO 8601 both know, the years 1 to 9999, in milliseconds since 1970. */
const instants = { first: -62_135_596_800_000, last: 253_402_300_799_999 };

/** Where a page of a list ended: an instant in milliseconds, ties by key. Callers send it, so it is only believed to be well formed. */
const Position = z.tuple([
  z.int().min(instants.first).max(instants.last),
  z.string().max(100).refine(isText),
]);
type Position = z.output<typeof Position>;

const encode = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

const cursorText = /^[A-Za-z0-9_-]{1,300}$/;
export const isCursorText = (text: string): boolean => cursorText.test(text);

const notACursor = bilingual('须是前一页的“next”', 'must be the `next` of an earlier page');
const Cursor = z
  .string()
  .regex(cursorText, { error: notACursor, abort: true })
  .transform((cursor, context): Position => {
    try {
      return Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    } catch {
      context.addIssue({ code: 'custom', message: notACursor });
      return z.NEVER;
    }
  });

/** The cursor of a page that ends at a position, for lists that look at more rows than they show. */
export const cursorAt = (position: readonly [number, string]): string => encode([...position]);

/** The query of every list: `limit` 1 to 100, and the `next` of the page before. */
export const pageShape = {
  limit: wholeNumber(1, 100, 50),
  cursor: Cursor.optional(),
};
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: Position | undefined;
}

/** What a page of a list looks like; `next` is the cursor of the page after it. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().max(300).nullable() });

/** The condition of the next page of a list that runs from the newest to the oldest; columns are names of this code. */
export const older = ({ cursor }: PageQuery, at: Sql, key: Sql): Sql =>
  cursor ? sql`(${at}, ${key}) < (${new Date(cursor[0])}::timestamptz, ${cursor[1]}::text)` : sql`true`;

/** The same for a list that runs from the earliest on. */
export const later = ({ cursor }: PageQuery, at: Sql, key: Sql): Sql =>
  cursor ? sql`(${at}, ${key}) > (${new Date(cursor[0])}::timestamptz, ${cursor[1]}::text)` : sql`true`;

/** A page of rows that were asked for with one more than the limit, so that `next` is known. */
export function page<Row, Item>(
  rows: readonly Row[],
  { limit }: PageQuery,
  show: (row: Row) => Item,
  position: (row: Row) => readonly [number, string],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(show), next: last && rows.length > limit ? encode([...position(last)]) : null };
}
