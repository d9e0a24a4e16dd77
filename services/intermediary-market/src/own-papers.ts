import { type Day, ownPurposes, paperTopics } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';

/** What the accepted result of an owner's own commission is among the papers of the project. */
export const OwnPaper = z.object({
  purpose: z.enum(ownPurposes),
  topics: z.array(z.enum(paperTopics)),
  /** what it covers, in words */
  scope: z.string().nullable(),
  /** opaque subject id of who opened the commission */
  openedBy: z.string(),
  /** the number on the document; null until the result is accepted, and where it has none */
  number: z.string().nullable(),
  /** the last day on which it is valid; null until the result is accepted, and where it does not expire */
  expiresDay: z
    .string()
    .transform((text) => text as Day)
    .nullable(),
});
export type OwnPaper = z.output<typeof OwnPaper>;

/** The columns of a commission `c` that say whether it is an owner's own, and what becomes of it. */
export const ownColumns = sql`
  c.order_no is null as "isOwn",
  case when c.order_no is null then jsonb_build_object(
    'purpose', c.purpose, 'topics', to_jsonb(c.topics), 'scope', c.scope, 'openedBy', c.opened_by,
    'number', c.paper_number, 'expiresDay', c.expires_day) end as own`;

/** What an accepted document says of itself. */
export type PaperSaid = Pick<OwnPaper, 'number' | 'expiresDay'>;
