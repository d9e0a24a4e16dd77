import type { Case } from '../../domain/case.ts';
import { reopened } from './case-endings.ts';
import type { CaseMark, CaseMarkKind } from './case-events.ts';
import { raisedFor } from './case-levels.ts';

/** What the clock makes of a case, with the mark's own instant. */
export const takeMark = (next: Case, mark: CaseMark): Case => effects[mark.kind](next, mark);

const effects: Readonly<Record<CaseMarkKind, (next: Case, mark: CaseMark) => Case>> = {
  'commitment-broken': takeBroken,
  silence: (next, { at, department }) => ({
    ...next,
    asked: next.asked.map((one) =>
      one.department === department && one.answeredAt === null ? { ...one, silentAt: at } : one,
    ),
  }),
  'item-missed': (next, { at, no }) => ({
    ...next,
    schedule: next.schedule.map((one) => (one.no === no ? { ...one, missedAt: at } : one)),
  }),
  'contact-missed': (next, { at }) => ({ ...next, contactMissedAt: at }),
  'plan-missing': (next, { at }) => ({ ...next, plan: { ...next.plan, missingAt: at } }),
  'plan-missed': (next, { at }) => ({ ...next, plan: { ...next.plan, missedAt: at } }),
  'call-back-missed': (next, { at }) => ({
    ...next,
    callBack: next.callBack && { ...next.callBack, missedAt: at },
  }),
  'level-up': (next, { at, because = 'level-over' }) => raisedFor(next, at, because),
};

/** A broken commitment raises the case; one that was answered on its strength is opened again. */
function takeBroken(next: Case, { at, no }: CaseMark): Case {
  const broken = next.commitments.find((one) => one.no === no);
  const commitments = next.commitments.map((one) => (one.no === no ? { ...one, brokenAt: at } : one));
  const told = { ...next, commitments };
  const isAnswered = next.state === 'calling-back' || next.state === 'committed';
  const open = isAnswered ? { ...reopened(told), levelSince: at } : told;
  return raisedFor(open, at, 'commitment-broken', broken ? [broken.party] : []);
}
