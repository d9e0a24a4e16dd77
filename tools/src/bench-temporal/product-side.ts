import type pg from 'pg';
import { failure } from '@doudi/infra/failure';
import {
  type Api,
  openApi,
  openOrder,
  registerProject,
  type Script,
  type Stack,
  waitFor,
} from '@doudi/stack';
import { orderWorkflowId, type OfficeClock, type PlannedTask } from '@doudi/workflows';
import { fastClock, storm } from './product-storm.ts';
import { agencies, decide, firstStep, sample, walkOrder } from './product-walk.ts';
import { inParallel, decisions, type Decision, type Side } from './side.ts';

/** The product as its callers see it: through the gateway, with tokens, by the calls of the demonstration. */
export function productSide(stack: Stack, db: pg.Client): Side {
  const api = openApi(stack);
  const { prepare, open } = openings(api);
  const agencyOf = agencies(api);
  let clock: OfficeClock | undefined;
  return {
    name: 'product',
    prepare,
    open: async () => orderWorkflowId(await open({ track: '50' })),
    async decide(orderId, place) {
      const { task, ...said } = decisions[place] as Decision;
      await decide(api, orderNoOf(orderId), { task: firstStep.tasks[task] as PlannedTask, ...said });
    },
    walk: (orderId) => walkOrder({ api, orderNo: orderNoOf(orderId), agencyOf }),
    async storm(orders) {
      await prepare(orders);
      clock ??= await fastClock(stack, orders);
      return storm(clock, { api, db, orders, open });
    },
  };
}

const untilReadable = (api: Api, orderNo: string) =>
  waitFor({ what: `the progress of ${orderNo}` }, () => api.find(sample.agent, `/v1/progress/${orderNo}`));

const orderNoOf = (orderId: string) => orderId.slice(orderWorkflowId('').length);

const projectCode = (place: number) => `2601-330683-04-01-${String(place).padStart(6, '0')}`;

/** Registers projects ahead, and opens orders for them, one each. */
function openings(api: Api) {
  const projects: string[] = [];
  let registered = 0;
  return {
    async prepare(orders: number): Promise<void> {
      const codes = Array.from({ length: orders }, () => projectCode((registered += 1)));
      await inParallel(4, orders, (place) =>
        registerProject(api, {
          ...sample,

          project: { ...sample.project, code: codes[place] ?? '' },
        }),
      );
      projects.push(...codes);
    },
    async open(track: Pick<Script, 'track' | 'days'>): Promise<string> {
      const code = projects.pop();
      if (!code) throw failure('No project is left to open an order for.');
      const project = { ...sample.project, code };
      const opened: { orderNo: string; started?: boolean } = await openOrder(api, {
        ...{ agent: sample.agent, project, ...track },
      });
      // answered while the workflows were too slow: it is open when its progress can be read
      if (!opened.started) await untilReadable(api, opened.orderNo);
      return opened.orderNo;
    },
  };
}
