import type { Calendar } from '../../domain/calendar.ts';
import type { AskedDepartment, Case, ScheduledItem } from '../../domain/case.ts';
import { officeDay } from '../calendar/office-day.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import { commitmentOf, isPending, promiseIsIdle } from './case-commitments.ts';
import {
  answerIsUntrue,
  callBackIsBarred,
  confirmationIsBarred,
  ended,
  takeAnswer,
  takeCallBack,
  takeConfirmation,
  unlessCommitted,
} from './case-endings.ts';
import type { ActOn, CaseActKind, CaseJudged } from './case-events.ts';
import { raised } from './case-levels.ts';

/** Who does an act: an officer of the window, a second person, a party by its own token, or the person who reported the case. */
export type CaseActedBy = 'officer' | 'second-person' | 'planner' | 'department' | 'party' | 'reporter';

/** An act on a case: who does it, in which states, what else must hold, and what it makes of the case. */
interface Act<K extends CaseActKind> {
  readonly by: CaseActedBy;
  readonly in: readonly Case['state'][];
  readonly unless: (one: Case, event: ActOn<K>, calendar: Calendar) => CaseJudged;
  /** `next` is the case with the event counted */
  readonly take: (next: Case, event: ActOn<K>, calendar: Calendar) => Case;
}

const never = (): CaseJudged => undefined;
const open: readonly Case['state'][] = ['open'];
const unanswered: readonly Case['state'][] = ['open', 'confirming'];
const alive: readonly Case['state'][] = ['open', 'confirming', 'calling-back', 'committed'];

/** An officer who works on a case that nobody has takes it. */
const taken = (next: Case, by: string): Case => (next.handler === null ? { ...next, handler: by } : next);
const byOfficer = (next: Case, { by }: { readonly by: string }): Case => taken(next, by);

