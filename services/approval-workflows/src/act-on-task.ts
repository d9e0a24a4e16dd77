import { type Answer, type Call, IsoDay, someLines, unfit } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import {
  paperKinds,
  stepMessages,
  stopReasons,
  type Day,
  type PlannedStep,
  type TaskActEvent,
} from '@doudi/workflows';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import type { CallWorkflow } from './call-workflow.ts';
import type { Dependencies } from './dependencies.ts';
import { missingNow, standingNow } from './project-papers.ts';
import { consulting, ofDepartment, departmentIn, type OfTask, stepOfTask } from './task-in-plan.ts';
import { asText, type Text } from './texts.ts';
import { updateTask } from './update-task.ts';
import { noteFor } from './words.ts';

const note = someLines(2_000);

/** Working days the applicant has to supply what is missing, when the notice does not say more. */
const supplementDays = 10;
const missing = {
  lines: z
    .array(
      z
        .strictObject({
          /** the kind of paper it is about */
          paper: z.enum(paperKinds).optional(),
          /** the project has one that is valid, and it is at fault as the text says: a newer version is asked for */
          isFlawed: z.boolean().optional(),
          text: someLines(500),
        })
        .refine(({ paper, isFlawed }) => !isFlawed || paper, {
          path: ['paper'],
          error: bilingual('须写明是哪类材料', 'must say which kind of paper it is'),
        }),
    )
    .min(1, bilingual('至少写明一项', 'must name at least one line'))
    .max(50),
  days: z.int().min(supplementDays).max(60).optional(),
};
const line = { paper: 'site-plan', isFlawed: true, text: '总平面图缺少消防车道标注' };

/** What is missing, told once. */
export const SupplementBody = z
  .strictObject(missing)
  .meta({ id: 'SupplementNotice', examples: [{ lines: [line] }] });
type SupplementBody = z.output<typeof SupplementBody>;

/** What a department asks leave for: to stop the clock for one of the reasons of the law, or to extend the limit by law. */
export const StopRequestBody = z.strictObject({ reason: z.enum(stopReasons), lastDay: IsoDay, note }).meta({
  id: 'StopRequest',
  examples: [{ reason: 'expert-review', lastDay: '2099-03-20', note: '方案须经专家评审' }],
});
export const ExtensionRequestBody = z
  .strictObject({ note })
  .meta({ id: 'ExtensionRequest', examples: [{ note: '案情复杂，二十日内不能作出决定' }] });

export const EndStopBody = z
  .strictObject({ note })
  .meta({ id: 'StopEnd', examples: [{ note: '专家评审已提前完成' }] });

export const OpinionBody = z
  .strictObject({ opinion: z.enum(['no-objection', 'objection']), note: note.optional() })
  .refine(({ opinion, note: reason }) => opinion === 'no-objection' || reason, {
    path: ['note'],
    error: noteFor('opinion', 'objection'),
  })
  .meta({ id: 'ConsultedOpinion', examples: [{ opinion: 'no-objection' }] });

export const PublicNoticeBody = z
  .strictObject({ from: IsoDay, to: IsoDay })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    error: bilingual('不得早于 from', 'must not be before from'),
  })
  .meta({ id: 'PublicNotice', examples: [{ from: '2026-03-02', to: '2026-03-06' }] });

interface Act {
  readonly act: TaskActEvent;
  readonly text: Text | undefined;
}

/** Of what is missing: the event, and what the applicant reads. */
function asked({ lines, days = supplementDays }: SupplementBody) {
  // a line without a kind can only be answered by what the applicant says
  const isAnsweredByPapers = lines.every(({ paper }) => paper !== undefined);
  const kinds = isAnsweredByPapers ? [...new Set(lines.flatMap(({ paper = [] }) => paper))] : [];
  const text = { body: lines.map(({ text: line }) => line).join('\n'), lines };
  return { says: { days, ...(kinds.length > 0 && { kinds }) }, text };
}

