import { commissionNoOf, type Category, type Department, type TaskCode } from '@doudi/workflows';
import { failure } from '@doudi/infra/failure';
import { people } from '../issuer/people.ts';
import type { CommissionAnswer, DecisionAnswer, List } from './answers.ts';
import type { Api } from './api.ts';
import { waitFor } from './wait-for.ts';

/** A task of an order whose turn has come, and who acts for the enterprise. */
export interface Turn {
  readonly api: Api;
  readonly orderNo: string;
  readonly task: TaskCode;
  readonly enterprise: string;
  readonly signal?: AbortSignal;
}

/** A department decides: when the task is in its list one reviews it and another checks it. Answers the check. */
export async function decide(turn: Turn, department: Department): Promise<DecisionAnswer> {
  const { api, orderNo, task, signal } = turn;
  const [reviewer, checker] = [`reviewer-${department.toLowerCase()}`, `checker-${department.toLowerCase()}`];
  await waitFor({ what: `${task} of ${orderNo} in the list of ${department}`, signal }, async () => {
    const { items } = await api.get<List<{ orderNo: string; task: TaskCode }>>(
      reviewer,
      '/v1/tasks?limit=100',
    );
    return items.find((item) => item.orderNo === orderNo && item.task === task);
  });
  await api.post(reviewer, `/v1/tasks/${orderNo}/${task}/review`, { opinion: 'approve' });
  return api.post(checker, `/v1/tasks/${orderNo}/${task}/check`, { verdict: 'approve' });
}

/** The enterprise says what it needs and engages the sample agency of the category, which signs. Answers the signed commission. */
export async function hire(turn: Turn, category: Category): Promise<CommissionAnswer> {
  const { api, orderNo, task, enterprise, signal } = turn;
  const path = commissionPath(turn);
  const what = `the commission ${task} of ${orderNo}`;
  const [agencyNo] = await Promise.all([
    sampleAgency(api, category),
    waitFor({ what, signal }, () => api.find(enterprise, path)),
  ]);
  await api.post(enterprise, `${path}/brief`, { way: 'direct', requirements: samples.requirements });
  await api.post(enterprise, `${path}/engagement`, { agencyNo, priceYuan: samples.priceYuan });
  return api.post(agencyOf(category), `${path}/signature`, {});
}

/** The agency hands in its result and the enterprise accepts it. Answers the accepted commission. */
export async function handOver(turn: Turn, category: Category): Promise<CommissionAnswer> {
  const { api, enterprise } = turn;
  const path = commissionPath(turn);
  await api.post(agencyOf(category), `${path}/deliverables`, {});
  return api.post(enterprise, `${path}/acceptance`, {});
}

/** What every sample commission asks for and costs. */
const samples = { requirements: '按规范编制，含附图附表', priceYuan: 98_000 };

const commissionPath = ({ orderNo, task }: Turn) => `/v1/commissions/${commissionNoOf(orderNo, task)}`;
const agencyOf = (category: Category) => `agency-${category.toLowerCase()}`;

async function sampleAgency(api: Api, category: Category): Promise<string> {
  const who = agencyOf(category);
  const { items } = await api.get<List<{ agencyNo: string; uscc: string }>>(
    who,
    `/v1/agencies?category=${category}`,
  );
  const agency = items.find(({ uscc }) => uscc === people[who]?.uscc);
  if (!agency) throw failure(`The market has no agency of ${who}.`);
  return agency.agencyNo;
}
