import { z } from 'zod';
import { bilingual } from '../../words.ts';
import sql, { type Sql } from 'sql-template-tag';
import { wholeNumber } from '../validation/whole-number.ts';

/** Where a page of a list ended: an instant in milliseconds, ties by key. The shell signs it on its way out. */
const Position = z.tuple([z.int(), z.string().max(100)]);
type Position = z.output<typeof Position>;

const encode = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** Of a cursor with its signature. */
const cursorText = /^[A-Za-z0-9._-]{1,300}$/;
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
