import { failure } from '@doudi/infra/failure';
import { type Api, type List, people, type Script, scripts, waitFor } from '@doudi/stack';
import {
  commissionNoOf,
  planFor,
  type Category,
  type Day,
  type Plan,
  type PlannedStep,
  type PlannedTask,
} from '@doudi/workflows';
import { walkSteps, type Decision } from './side.ts';

interface Progress {
  readonly outcome: string | null;
  readonly steps: readonly {
    readonly code: string;
    readonly openTask: string | null;
    readonly dueDay: Day | null;
  }[];
}

/** Whose orders they are: the people and the project of the demonstration's first order. */
export const sample = scripts[0] as Pick<Script, 'agent' | 'enterprise' | 'project'>;

const plan = planFor('50') as Plan;
export const firstStep = plan.steps[0] as PlannedStep;

interface Walk {
  readonly api: Api;
  readonly orderNo: string;
  readonly agencyOf: (category: Category) => Promise<Agency>;
}

/** Brings an order from its opening to its permit. */
export async function walkOrder(walk: Walk): Promise<void> {
  const { api, orderNo } = walk;
  await walkSteps(plan.steps, (step, place) => playTask(walk, step, place));
  await waitFor(
    { what: `the permit of ${orderNo}` },
    async () => (await readProgress(api, orderNo)).outcome ?? false,
  );
}

export const readProgress = (api: Api, orderNo: string): Promise<Progress> =>
  api.get<Progress>(sample.agent, `/v1/progress/${orderNo}`);

async function playTask({ api, orderNo, agencyOf }: Walk, step: PlannedStep, place: number): Promise<void> {
  const task = step.tasks[place] as PlannedTask;
  if (task.kind === 'commission') return serve(api, orderNo, task, await agencyOf(task.category));
  // what a decision opened in its own step is there when it is answered; all else comes a moment later
  const before = step.tasks[place - 1]?.kind ?? (step.after.length === 0 ? 'review' : 'step');
  if (before !== 'review') await untilOpen(api, orderNo, step, task);
  await decide(api, orderNo, { task, verb: 'review', closes: false });
  await decide(api, orderNo, { task, verb: 'check', closes: true });
}

const untilOpen = (api: Api, orderNo: string, { code }: PlannedStep, task: PlannedTask) =>
  waitFor({ what: `${task.code} of ${orderNo}` }, async () => {
    const { steps } = await readProgress(api, orderNo);
    return steps.find((step) => step.code === code)?.openTask === task.code;
  });

/** A check that does not close its task sends it back to the reviewer. */
export async function decide(
  api: Api,
  orderNo: string,
  { task, verb, closes }: Omit<Decision, 'task'> & { readonly task: PlannedTask },
): Promise<void> {
  const department = task.kind === 'review' ? task.department.toLowerCase() : '';
  const check = closes ? { verdict: 'approve' } : { verdict: 'return', note: '请补充依据' };
  await api.post(
    `${verb === 'review' ? 'reviewer' : 'checker'}-${department}`,
    `/v1/tasks/${orderNo}/${task.code}/${verb}`,
    verb === 'review' ? { opinion: 'approve' } : check,
  );
}

/** The five milestones of a commission: briefed, engaged, signed, handed in, accepted. */
async function serve(api: Api, orderNo: string, { code }: PlannedTask, agency: Agency): Promise<void> {
  const { enterprise } = sample;
  const path = `/v1/commissions/${commissionNoOf(orderNo, code)}`;
  await waitFor({ what: `the commission ${code} of ${orderNo}` }, () => api.find(enterprise, path));
  await api.post(enterprise, `${path}/brief`, { way: 'direct', requirements: '按规范编制' });
  await api.post(enterprise, `${path}/engagement`, { agencyNo: agency.agencyNo, priceYuan: 98_000 });
  await api.post(agency.who, `${path}/signature`, {});
  await api.post(agency.who, `${path}/deliverables`, {});
  await api.post(enterprise, `${path}/acceptance`, {});
}

interface Agency {
  readonly who: string;
  readonly agencyNo: string;
}

/** The sample agency of a category, asked for once. */
export function agencies(api: Api): (category: Category) => Promise<Agency> {
  const known = new Map<Category, Promise<Agency>>();
  return (category) => {
    const agency = known.get(category) ?? findAgency(api, category);
    known.set(category, agency);
    return agency;
  };
}

async function findAgency(api: Api, category: Category): Promise<Agency> {
  const who = `agency-${category.toLowerCase()}`;
  const path = `/v1/agencies?category=${category}`;
  const { items } = await api.get<List<{ agencyNo: string; uscc: string }>>(who, path);
  const agency = items.find(({ uscc }) => uscc === people[who]?.uscc);
  if (!agency) throw failure(`The market has no agency of ${who}.`);
  return { who, agencyNo: agency.agencyNo };
}
