import type { Queryable } from '@doudi/infra/database';
import { isProblem } from '@doudi/infra/http';
import sql from 'sql-template-tag';

interface Written {
  readonly text: string | undefined;
  readonly by: string;
  readonly requestKey: string;
  /** the order of what it is written about */
  readonly orderNo: string;
}

/** Keeps a text while `work` is done with its id, and for good when it was done; with a refusal it goes again. */
export async function withText<T>(
  db: Queryable,
  written: Written,
  work: (textId: string | null) => Promise<T>,
): Promise<T> {
  const textId = await insertText(db, written);
  try {
    return await work(textId);
  } catch (error) {
    if (textId && isProblem(error) && error.problem.status === 409)
      await removeUnused(db, textId, written.orderNo);
    throw error;
  }
}

/** A text no event bears: of a repetition that is refused, the first may have been taken. */
const removeUnused = (db: Queryable, textId: string, orderNo: string) =>
  db.query(sql`
    delete from texts
     where text_id = ${textId}
       and not exists (select from events where order_no = ${orderNo} and detail ->> 'note' = ${textId})`);

/**
 * Keeps what a person wrote and answers its id, the only thing a workflow carries. The id follows from the request, so a
 * repetition stores nothing new. Without a text, null.
 */
async function insertText(db: Queryable, { text, by, requestKey }: Written): Promise<string | null> {
  if (text === undefined) return null;
  const textId = `T${requestKey.slice(0, 32)}`;
  await db.query(
    sql`insert into texts (text_id, body, by) values (${textId}, ${text}, ${by}) on conflict do nothing`,
  );
  return textId;
}
