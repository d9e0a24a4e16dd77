import { listRunningNumbers } from '@doudi/intake/reconcile';
import { isGone, type TemporalClient } from '@doudi/infra/temporal';
import { orderWorkflowId } from '@doudi/workflows';
import type { Ages } from '@doudi/infra/service';
import { compareCaseOf, compareOrder } from './compare-order.ts';
import { compareLostCases } from './compare-lost-cases.ts';
import { compareSerials } from './compare-serials.ts';
import { keyOf, type Finding } from './finding.ts';
import type { Stores } from './stores.ts';

/** How many orders are taken up at a time, and how many histories of them are read at the same moment. */
const batch = 64;
const abreast = 8;

/**
 * Real milliseconds: an order that ended may wait so long for its project to be registered again, while the stores have been at work and were marked
 * together.
 */
const waitedMs = 7 * 86_400_000;

/**
 * Compares both stores, order by order in bounded batches: what runs in Temporal or ended since a week before PostgreSQL was marked last, and
 * what PostgreSQL has open. Reads only.
 */
export async function compareStores(
  stores: Stores,
  ages: Ages,
  report: (orders: number) => void = () => undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const caseNos: string[] = [];
  const take = async (ids: readonly string[], compare: (id: string) => Promise<Finding[]>) => {
    const found = await inGroups(ids, compare);
    findings.push(...found.flat());
  };
  for await (const ids of pagesOf(stores.temporal, 'approveOrder', ages)) {
    const orderNos = ids.map((id) => id.slice('order/'.length));
    for (const orderNo of orderNos) seen.add(orderNo);
    await take(orderNos, (orderNo) => compareOrder(stores, orderNo));
    report(seen.size);
  }
  for await (const ids of pagesOf(stores.temporal, 'resolveCase', ages)) {
    caseNos.push(...ids.map((id) => id.slice('case/'.length)));
    await take(ids, (id) => compareCaseOf(stores, id));
  }
  findings.push(...(await compareLostCases(stores, new Set(caseNos))));
  for await (const orderNos of openReceipts(stores, seen))
    await take(orderNos, (no) => compareLost(stores, no));
  return unique([...(await compareSerials(stores, ages, [...seen], caseNos)), ...findings]);
}

/** A case is met with its order and on its own. */
const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [keyOf(finding), finding])).values(),
];

async function* pagesOf(
  { client }: TemporalClient,
  type: string,
  { postgres }: Ages,
): AsyncGenerator<string[]> {
  const since = postgres.at && new Date(postgres.at.getTime() - waitedMs);
  const ended = since ? ` or CloseTime >= '${since.toISOString()}'` : '';
  const query = `WorkflowType = '${type}' and (ExecutionStatus = 'Running'${ended})`;
  let ids = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query, pageSize: batch })) {
    ids.add(workflowId);
    if (ids.size < batch) continue;
    yield [...ids];
    ids = new Set();
  }
  if (ids.size > 0) yield [...ids];
}

async function* openReceipts({ intake }: Stores, seen: ReadonlySet<string>): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const orderNos = await listRunningNumbers(intake, after, batch);
    const last = orderNos.at(-1);
    if (last === undefined) return;
    yield orderNos.filter((orderNo) => !seen.has(orderNo));
    after = last;
  }
}

/** A receipt that counts as started: is there a workflow, even one that the list did not show yet? */
async function compareLost(stores: Stores, orderNo: string): Promise<Finding[]> {
  try {
    await stores.temporal.client.workflow.getHandle(orderWorkflowId(orderNo)).describe();
    return await compareOrder(stores, orderNo);
  } catch (error) {
    if (!isGone(error)) throw error;
    const says =
      'it was accepted, but Temporal lacks it: ' +
      `\`npm run reconcile -- --start ${orderNo}\` starts it anew from its receipt, and its decisions must be made again`;
    return [{ about: orderNo, says, asks: { what: 'start anew', of: orderNo } }];
  }
}

async function inGroups<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += abreast)
    results.push(...(await Promise.all(all.slice(at, at + abreast).map(work))));
  return results;
}
