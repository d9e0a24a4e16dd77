import { type Answer, type Call, type Fault, notFound, oneLine, unfit } from '@doudi/infra/http';
import {
  categories,
  categoriesFor,
  faultsOfWork,
  openCommission,
  ownPurposes,
  type OwnWork,
  paperTopics,
  rulesOfNow,
  shanghaiDay,
  topicsOf,
  topicsOfWork,
} from '@doudi/workflows';
import { z } from 'zod';
import { commissionAnswer } from './commission-answer.ts';
import { getCommission } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { PromisedDays } from './engage-agency.ts';
import { tellOf } from './notices.ts';
import { insertOwnCommission, nextOwnNumber } from './own-commissions.ts';
import { findOwnersProject, ProjectCode } from './project-sheets.ts';
import { ownerSide } from './sides.ts';
import { things } from './words.ts';

export const OwnCommission = z
  .strictObject({
    projectCode: ProjectCode,
    /** what becomes of the accepted result: the kind of paper it is */
    purpose: z.enum(ownPurposes),
    category: z.enum(categories),
    /** working days the owner gives the work */
    days: PromisedDays,
    /** what the paper is to stand for; all that such work can when absent */
    topics: z.array(z.enum(paperTopics)).max(paperTopics.length).optional(),
    /** of a joint survey or an area evaluation: what it covers, in words */
    scope: oneLine(400).optional(),
  })
  .meta({
    id: 'OwnCommission',
    examples: [
      {
        ...{ projectCode: '2601-330683-04-01-000001', purpose: 'joint-survey', category: 'MAP', days: 7 },
        ...{ topics: ['planning-survey', 'land-survey', 'property-survey'], scope: '一期厂房及附属用房' },
      },
    ],
  });
type OwnCommission = z.output<typeof OwnCommission>;
type OwnCall = Call<OwnCommission>;

/** The project of the caller's side. Throws 404. */
async function getProject({ db, scope, body }: OwnCall) {
  const project = await findOwnersProject(db, body.projectCode, ownerSide(scope));
  if (!project) throw notFound(things.project);
  return project;
}

/** Throws 404 where the caller no longer stands on the owner's side of the project. */
export const refuseFormerProject = async (call: OwnCall): Promise<void> => void (await getProject(call));

/** The owner's side commissions a work that no task of an order asks for; the brief is the next act, as of any commission. */
export const commissionOwnWork =
  ({ now }: Dependencies) =>
  async (call: OwnCall): Promise<Answer> => {
    const { db, body, caller } = call;
    const { projectCode, uscc } = await getProject(call);
    const faults = faultsOfWork(body).map((at) => faultAt[at](body));
    if (faults.length > 0) throw unfit(faults);
    const at = await now(db);
    const commissionNo = await nextOwnNumber(db, shanghaiDay(at));
    const { purpose, category, days, scope = null } = body;
    await insertOwnCommission(
      db,
      {
        ...{ commissionNo, projectCode, uscc, category, days, purpose, scope, openedBy: caller.subject },
        topics: topicsOfWork(body),
      },
      openCommission({ openedAt: at, rulesVersion: rulesOfNow, isOwn: true }),
    );
    const opened = await getCommission(db, commissionNo);
    await tellOf(db, opened, { kind: 'open', seq: 0, at, by: caller.subject });
    const headers = { location: `/v1/commissions/${commissionNo}` };
    return { status: 201, body: commissionAnswer(opened), headers };
  };

const faultAt: Readonly<Record<ReturnType<typeof faultsOfWork>[number], (work: OwnWork) => Fault>> = {
  category: ({ purpose }) => ({ at: '/category', fault: oneOf(categoriesFor(purpose)) }),
  topics: ({ purpose, category, scope: _scope }) => {
    const possible = topicsOfWork({ purpose, category });
    return { at: '/topics', fault: oneOf(possible.length > 0 ? possible : topicsOf(purpose)) };
  },
  scope: () => ({
    at: '/scope',
    fault: { zh: '此类成果须写明范围', en: 'is missing: such a result says what it covers' },
  }),
};

const oneOf = (codes: readonly string[]) => ({
  zh: `可填：${codes.join('、') || '（无）'}`,
  en: `can be: ${codes.join(', ') || 'none'}`,
});
