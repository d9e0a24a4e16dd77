import type { Queryable } from '@doudi/infra/database';
import { isProblem } from '@doudi/infra/http';
import sql from 'sql-template-tag';

/** What a person wrote, with what a refusal, a supplement or a correction says beside it. */
export interface Text {
  readonly body: string;
  readonly legalBasis?: string | undefined;
  readonly remedy?: string | undefined;
  readonly lines?: readonly MissingLine[] | undefined;
  readonly corrected?: string | undefined;
  readonly alternative?: string | undefined;
  readonly whereTo?: string | undefined;
}

/** One thing that is missing, of which paper, and whether a newer version of it is meant. */
interface MissingLine {
  readonly paper?: string | undefined;
  readonly isFlawed?: boolean | undefined;
  readonly text: string;
}

/** A note that may be left out, as a text. */
export const asText = (body: string | undefined): Text | undefined =>
  body === undefined ? undefined : { body };

interface Written {
  readonly text: Text | undefined;
  readonly by: string;
  readonly requestKey: string;
  /** the order of what it is written about; null of a case without one */
  readonly orderNo: string | null;
  /** the case it is written about */
  readonly caseNo?: string;
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
    if (textId && isProblem(error) && error.problem.status === 409) await removeUnused(db, textId, written);
    throw error;
  }
}

/** A text no event bears: of a repetition that is refused, the first may have been taken. */
const removeUnused = (db: Queryable, textId: string, { orderNo, caseNo }: Written) =>
  db.query(sql`
    delete from texts
     where text_id = ${textId}
       and not exists (select from events where (order_no = ${orderNo} or case_no = ${caseNo ?? null}) and detail ->> 'note' = ${textId})`);

/** The id of what was written with a request. */
export const textIdOf = (requestKey: string): string => `T${requestKey.slice(0, 32)}`;

/**
 * Keeps what a person wrote and answers its id, the only thing a workflow carries. The id follows from the request, so a
 * repetition stores nothing new. Without a text, null.
 */
export async function insertText(
  db: Queryable,
  { text, by, requestKey }: Pick<Written, 'text' | 'by' | 'requestKey'>,
): Promise<string | null> {
  if (text === undefined) return null;
  const textId = textIdOf(requestKey);
  const { body, legalBasis = null, remedy = null, lines, corrected = null } = text;
  const { alternative = null, whereTo = null } = text;
  await db.query(sql`
    insert into texts (text_id, body, by, legal_basis, remedy, lines, corrected, alternative, where_to)
    values (${textId}, ${body}, ${by}, ${legalBasis}, ${remedy}, ${lines ? JSON.stringify(lines) : null},
      ${corrected}, ${alternative}, ${whereTo})
    on conflict do nothing`);
  return textId;
}
