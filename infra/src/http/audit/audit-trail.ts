import { z } from 'zod';
import { auditOutcomes, listLines, type WrittenLine } from './audit-lines.ts';
import { IsoDay, IsoInstant } from '../validation/iso.ts';
import { page, pageOf, pageShape } from '../rendering/page.ts';
import { oneLine } from '../validation/plain-text.ts';
import { get, type Answer, type Call } from '../routing/route.ts';
import { problemsPath } from '../problems/answer-problem.ts';

// slashes and brackets need no percent sign in a query
const filter = (description: string, example: string) =>
  oneLine(200)
    .optional()
    .meta({ description, examples: [example], param: { allowReserved: true } });

const AuditQuery = z.strictObject({
  ...pageShape,
  who: filter('a subject id', 'p-1001'),
  what: filter('the audit name of a route', 'POST /v1/orders'),
  outcome: z.enum(auditOutcomes).optional(),
  from: IsoDay.optional().meta({ description: 'the first day, in Asia/Shanghai' }),
  until: IsoDay.optional().meta({ description: 'the last day' }),
});

/** Instants are those of the machine, also where the office clock is another. */
const AuditLineAnswer = z
  .strictObject({
    at: IsoInstant,
    who: z.string().nullable(),
    what: z.string(),
    path: z.string(),
    outcome: z.enum(auditOutcomes),
    status: z.int().min(200).max(599),
    problem: z.string().nullable(),
    requestId: z.string(),
  })
  .meta({ id: 'AuditLine' });

/**
 * The audit of a service, newest first. Lines are written behind their answers, so one of the last seconds may come later; those of a
 * walk that has begun do not move.
 */
export const auditTrail = <Service extends string>(service: Service) =>
  get(`/v1/audit/${service}`, {
    summary: { zh: '审计记录，最新在前', en: 'Who did, or was refused, what; newest first' },
    allow: { supervisor: 'all', administrator: 'all', auditor: 'all' },
    query: AuditQuery,
    answer: pageOf(AuditLineAnswer),
    handler: readTrail,
  });

async function readTrail({
  query,
  db,
}: Call<unknown, unknown, z.output<typeof AuditQuery>>): Promise<Answer> {
  const rows = await listLines(db, query);
  return { body: page(rows, query, show, ({ answeredAt, lineId }) => [answeredAt.getTime(), lineId]) };
}

const show = ({ lineId: _lineId, answeredAt: _answeredAt, problem, ...line }: WrittenLine) => ({
  ...line,
  problem: problem && `${problemsPath}/${problem}`,
});
