import { isDeepStrictEqual } from 'node:util';
import { failure } from '@doudi/infra/failure';
import { ensureIdentityKey, type Lifeline } from '@doudi/stack';
import { randomOf } from '../replay/random.ts';
import { askersOf, sides, type Asker, type Side } from './askers.ts';
import { copyOrders } from './copy-orders.ts';
import { placesOf, type Places } from './places.ts';
import { recordOrders } from './record-orders.ts';
import { scratchDatabase } from './scratch-database.ts';
import { issuer, startBare, startReal } from './start-sides.ts';
import { templateOrders } from './template-orders.ts';

/** A database of so many orders with both servers in front of it. */
export interface BenchTable {
  readonly orders: number;
  readonly askers: Readonly<Record<Side, Asker>>;
  readonly urlOf: (side: Side) => string;
}

interface Wish {
  readonly server: string;
  readonly folder: string;
  readonly lifeline: Lifeline;
  readonly tell: (sentence: string) => void;
}

/** Makes and fills the database, says how long that took and how large it is, and starts both servers. */
export async function benchTable(
  orders: number,
  { server, folder, lifeline, tell }: Wish,
): Promise<BenchTable> {
  const places = placesOf(orders);
  const databaseUrl = await scratchDatabase(server, lifeline);
  tell(await filled(databaseUrl, places));
  const around = { folder, recorder: lifeline.recorder, databaseUrl };
  const real = await startReal(around);
  lifeline.onStop(real.stop);
  const bare = await startBare(around, places.orderNo(0));
  lifeline.onStop(bare.stop);
  const signing = { issuer, identityKey: await ensureIdentityKey(folder) };
  const askers = await askersOf({ signing, places, random: randomOf(orders) });
  const table = { orders, askers, urlOf: (side: Side) => (side === 'bare' ? bare.url : real.url) };
  await sameAnswers(table);
  return table;
}

async function filled(databaseUrl: string, places: Places): Promise<string> {
  const begun = performance.now();
  await recordOrders(databaseUrl, templateOrders(places, Date.now()));
  const gib = (await copyOrders(databaseUrl, places)) / 2 ** 30;
  const seconds = (performance.now() - begun) / 1_000;
  const orders = places.orders.toLocaleString('en');
  return `${orders} orders on record after ${seconds.toFixed(0)} s, ${gib.toFixed(2)} GiB on disk`;
}

/** Both servers must tell of an order the same, to everybody who may know of it, or there is nothing to compare. */
async function sameAnswers({ askers, urlOf }: BenchTable): Promise<void> {
  for (const side of sides) {
    const { path, headers } = askers[side]();
    const answers = [await fetch(urlOf(side) + path, { headers }), await fetch(urlOf('bare') + path)];
    const [told, bare] = await Promise.all(answers.map((answer) => answer.json()));
    if (!isDeepStrictEqual(told, bare))
      throw failure(`To ${side} ${path} is answered with something else than bare.`);
  }
}
