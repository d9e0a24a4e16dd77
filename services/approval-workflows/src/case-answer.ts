import { ActionAnswer, IsoDay, IsoInstant, WordsAnswer } from '@doudi/infra/http';
import {
  askedStances,
  callBackResults,
  caseCauses,
  caseDueDay,
  caseOutcomes,
  caseStates,
  caseWays,
  commissionNoOf,
  commitmentDeeds,
  departments,
  isCommissionTask,
  isProvisional,
  isUnanswered,
  levelsOfCases,
  serviceStyles,
  shanghaiIso,
  shanghaiIsoOrNull,
  stepCodes,
  taskCodes,
  type Calendar,
  type Case,
  type TaskCode,
} from '@doudi/workflows';
import { z } from 'zod';
import { ratingChannels } from './case-ratings.ts';
import { Attachment } from './attachment-answer.ts';

/** A case as lists show it. */
export const CaseSummary = z
  .strictObject({
    caseNo: z.string(),
    way: z.enum(caseWays),
    cause: z.enum(caseCauses),
    isUrgent: z.boolean(),
    orderNo: z.string().nullable(),
    step: z.enum(stepCodes).nullable(),
    commissionNo: z.string().nullable(),
    level: z.enum(levelsOfCases),
    levelSince: IsoInstant,
    /** the last day of the level, at L4 of the plan; null once it is answered */
    dueDay: IsoDay.nullable(),
    provisional: z.boolean(),
    requiredBy: IsoInstant.nullable(),
    state: z.enum(caseStates),
    outcome: z.enum(caseOutcomes).nullable(),
    /** the subject id of the officer who has it */
    handler: z.string().nullable(),
    lead: z.enum(departments).nullable(),
    reopenings: z.int().min(0),
    openedAt: IsoInstant,
    contactedAt: IsoInstant.nullable(),
    /** since when a first contact was missing on the day of receipt */
    contactMissedAt: IsoInstant.nullable(),
    answeredAt: IsoInstant.nullable(),
    closedAt: IsoInstant.nullable(),
    mergedInto: z.string().nullable(),
  })
  .meta({ id: 'Case' });

const Party = z.string().meta({ examples: ['NRP', 'agency:91330683MAFAKE0199'] });
const at = IsoInstant.nullable();

/** What was written with an event, as far as the reader may read that. */
const CaseText = z.strictObject({
  note: z.string(),
  legalBasis: z.string().nullable(),
  alternative: z.string().nullable(),
  remedy: z.string().nullable(),
  whereTo: z.string().nullable(),
});

const CaseEvent = z
  .strictObject({
    seq: z.int().min(0),
    at: IsoInstant,
    kind: z.string(),
    what: WordsAnswer,
    by: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    text: CaseText.nullable(),
  })
  .meta({ id: 'CaseEvent' });

/** One case with all that it is and was. */
export const CaseRecord = CaseSummary.extend({
  style: z.enum(serviceStyles).nullable(),
  /** of the order: the task that whoever reported it names */
  task: z.enum(taskCodes).nullable(),
  /** what was reported; null by timeout, and for who may not read it */
  statement: z.string().nullable(),
  plan: z.strictObject({ day: IsoDay.nullable(), missingAt: at, missedAt: at }),
  failed: z.array(
    z.strictObject({
      level: z.enum(levelsOfCases),
      at: IsoInstant,
      because: z.enum(['level-over', 'required-by', 'commitment-broken']),
      who: z.array(z.string()),
    }),
  ),
  asked: z.array(
    z.strictObject({
      department: z.enum(departments),
      isPermit: z.boolean(),
      askedAt: IsoInstant,
      day: IsoDay,
      stance: z.enum(askedStances).nullable(),
      answeredAt: at,
      silentAt: at,
      /** silence in time counts as no objection, but never for a permit */
      countsAsNoObjection: z.boolean(),
    }),
  ),
  commitments: z.array(
    z.strictObject({
      no: z.int(),
      party: Party,
      deed: z.enum(commitmentDeeds),
      task: z.enum(taskCodes).nullable(),
      madeAt: IsoInstant,
      dueAt: IsoInstant,
      keptAt: at,
      brokenAt: at,
    }),
  ),
  schedule: z.array(z.strictObject({ no: z.int(), party: Party, day: IsoDay, doneAt: at, missedAt: at })),
  matters: z.array(
    z.strictObject({
      cause: z.enum(['task-overrun', 'step-red']),
      task: z.enum(taskCodes).nullable(),
      /** the commission of a task that an agency does: there an officer can replace the agency */
      commissionNo: z.string().nullable(),
      at: IsoInstant,
      decidedAt: at,
    }),
  ),
  /** since when the step is closed by whose lateness it came: it can be closed, too */
  stepClosedAt: at,
  callBack: z
    .strictObject({
      since: IsoInstant,
      tries: z.int(),
      result: z.enum(callBackResults).nullable(),
      missedAt: at,
    })
    .nullable(),
  /** numbers that were merged into this one */
  merged: z.array(z.string()),
  /** for officers; what the person wrote with it stands in `note` */
  ratings: z.array(
    z.strictObject({
      channel: z.enum(ratingChannels),
      stars: z.int().min(1).max(5),
      at: IsoInstant,
      note: z.string().nullable(),
    }),
  ),
  /** files that were given with it, or with one that was merged into it, as far as the reader reaches that */
  attachments: z.array(Attachment),
  actions: z.array(ActionAnswer),
  events: z.array(CaseEvent),
}).meta({ id: 'CaseRecord' });

