import { z } from 'zod';
import { type Answer, type Call, insertNotices, notFound, SubjectId, unfit } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import { bilingual } from '@doudi/infra/words';
import { shanghaiDay } from '@doudi/workflows';
import { findAgent } from './people.ts';
import { insertMandate, mandateScopes } from './mandates.ts';
import { mandateGranted } from './notices.ts';
import { ProjectCode } from './project-code.ts';
import { findProject } from './projects.ts';
import { showMandate } from './read-mandates.ts';
import { nextNumber } from './serials.ts';
import { things } from './words.ts';

/** Beyond it an instant has no ISO 8601 form of four-digit years. */
const lastInstant = Date.parse('9999-12-31T23:59:59.999+08:00');

const Fields = z.strictObject({
  projectCode: ProjectCode,
  /** the agent's subject, an opaque id */
  agentId: SubjectId,
  scopes: z
    .array(z.enum(mandateScopes))
    .min(1, bilingual('至少写一项范围', 'must name at least one scope'))
    .max(20)
    .transform((scopes) => mandateScopes.filter((scope) => scopes.includes(scope))),
  expiresAt: z.iso
    .datetime({
      offset: true,
      error: bilingual(
        '须为带时区的时刻，如 2027-06-30T17:00:00+08:00',
        'must be an instant with its offset, such as 2027-06-30T17:00:00+08:00',
      ),
    })
    .refine(
      (at) => Date.parse(at) < lastInstant,
      bilingual('须在公元 9999 年结束之前', 'must lie before the end of the year 9999'),
    )
    .transform((at) => Date.parse(at)),
});
export const RecordMandate = Fields.meta({
  id: 'RecordMandate',
  // not plainly `examples`: those of what is transformed are taken for answers, and left out
  override: {
    examples: [
      {
        projectCode: '2601-330683-04-01-000001',
        agentId: 'p-1001',
        scopes: ['order', 'commission'],
        expiresAt: '2099-06-30T17:00:00+08:00',
      },
    ],
  },
});
export type RecordMandate = z.output<typeof RecordMandate>;

export const notOnTheRoster = {
  zh: '须为代办员名册中在岗的代办员；名册见 GET /v1/people/agents',
  en: 'must be an active agent of the roster: see GET /v1/people/agents',
};

/** Records what an enterprise lets an agent do for a project. The enterprise itself or an administrator does it. */
export const recordMandate =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ body, caller, scope, db }: Call<RecordMandate>): Promise<Answer> => {
    const project = await findProject(db, body.projectCode, scope);
    if (!project) throw notFound(things.project);
    const grantedAt = await clock.now(db);
    if (body.expiresAt <= grantedAt)
      throw unfit([{ at: '/expiresAt', fault: { zh: '须在将来', en: 'must lie in the future' } }]);
    const agent = await findAgent(db, body.agentId);
    if (!agent) throw unfit([{ at: '/agentId', fault: notOnTheRoster }]);
    const mandateNo = await nextNumber(db, 'M', shanghaiDay(grantedAt));
    const mandate = { mandateNo, ...body, grantedBy: caller.subject, grantedAt };
    await insertMandate(db, mandate);
    await insertNotices(db, mandateGranted(mandate, { at: grantedAt, by: caller.subject }));
    const shown = showMandate(
      { ...mandate, agentName: agent.name, uscc: project.uscc, revokedAt: null, revokedBy: null },
      grantedAt,
    );
    return { status: 201, body: shown };
  };
