import { createHash } from 'node:crypto';
import type { Queryable } from '@doudi/infra/database';
import { inBoth, type Instant, type Supply, type TaskCode } from '@doudi/workflows';
import { type Arrived, listArrived } from './awaited-papers.ts';
import { findSupply, insertSupply, type SupplyRow } from './supplies.ts';
import { insertText } from './texts.ts';

/** Puts on record that what a supplement named is in, at the instant its last paper came; an answer that is there already stays. */
export async function recordSupplied(
  db: Queryable,
  { orderNo, task, kinds, after, since }: Arrived,
): Promise<SupplyRow> {
  const by = 'intake';
  const body = kinds.map(inBoth).join('；');
  const requestKey = createHash('sha256').update(`papers/${orderNo}/${task}/${after}`).digest('hex');
  const textId = (await insertText(db, { text: { body }, by, requestKey })) ?? '';
  const [askedAt, at] = [new Date(after), new Date(since)];
  return insertSupply(db, { orderNo, task, askedAt, at, by, textId });
}

interface Asked {
  readonly orderNo: string;
  readonly task: TaskCode;
}

/** What had been supplied to a task in a span of time, the papers its supplement names included, of which nobody may have heard. */
export async function findSupplied(
  db: Queryable,
  { orderNo, task }: Asked,
  span: { readonly after: Instant; readonly before: Instant },
): Promise<Supply | null> {
  const known = await findSupply(db, { orderNo, task }, span);
  if (known) return known;
  const arrived = (await listArrived(db, span.before - 1, orderNo)).find(
    (one) => one.by === 'supplement' && one.task === task,
  );
  if (!arrived) return null;
  await recordSupplied(db, arrived);
  return findSupply(db, { orderNo, task }, span);
}
