import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';
import { z } from 'zod';

const TextRow = z.object({ textId: z.uuid() });

/** Keeps what `author` wrote and answers the text's id. */
export async function insertText(db: Queryable, author: string, body: string): Promise<string> {
  const { rows } = await db.query(sql`
    insert into texts (author, body) values (${author}, ${body}) returning text_id as "textId"`);
  return TextRow.parse(rows[0]).textId;
}