/** The one table of what people do with a case: the validator judges by it, and reads list by it what is open to whom. */
export const caseActs: { readonly [K in CaseActKind]: Act<K> } = {
  act: {
    by: 'officer',
    in: alive,
    unless: never,
    take: (next, { by, at, action }) => {
      const isContact = action === 'called' || action === 'visited';
      const contactedAt = next.contactedAt ?? (isContact ? at : null);
      return { ...taken(next, by), contactedAt };
    },
  },
  'hand-over': {
    by: 'officer',
    in: alive,
    unless: ({ handler }, { to }) => (handler === to ? { refused: 'handler-already' } : undefined),
    take: (next, { to }) => ({ ...next, handler: to }),
  },
  arrange: {
    by: 'officer',
    in: unanswered,
    unless: ({ style, lead }, event) =>
      (event.style ?? style) === style && (event.lead ?? lead) === lead
        ? { refused: 'nothing-changes' }
        : undefined,
    take: (next, { by, style = next.style, lead = next.lead }) => ({ ...taken(next, by), style, lead }),
  },
  ask: {
    by: 'officer',
    in: unanswered,
    unless: ({ asked }, { department, day, at }, calendar) =>
      asked.some((one) => one.department === department && isAwaited(one))
        ? { refused: 'asked-already' }
        : dayIsUnfit(calendar, day, at),
    take: (next, { by, at, department, day, isPermit }) => {
      const asking = { department, day, isPermit, askedAt: at, stance: null, answeredAt: null };
      return { ...taken(next, by), asked: [...next.asked, { ...asking, silentAt: null }] };
    },
  },
  answer: {
    by: 'department',
    in: unanswered,
    unless: ({ asked }, { department }) =>
      asked.some((one) => one.department === department && isAwaited(one))
        ? undefined
        : { refused: 'not-asked' },
    take: (next, { department, stance, at }) => ({
      ...next,
      asked: next.asked.map((one) =>
        one.department === department && isAwaited(one) ? { ...one, stance, answeredAt: at } : one,
      ),
    }),
  },
  'set-commitment': {
    by: 'officer',
    in: unanswered,
    unless: promiseIsIdle,
    take: (next, event) => withCommitment(taken(next, event.by), event),
  },
  fulfil: {
    by: 'party',
    in: alive,
    unless: ({ commitments }, { no, party }) => {
      const one = commitments.find((each) => each.no === no && each.party === party);
      if (one?.deed !== 'do') return { refused: 'no-such-commitment' };
      return isPending(one) ? undefined : { refused: 'commitment-over' };
    },
    take: (next, { no, at }) => {
      const commitments = next.commitments.map((one) => (one.no === no ? { ...one, keptAt: at } : one));
      return unlessCommitted({ ...next, commitments }, at);
    },
  },
  schedule: {
    by: 'officer',
    in: unanswered,
    unless: (_one, { day, at }, calendar) => dayIsUnfit(calendar, day, at),
    take: (next, { by, party, day }) => {
      const item: ScheduledItem = { no: next.events, party, day, doneAt: null, missedAt: null };
      return { ...taken(next, by), schedule: [...next.schedule, item] };
    },
  },
  'finish-item': {
    by: 'officer',
    in: unanswered,
    unless: ({ schedule }, { no }) => {
      const item = schedule.find((one) => one.no === no);
      if (!item) return { refused: 'no-such-item' };
      return item.doneAt === null ? undefined : { refused: 'item-over' };
    },
    take: (next, { by, no, at }) => {
      const schedule = next.schedule.map((one) => (one.no === no ? { ...one, doneAt: at } : one));
      return { ...taken(next, by), schedule };
    },
  },
  meet: { by: 'officer', in: unanswered, unless: never, take: byOfficer },
  plan: {
    by: 'planner',
    in: unanswered,
    unless: ({ level }, { day, at }, calendar) =>
      level === 'L4' ? dayIsUnfit(calendar, day, at) : { refused: 'no-plan-at-level', level },
    take: (next, { day }) => ({ ...next, plan: { ...next.plan, day, missedAt: null } }),
  },
  raise: {
    by: 'officer',
    in: unanswered,
    unless: ({ level }) => (level === 'L4' ? { refused: 'level-at-top' } : undefined),
    take: (next, { by, at }) => raised(taken(next, by), at),
  },
  urge: {
    by: 'officer',
    in: unanswered,
    unless: ({ orderNo }) => (orderNo === null ? { refused: 'order-not-linked' } : undefined),
    take: byOfficer,
  },
  'ask-stop-end': {
    by: 'officer',
    in: unanswered,
    unless: ({ orderNo }) => (orderNo === null ? { refused: 'order-not-linked' } : undefined),
    take: byOfficer,
  },
  link: {
    by: 'officer',
    in: alive,
    unless: ({ orderNo, commissionNo }, event) => {
      if (event.orderNo !== undefined && orderNo !== null) return { refused: 'linked-already', orderNo };
      if (event.commissionNo !== undefined && commissionNo !== null)
        return { refused: 'linked-already', commissionNo };
      return undefined;
    },
    take: (next, { by, orderNo = next.orderNo, commissionNo = next.commissionNo }) => {
      return { ...taken(next, by), orderNo, commissionNo };
    },
  },
  merge: {
    by: 'officer',
    in: open,
    unless: (one) => (one.way === 'timeout' ? { refused: 'late-not-decided' } : undefined),
    take: (next, { by, at, into }) => ({
      ...{ ...ended(next, 'merged', at), proposedBy: by, mergedInto: into },
    }),
  },
  close: { by: 'officer', in: open, unless: answerIsUntrue, take: takeAnswer },
  confirm: {
    by: 'second-person',
    in: ['confirming'],
    unless: confirmationIsBarred,
    take: takeConfirmation,
  },
  'call-back': { by: 'second-person', in: ['calling-back'], unless: callBackIsBarred, take: takeCallBack },
  withdraw: {
    by: 'reporter',
    in: unanswered,
    unless: ({ way }) => (way === 'timeout' ? { refused: 'outcome-not-for-people' } : undefined),
    take: (next, { by, at }) => ({ ...ended(next, 'withdrawn', at), proposedBy: by }),
  },
};

/** Whether a department that was asked can still be heard: after its silence, too, as long as nobody has answered the case. */
const isAwaited = ({ answeredAt }: AskedDepartment): boolean => answeredAt === null;

const withCommitment = (next: Case, event: ActOn<'set-commitment'>): Case => ({
  ...next,
  commitments: [...next.commitments, commitmentOf(event, { no: next.events, at: event.at })],
});

/** A date that people are held to is a working day, today or later. */
function dayIsUnfit(calendar: Calendar, day: ScheduledItem['day'], at: number): CaseJudged {
  const earliest = officeDay(calendar, at);
  return day >= earliest && isWorkingDay(calendar, day) ? undefined : { refused: 'day-unfit', earliest };
}
