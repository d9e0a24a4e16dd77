import { notFound } from '@doudi/infra/http/problem';
import { page, pageShape } from '@doudi/infra/http/page';
import type { Answer, Call } from '@doudi/infra/http/route';
import { isCaseNumber, shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import { findCase, listCases, type CaseRow } from './cases.ts';
import { listCaseEvents, type EventRow } from './events.ts';

export const OfCase = z.strictObject({
  caseNo: z.string().refine(isCaseNumber, 'is no case number: DD, a date, a serial and two check digits'),
});
export type OfCase = z.output<typeof OfCase>;
export const CasesQuery = z.strictObject({
  ...pageShape,
  state: z.enum(['open', 'confirming', 'closed']).optional(),
});

/** Fallback cases, newest first. */
export async function readCases({
  query,
  db,
}: Call<unknown, unknown, z.output<typeof CasesQuery>>): Promise<Answer> {
  const rows = await listCases(db, query.state, query);
  return { body: page(rows, query, show, (row) => [row.openedAt.getTime(), row.caseNo]) };
}

/** One case with everything that was done about it. */
export async function readCase({ params, db }: Call<unknown, OfCase>): Promise<Answer> {
  const row = await findCase(db, params.caseNo);
  if (!row) throw notFound('This case');
  return { body: { ...show(row), events: (await listCaseEvents(db, params.caseNo)).map(showEvent) } };
}

const show = ({ openedAt, closedAt, ...row }: CaseRow) => ({
  ...row,
  openedAt: shanghaiIso(openedAt.getTime()),
  closedAt: closedAt && shanghaiIso(closedAt.getTime()),
});
const showEvent = ({ at, ...event }: EventRow) => ({ ...event, at: shanghaiIso(at.getTime()) });
