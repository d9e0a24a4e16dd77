import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';

/**
 * Keeps what a person wrote and answers its id, the only thing a workflow carries. The id follows from the request, so a
 * repetition stores nothing new. Without a text, null.
 */
export async function insertText(
  db: Queryable,
  { text, by, requestKey }: { text: string | undefined; by: string; requestKey: string },
) {
  if (text === undefined) return null;
  const textId = `T${requestKey.slice(0, 32)}`;
  await db.query(
    sql`insert into texts (text_id, body, by) values (${textId}, ${text}, ${by}) on conflict do nothing`,
  );
  return textId;
}