/** What lists show of a case, as it stands by its calendar. */
export function showSummary(caseNo: string, one: Case, calendar: Calendar): z.output<typeof CaseSummary> {
  const dueDay = isUnanswered(one) ? caseDueDay(calendar, one) : null;
  const { way, cause, isUrgent, orderNo, step, commissionNo, level, state, outcome } = one;
  const { handler, lead, reopenings, mergedInto } = one;
  return {
    ...{ caseNo, way, cause, isUrgent, orderNo, step, commissionNo, level, state, outcome },
    ...{ handler, lead, reopenings, mergedInto, dueDay },
    provisional: dueDay !== null && isProvisional(calendar, dueDay),
    levelSince: shanghaiIso(one.levelSince),
    requiredBy: shanghaiIsoOrNull(one.requiredBy),
    openedAt: shanghaiIso(one.openedAt),
    contactedAt: shanghaiIsoOrNull(one.contactedAt),
    contactMissedAt: shanghaiIsoOrNull(one.contactMissedAt),
    answeredAt: shanghaiIsoOrNull(one.answeredAt),
    closedAt: shanghaiIsoOrNull(one.closedAt),
  };
}

/** What else a single read shows of a case. */
export function showParts(one: Case) {
  const iso = shanghaiIsoOrNull;
  const { plan, callBack } = one;
  return {
    style: one.style,
    plan: { day: plan.day, missingAt: iso(plan.missingAt), missedAt: iso(plan.missedAt) },
    failed: one.failed.map((each) => ({ ...each, at: shanghaiIso(each.at), who: [...each.who] })),
    asked: one.asked.map(({ askedAt, answeredAt, silentAt, ...each }) => ({
      ...{ ...each, askedAt: shanghaiIso(askedAt), answeredAt: iso(answeredAt), silentAt: iso(silentAt) },
      countsAsNoObjection: answeredAt === null && silentAt !== null && !each.isPermit,
    })),
    commitments: one.commitments.map(({ madeAt, dueAt, keptAt, brokenAt, ...each }) => ({
      ...{ ...each, madeAt: shanghaiIso(madeAt), dueAt: shanghaiIso(dueAt) },
      ...{ keptAt: iso(keptAt), brokenAt: iso(brokenAt) },
    })),
    schedule: one.schedule.map(({ doneAt, missedAt, ...each }) => ({
      ...{ ...each, doneAt: iso(doneAt), missedAt: iso(missedAt) },
    })),
    matters: one.matters.map(({ at: since, decidedAt, ...each }) => ({
      ...{ ...each, commissionNo: commissionOf(one, each.task) },
      ...{ at: shanghaiIso(since), decidedAt: iso(decidedAt) },
    })),
    stepClosedAt: iso(one.stepClosedAt),
    callBack: callBack && {
      ...{ since: shanghaiIso(callBack.since), tries: callBack.tries, result: callBack.result },
      missedAt: iso(callBack.missedAt),
    },
  };
}

/** An agency's task of an order has the commission that is named after both. */
const commissionOf = ({ orderNo }: Case, task: TaskCode | null): string | null =>
  orderNo !== null && task !== null && isCommissionTask(task) ? commissionNoOf(orderNo, task) : null;
