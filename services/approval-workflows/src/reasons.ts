import type { Queryable } from '@doudi/infra/database';
import { type AccessScope, IsoInstant, WordsAnswer } from '@doudi/infra/http';
import {
  amendmentKinds,
  departments,
  paperKinds,
  leaveVerdicts,
  reviewOpinions,
  shanghaiIso,
  stepCodes,
  taskCodes,
  verdicts,
  wordsOf,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { isCounted } from './events.ts';
import { mayReadNote } from './note-readers.ts';

/** What the event of a reason is called in the ledger's rows. */
const eventId = sql`e.workflow_id || '#' || e.seq`;
/** What was written: a column of `texts` more is a line here and a line in `Reason`. */
const written = sql`
  x.body as note, x.legal_basis as "legalBasis", x.remedy, x.corrected, coalesce(x.lines, '[]') as lines`;

/** What somebody wrote about what he did: an opinion, a return, a decision; `by` is a subject id, never a name. */
export const Reason = z
  .strictObject({
    kind: z.string(),
    what: WordsAnswer,
    step: z.enum(stepCodes).nullable(),
    task: z.enum(taskCodes).nullable(),
    /** the department whose task it is about */
    department: z.enum(departments).nullable(),
    opinion: z.enum([...reviewOpinions, 'no-objection', 'objection']).nullable(),
    verdict: z.enum([...verdicts, ...leaveVerdicts]).nullable(),
    amendment: z.enum(amendmentKinds).nullable(),
    at: IsoInstant,
    by: z.string().nullable(),
    note: z.string(),
    /** of a correction: what the result should say */
    corrected: z.string().nullable(),
    /** of a refusal or revocation: the law it rests on, and what the applicant can do about it */
    legalBasis: z.string().nullable(),
    remedy: z.string().nullable(),
    /** of a supplement: what is missing */
    lines: z.array(
      z.strictObject({
        paper: z.enum(paperKinds).optional(),
        isFlawed: z.boolean().optional(),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: 'Reason' });
export type Reason = z.output<typeof Reason>;

/** A line as it is stored; before 2026-12 it named the paper by a code of the department's own. */
type StoredLine = Reason['lines'][number] & { readonly code?: string };

interface ReasonRow extends Omit<Reason, 'what' | 'at' | 'lines'> {
  readonly lines: readonly StoredLine[];
  readonly orderNo: string;
  readonly eventId: string;
  readonly at: Date;
}

/** A reason with the order and the event it belongs to. */
export interface KnownReason {
  readonly orderNo: string;
  readonly eventId: string;
  readonly reason: Reason;
}

/** What was written about these orders that somebody with this scope may read, in the order in which it was. */
export async function listReasons(
  db: Queryable,
  orderNos: readonly string[],
  scope: AccessScope,
): Promise<KnownReason[]> {
  const { rows } = await db.query<ReasonRow>(sql`
    select e.order_no as "orderNo", ${eventId} as "eventId", e.kind, e.step, t.task, t.department,
           e.detail ->> 'opinion' as opinion, e.detail ->> 'verdict' as verdict, e.detail ->> 'amendment' as amendment,
           e.at, e.by, ${written}
      from events e
      join texts x on x.text_id = e.detail ->> 'note'
      left join tasks t on t.order_no = e.order_no and t.step = e.step and t.task = e.detail ->> 'task'
     where e.order_no = any (${orderNos}) and e.detail ->> 'note' is not null and e.case_no is null and ${isCounted}
     order by e.at, e.generation, e.workflow_id, e.seq`);
  return rows.filter((row) => mayReadNote(row, scope)).map(show);
}

const show = ({ orderNo, eventId, at, lines, ...row }: ReasonRow): KnownReason => ({
  orderNo,
  eventId,
  reason: { ...row, lines: lines.map(showLine), what: wordsOf(codeOf(row)), at: shanghaiIso(at.getTime()) },
});

function showLine({ code, ...line }: StoredLine): Reason['lines'][number] {
  const paper = paperKinds.find((kind) => kind === code);
  return { ...(paper && { paper }), ...line };
}

/** What it came to: an amendment that was granted is one, any other decision is its verdict. */
const codeOf = ({ kind, verdict, amendment }: Pick<Reason, 'kind' | 'verdict' | 'amendment'>): string =>
  (verdict === 'grant' ? amendment : null) ?? verdict ?? kind;

/** Whether it took a result back. */
export const isRevocation = ({ verdict, amendment }: Pick<Reason, 'verdict' | 'amendment'>): boolean =>
  verdict === 'grant' && amendment === 'revocation';

/** Of known reasons, those about one task. */
export const reasonsOfTask = (known: readonly KnownReason[], task: string): Reason[] =>
  known.flatMap(({ reason }) => (reason.task === task ? [reason] : []));

/** What was written about a task, and whether that took its result back. */
export function writtenAbout(known: readonly KnownReason[], task: string) {
  const reasons = reasonsOfTask(known, task);
  return { reasons, revokedAt: reasons.find(isRevocation)?.at ?? null };
}