/** What each body says, as an act and a text. */
export const acts = {
  askSupplement: (body: SupplementBody): Act => {
    const { says, text } = asked(body);
    return { act: { kind: 'ask-supplement', ...says }, text };
  },
  requestSupplement: (body: SupplementBody): Act => {
    const { says, text } = asked(body);
    return { act: { kind: 'request', request: { kind: 'supplement', ...says } }, text };
  },
  requestStop: ({ reason, lastDay, note: why }: z.output<typeof StopRequestBody>): Act => ({
    act: { kind: 'request', request: { kind: 'stop', reason, lastDay: lastDay as Day } },
    text: { body: why },
  }),
  requestExtension: ({ note: why }: z.output<typeof ExtensionRequestBody>): Act => ({
    act: { kind: 'request', request: { kind: 'extension' } },
    text: { body: why },
  }),
  endStop: (body: z.output<typeof EndStopBody>): Act => ({
    act: { kind: 'end-stop' },
    text: { body: body.note },
  }),
  opine: ({ opinion, note: reason }: z.output<typeof OpinionBody>): Act => ({
    act: { kind: 'opine', opinion },
    text: asText(reason),
  }),
  announce: ({ from, to }: z.output<typeof PublicNoticeBody>): Act => ({
    act: { kind: 'announce', from: from as Day, to: to as Day },
    text: undefined,
  }),
};

/** Where something is done. */
interface AtTask extends OfTask {
  readonly step: PlannedStep;
  readonly db: Queryable;
}

interface Theirs<Body> {
  /** whose the review must be; its own department's, unless said */
  readonly theirs?: typeof ofDepartment;
  /** throws what no schema can say of the body */
  readonly refuseUnfit?: (call: Call<Body, OfTask>) => Promise<void>;
}

/** Something a department does with a review: its own, or one for which it is consulted. */
export const actOnTask =
  <Body>(
    { call }: { call: CallWorkflow },
    actOf: (body: Body, at: AtTask) => Act | Promise<Act>,
    { theirs = ofDepartment, refuseUnfit }: Theirs<Body> = {},
  ) =>
  async (asked: Call<Body, OfTask>): Promise<Answer> => {
    const { caller, scope, params, body, db, requestKey } = asked;
    const department = departmentIn(scope);
    const step = await stepOfTask(db, params, theirs(department));
    await refuseUnfit?.(asked);
    const { act, text } = await actOf(body, { ...params, step, db });
    const by = { subject: caller.subject, department };
    return updateTask(db, call, {
      ...params,
      step,
      by,
      name: stepMessages.act,
      says: { act },
      text,
      requestKey,
    });
  };

/** Tells what is missing, at once or with leave; a paper that the project has and that is valid is not asked for again. */
export const actOnMissing = (
  needs: Pick<Dependencies, 'call' | 'clock'>,
  actOf: (typeof acts)['askSupplement' | 'requestSupplement'],
) =>
  actOnTask(needs, actOf, {
    refuseUnfit: async ({ body, db, params }) => {
      const pool = await standingNow(db, needs, params.orderNo);
      const faults = body.lines.flatMap(({ paper, isFlawed }, index) => {
        const standing = paper && !isFlawed ? pool(paper) : undefined;
        return standing?.state === 'in'
          ? [{ at: `/lines/${index}/paper`, fault: inThePool(standing.paperNo) }]
          : [];
      });
      if (faults.length > 0) throw unfit(faults);
    },
  });

const inThePool = (paperNo: string) => ({
  zh: `已有有效材料 ${paperNo}，不得再要；若其有误，请写 isFlawed: true 并说明`,
  en: `the project has a valid one, ${paperNo}: it is not asked for again; if it is at fault, say isFlawed: true and what is wrong`,
});

/** Accepting papers takes along which of the list are missing at this moment. */
export const acceptPapers = (needs: Pick<Dependencies, 'call' | 'clock'>) =>
  actOnTask<unknown>(needs, async (_body, { db, ...at }) => ({
    act: { kind: 'accept-papers', ...(await missingNow(db, needs, at)) },
    text: undefined,
  }));

export const opine = (needs: { call: CallWorkflow }) => actOnTask(needs, acts.opine, { theirs: consulting });
