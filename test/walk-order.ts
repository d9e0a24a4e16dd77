import { planFor, taskCodes, type Day, type PaperKind, type Plan, type TaskCode } from '@doudi/workflows';
import type { OrderAnswer } from '../stack/src/demo/answers.ts';
import type { Api } from '../stack/src/demo/api.ts';
import { openOrder, registerProject } from '../stack/src/demo/open-order.ts';
import { playOrder } from '../stack/src/demo/play-order.ts';
import type { Script } from '../stack/src/demo/script.ts';

interface Walk extends Pick<Script, 'agent' | 'enterprise' | 'project' | 'track'> {
  readonly days?: number;
  /** the papers that are not handed in; none by default, whatever a script lacks */
  readonly missing?: readonly PaperKind[];
  /** the tasks that are done; all of them by default */
  readonly tasks?: readonly TaskCode[];
}

/** Nobody waits for a day here: each acts as soon as it is their turn. */
const atOnce = { untilDay: () => Promise.resolve(), mustBeOn: () => undefined };

/** Opens an order of a new project and works on it as far as its tasks go. Answers its number and the plan. */
export async function walkOrder(api: Api, walk: Walk): Promise<{ orderNo: string; plan: Plan }> {
  await registerProject(api, { ...walk, lacks: walk.missing ?? [] });
  const { orderNo }: OrderAnswer = await openOrder(api, walk);
  const plan = planFor(walk.track, walk.days) as Plan;
  const done = Object.fromEntries((walk.tasks ?? taskCodes).map((task) => [task, '2017-06-16' as Day]));
  await playOrder({ api, orderNo, plan, enterprise: walk.enterprise, done, pace: atOnce });
  return { orderNo, plan };
}
