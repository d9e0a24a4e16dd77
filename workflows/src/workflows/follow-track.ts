import { condition, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import type { Plan } from '../domain/plan.ts';
import type { StepCode, Track } from '../domain/tracks-and-steps.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import type { OrderWrite, RecordedEvent } from '../messages/activities.ts';
import type { Ending, Registration, TrackChange, TrackReceipt } from '../messages/order.ts';
import { type Changed, changedPlan, changingStep } from '../rules/plan/changed-plan.ts';
import { stepHandles } from './handles.ts';
import { notify, type Notified } from './notify.ts';
import { accepted } from './refuse.ts';

/** What a change needs to know of its order, and does to it. */
interface Changing {
  isRegistered(): boolean;
  registration(): Registration;
  ending(): Ending | undefined;
  /** from here on it takes this over from an earlier order */
  carry(carried: Registration['carried']): void;
  /** numbers an event of now */
  note(kind: 'track-changed', by: string, detail: RecordedEvent['detail']): RecordedEvent;
  write(event: RecordedEvent): Promise<void>;
}

export type TrackFollower = ReturnType<typeof followTrack>;

/** Knows the plan an order goes by now, and changes its track while its project initiation is open. */
export function followTrack(first: Plan, order: Changing) {
  let plan = first;
  let isInitiationOver = false;
  let child: Notified | undefined;
  let writing: Promise<void> | undefined;
  return {
    plan: () => plan,
    /** what a write says of the plan: nothing before the first change */
    written: (): Pick<OrderWrite, 'plan' | 'carried'> =>
      plan === first ? {} : { plan, carried: order.registration().carried ?? null },
    judge,
    change,
    /** the writes of all changes; nothing to wait for where there was none */
    settled: () => writing,
    /** From here on the step is told of the track, which may have changed since it was started. */
    lead(step: Notified, startedWith: Track): Promise<void> | undefined {
      if (isInitiationOver) return undefined;
      child = step;
      return plan.track === startedWith ? undefined : show();
    },
    leave: (code: StepCode) => void (isInitiationOver ||= code === changingStep),
  };

  function judge({ plan: next }: TrackChange) {
    const { carried = null } = order.registration();
    return changedPlan({ plan, carried, isInitiationOver, ending: order.ending() ?? null }, next);
  }

  /** Judged as it is taken, after every change before it; written one after the other, so that the row ends with the last of them. */
  async function change(asked: TrackChange): Promise<TrackReceipt> {
    await condition(order.isRegistered);
    const next = accepted<Changed>(judge(asked));
    const former = plan;
    plan = next.plan;
    order.carry(next.carried ?? undefined);
    upsertSearchAttributes([{ key: searchAttributes.track, value: plan.track }]);
    const event = order.note('track-changed', asked.by, changeOf(former, plan));
    const before = writing;
    writing = (async () => {
      await before;
      await order.write(event);
      await show();
    })();
    await writing;
    return { seq: event.seq, at: event.at, former, plan: next.plan };
  }

  async function show(): Promise<void> {
    if (child && !isInitiationOver) await notify(child, stepHandles.showTrack, { track: plan.track });
  }
}

const changeOf = (from: Plan, to: Plan) => ({
  ...{ fromTrack: from.track, fromDays: from.budget },
  ...{ toTrack: to.track, toDays: to.budget },
});

/** Of a step, which only shows the track of its order. */
export function showTrack(first: Track): () => Track {
  let shown = first;
  const show = ({ track }: { track: Track }) => {
    shown = track;
    upsertSearchAttributes([{ key: searchAttributes.track, value: track }]);
  };
  setHandler(stepHandles.showTrack, show, { description: 'The order has been put on another track' });
  return () => shown;
}
