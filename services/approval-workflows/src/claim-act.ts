import { type Answer, type Call, IsoInstant, someLines, unfit } from '@doudi/infra/http';
import {
  claimSpan,
  judgeRecordAct,
  officeDay,
  shanghaiIso,
  workingDaysBetween,
  type Calendar,
  type Instant,
  type RecordedReview,
} from '@doudi/workflows';
import { z } from 'zod';
import { insertClaim, listClaimsOfTask, type NewClaim } from './claims.ts';
import type { Dependencies } from './dependencies.ts';
import { showClaim } from './record-answer.ts';
import { insertRecordEvent } from './record-event.ts';
import { lockReview } from './recorded-review.ts';
import { departmentIn, ofDepartment, type OfTask } from './task-in-plan.ts';
import { insertText } from './texts.ts';
import { refuse } from './words.ts';

/** The number of an act within its step, and when it really happened. */
export const ClaimBody = z
  .strictObject({
    event: z.int().min(1).max(1_000_000),
    claimedAt: IsoInstant,
    note: someLines(2_000),
  })
  .meta({
    id: 'NewClaim',
    examples: [{ event: 2, claimedAt: '2017-06-16T10:30:00+08:00', note: '系统停机，意见先写在纸上' }],
  });

/** Claims that an act of the caller's department happened earlier than it is on record. The clocks keep the instant it bears. */
export const claimAct =
  ({ clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async (call: Call<z.output<typeof ClaimBody>, OfTask>): Promise<Answer> => {
    const { caller, scope, params, body, db, requestKey } = call;
    const department = departmentIn(scope);
    const { row, step, review } = await lockReview(db, params, ofDepartment(department));
    const refused = judgeRecordAct('claim', review, body, { ...caller, department });
    if (refused) throw refuse(refused);
    const act = times(review, body, await calendarOf(db, row.calendarVersion));
    const by = caller.subject;
    const textId = await insertText(db, { text: { body: body.note }, by, requestKey });
    const claim = { ...params, step, department, event: body.event, ...act, by, at: await clock.now() };
    const no = await insertClaim(db, { ...claim, textId });
    if (no === undefined) throw refuse({ refused: 'claimed-already' });
    const recorded = { kind: 'claim', no, order: row, step, task: params.task, department } as const;
    await insertRecordEvent(db, recorded, eventOf(claim, textId));
    const stored = (await listClaimsOfTask(db, params)).find((one) => one.no === no);
    return { body: stored && showClaim(stored) };
  };

const eventOf = ({ by, at, event, claimedAt }: Omit<NewClaim, 'textId'>, note: string | null) => ({
  ...{ seq: 1, at, kind: 'claim' as const, by },
  detail: { event, claimedAt: shanghaiIso(claimedAt), note },
});

/** When the act happened and when it is on record; throws 422 when it cannot have happened then. */
function times(review: RecordedReview, { event, claimedAt }: z.output<typeof ClaimBody>, calendar: Calendar) {
  const [act, span] = [review.acts.find(({ no }) => no === event), claimSpan(review, event)];
  const claimed: Instant = Date.parse(claimedAt);
  if (!act || !span) throw refuse({ refused: 'no-such-act', acts: [] });
  if (claimed < span.from || claimed >= span.until) throw unfit([{ at: '/claimedAt', fault: outside(span) }]);
  const workingDays = workingDaysBetween(calendar, officeDay(calendar, claimed), officeDay(calendar, act.at));
  return { kind: act.kind, recordedAt: act.at, claimedAt: claimed, workingDays };
}

const outside = ({ from, until }: { from: Instant; until: Instant }) => ({
  zh: `须不早于任务开始（${shanghaiIso(from)}），且早于记录时刻（${shanghaiIso(until)}）`,
  en: `must not lie before the task opened (${shanghaiIso(from)}), and before the instant on record (${shanghaiIso(until)})`,
});
