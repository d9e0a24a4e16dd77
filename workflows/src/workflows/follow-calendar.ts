import { condition } from '@temporalio/workflow';
import type { Registration } from '../messages/order.ts';
import { approvals } from './activities.ts';
import type { OpenSteps } from './run-plan.ts';
import { stepHandles } from './handles.ts';
import { notify } from './notify.ts';

interface Followed {
  readonly orderNo: string;
  /** the version last published, when the order was notified of one */
  published(): string | undefined;
  registration(): Registration;
  move(registration: Registration): Promise<void>;
  isOver(): boolean;
}

/** Moves an order to each calendar that is published while it runs: first its own row, then every open step. */
export async function followCalendar({ orderNo, ...order }: Followed, open: OpenSteps): Promise<void> {
  const wanted = () => {
    const version = order.published();
    return version !== undefined && version !== order.registration().calendar.version ? version : undefined;
  };
  for (;;) {
    await condition(() => order.isOver() || wanted() !== undefined);
    const version = wanted();
    if (order.isOver() || version === undefined) return;
    const calendar = await approvals.moveOrder(orderNo, version);
    const moved = { ...order.registration(), calendar };
    const movedOrder = order.move(moved);
    for (const step of [...open]) await notify(step, stepHandles.moveCalendar, { calendar });
    await movedOrder;
  }
}
