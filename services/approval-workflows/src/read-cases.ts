import {
  ActionAnswer,
  type Answer,
  type Call,
  IsoInstant,
  notFound,
  page,
  pageOf,
  pageShape,
} from '@doudi/infra/http';
import { caseLevels, caseOutcomes, isCaseNumber, shanghaiIso, stepCodes } from '@doudi/workflows';
import type { CaseLevel } from '@doudi/workflows';
import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';
import { findCase, listCases, type CaseRow } from './cases.ts';
import { listCaseEvents, type EventRow } from './events.ts';
import { actionsOn } from './waiting-cases.ts';
import { things } from './words.ts';

const notACase = bilingual(
  '须为兜底件编号：DD、日期、序号和两位校验码',
  'is no case number: DD, a date, a serial and two check digits',
);
export const OfCase = z.strictObject({
  caseNo: z
    .string()
    .regex(/^DD[0-9]{14,20}$/, { error: notACase, abort: true })
    .refine(isCaseNumber, notACase)
    .meta({ examples: ['DD20170731000159'] }),
});
export type OfCase = z.output<typeof OfCase>;
export const caseStates = ['open', 'confirming', 'closed'] as const;
export const CasesQuery = z.strictObject({
  ...pageShape,
  state: z.enum(caseStates).optional(),
});

const levels = Object.keys(caseLevels) as CaseLevel[];
const CaseAnswer = z
  .strictObject({
    caseNo: z.string(),
    orderNo: z.string(),
    step: z.enum(stepCodes),
    level: z.enum(levels),
    state: z.enum(caseStates),
    outcome: z.enum(caseOutcomes).nullable(),
    openedAt: IsoInstant,
    closedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Case' });
export const CasesAnswer = pageOf(CaseAnswer);

/** What happened to a case, in order; `detail` bears codes, ids and numbers. */
const CaseEvent = z
  .strictObject({
    seq: z.int().min(0),
    at: IsoInstant,
    kind: z.string(),
    by: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'CaseEvent' });
export const CaseRecord = CaseAnswer.extend({
  actions: z.array(ActionAnswer),
  events: z.array(CaseEvent),
}).meta({ id: 'CaseRecord' });

/** Fallback cases, newest first. */
export async function readCases({
  query,
  db,
}: Call<unknown, unknown, z.output<typeof CasesQuery>>): Promise<Answer> {
  const rows = await listCases(db, query.state, query);
  return { body: page(rows, query, show, (row) => [row.openedAt.getTime(), row.caseNo]) };
}

/** One case with everything that was done about it. */
export async function readCase({ caller, params, db }: Call<unknown, OfCase>): Promise<Answer> {
  const row = await findCase(db, params.caseNo);
  if (!row) throw notFound(things.case);
  const actions = actionsOn(row, caller);
  return {
    body: { ...show(row), actions, events: (await listCaseEvents(db, params.caseNo)).map(showEvent) },
  };
}

const show = ({ openedAt, closedAt, proposedBy: _proposer, events: _count, ...row }: CaseRow) => ({
  ...row,
  openedAt: shanghaiIso(openedAt.getTime()),
  closedAt: closedAt && shanghaiIso(closedAt.getTime()),
});
const showEvent = ({ at, ...event }: EventRow) => ({ ...event, at: shanghaiIso(at.getTime()) });
