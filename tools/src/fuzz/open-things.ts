import { commissionNoOf, planFor, type Day, type Plan, type TaskCode } from '@doudi/workflows';
import {
  type Api,
  type List,
  openOrder,
  playOrder,
  registerProject,
  type Script,
  scripts,
  waitFor,
} from '@doudi/stack';

/** Values that exist, by the names the contract has for them in paths and bodies. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Real milliseconds the first case may take to come by itself. */
const caseWithinMs = 120_000;

/** Nobody waits for a day here: each acts as soon as it is their turn. */
const atOnce = { untilDay: () => Promise.resolve(), mustBeOn: () => undefined };

/** How far each sample order goes: to its commissions, to nothing at all, to a review. */
const done: readonly (readonly TaskCode[])[] = [
  ['record', 'order-meeting', 'planning-conditions'],
  [],
  ['record', 'order-meeting'],
];

/** Opens the sample orders, works on some of them, and waits for a case, so that what is asked for by number can be there. */
export async function openThings(api: Api): Promise<Known> {
  const orders = await Promise.all(scripts.map((script, index) => bringOn(api, script, done[index] ?? [])));
  const cases = await waitFor({ what: 'a case', withinMs: caseWithinMs }, async () => {
    const { items } = await api.get<List<{ caseNo: string }>>('officer-fang', '/v1/cases');
    return items.length > 0 && items.map(({ caseNo }) => caseNo);
  });
  const mandates = await api.get<List<{ mandateNo: string }>>('administrator-sun', '/v1/mandates');
  const calendars = await api.get<List<{ version: string }>>('administrator-sun', '/v1/calendars');
  return {
    orderNo: orders,
    caseNo: cases,
    commissionNo: orders.flatMap((no) => [
      commissionNoOf(no, 'scheme-design'),
      commissionNoOf(no, 'eia-report'),
    ]),
    agencyNo: ['A001', 'A016', 'A031'],
    code: scripts.map(({ project }) => project.code),
    projectCode: scripts.map(({ project }) => project.code),
    mandateNo: mandates.items.map(({ mandateNo }) => mandateNo),
    version: [...calendars.items.map(({ version }) => version), 'drafted'],
  };
}

async function bringOn(api: Api, script: Script, tasks: readonly TaskCode[]): Promise<string> {
  await registerProject(api, script);
  const { orderNo } = await openOrder(api, script);
  const plan = planFor(script.track, script.days) as Plan;
  const days = Object.fromEntries(tasks.map((task) => [task, '2017-06-16' as Day]));
  await playOrder({ api, orderNo, plan, enterprise: script.enterprise, done: days, pace: atOnce });
  return orderNo;
}
