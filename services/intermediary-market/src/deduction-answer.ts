import { ActionAnswer, IsoDay, IsoInstant, type Caller } from '@doudi/infra/http';
import {
  appealDecisions,
  appealEndsAt,
  deductionKinds,
  refusalOfAppeal,
  refusalToDecide,
  shanghaiIso,
  shanghaiIsoOrNull,
  wordsOf,
  type Calendar,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import type { ShownDeduction } from './deductions.ts';

const AppealAnswer = z
  .strictObject({
    state: z.enum(['pending', ...appealDecisions]),
    at: IsoInstant,
    decidedAt: IsoInstant.nullable(),
    /** what the agency says; shown to the agency and to supervisors */
    text: z.string().nullable(),
    /** why it was decided so; shown to the same */
    reason: z.string().nullable(),
  })
  .meta({ id: 'Appeal' });

/** Points taken from an agency, with their evidence and what became of them. */
export const DeductionAnswer = z
  .strictObject({
    /** null of an overrun that is due and not logged yet: its days of appeal have not begun */
    deductionNo: z.int().min(1).nullable(),
    kind: z.enum(deductionKinds),
    points: z.int().min(1).max(100),
    at: IsoInstant,
    recordedAt: IsoInstant,
    /** of what was late: working days past the promised day */
    days: z.int().min(1).nullable(),
    promisedDay: IsoDay.nullable(),
    /** the commission and its milestone that show it; shown to the agency and to supervisors */
    commissionNo: z.string().nullable(),
    milestone: z.int().min(1).nullable(),
    /** what a supervisor wrote; shown to the same */
    evidence: z.string().nullable(),
    /** the end of the days in which the agency can appeal */
    appealUntil: IsoInstant,
    appeal: AppealAnswer.nullable(),
    actions: z.array(ActionAnswer),
  })
  .meta({ id: 'Deduction' });

/** Who reads, and when. */
export interface Seen {
  readonly caller: Caller;
  /** the caller is of the agency */
  readonly isAgencys: boolean;
  readonly calendar: Calendar;
  readonly now: Instant;
}

const isSupervisor = ({ caller }: Seen): boolean => caller.roles.includes('supervisor');

export function showDeduction(row: ShownDeduction, seen: Seen): z.output<typeof DeductionAnswer> {
  const isConcerned = seen.isAgencys || isSupervisor(seen);
  const concerned = <T>(value: T) => (isConcerned ? value : null);
  const { deductionNo, kind, points, days, promisedDay } = row;
  return {
    ...{ deductionNo, kind, points, days, promisedDay },
    at: shanghaiIso(row.at),
    recordedAt: shanghaiIso(row.recordedAt),
    commissionNo: concerned(row.commissionNo),
    milestone: concerned(row.milestone),
    evidence: concerned(row.evidence),
    appealUntil: shanghaiIso(appealEndsAt(seen.calendar, row.recordedAt)),
    appeal:
      row.appeal === null || row.appealedAt === null
        ? null
        : {
            state: row.appeal,
            at: shanghaiIso(row.appealedAt),
            decidedAt: shanghaiIsoOrNull(row.decidedAt),
            text: concerned(row.appealText),
            reason: concerned(row.decisionText),
          },
    actions: actionsOnDeduction(row, seen),
  };
}

/** What the caller can do about a deduction now: the agency appeals, a supervisor who did not record it decides. */
export function actionsOnDeduction(row: ShownDeduction, seen: Seen): ActionAnswer[] {
  if (row.deductionNo === null) return [];
  const { calendar, now, caller, isAgencys } = seen;
  const href = `/v1/agencies/${row.agencyNo}/deductions/${row.deductionNo}/appeal`;
  const action = (code: string, more: Pick<ActionAnswer, 'href' | 'fields' | 'until'>): ActionAnswer => ({
    ...{ action: code, what: wordsOf(code), verb: 'POST' },
    ...more,
  });
  const until = shanghaiIso(appealEndsAt(calendar, row.recordedAt) - 1);
  const appealing =
    isAgencys && !refusalOfAppeal(calendar, row, now)
      ? [action('appeal-deduction', { href, fields: ['text'], until })]
      : [];
  const deciding =
    isSupervisor(seen) && row.appeal === 'pending' && !refusalToDecide(asAppealed(row), caller.subject)
      ? [
          action('decide-appeal', {
            ...{ href: `${href}/decision`, fields: ['decision', 'reason'], until: null },
          }),
        ]
      : [];
  return [...appealing, ...deciding];
}

/** A deduction with an appeal as the rule of decisions takes it. */
export const asAppealed = ({ appeal, by }: Pick<ShownDeduction, 'appeal' | 'by'>) => ({
  decision: appeal === 'pending' ? null : appeal,
  recordedBy: by,
});
