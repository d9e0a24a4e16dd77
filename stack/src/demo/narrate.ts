import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '@doudi/infra/failure';
import type { Api } from './api.ts';
import { caseChanges, commissionChanges, orderChanges, type IsNew } from './changes.ts';
import { rowText } from './row.ts';

interface Narration {
  readonly api: Api;
  /** the numbers of the orders to follow; grows during the narration */
  readonly orders: ReadonlySet<string>;
  readonly report: (line: string) => void;
}

/** Reads the API and reports a line for everything that changed. */
export function openNarrator({ api, orders, report }: Narration) {
  const isNew = memory();
  const allChanges = async () => {
    const changes = [
      commissionChanges(api, isNew),
      ...[...orders].map((orderNo) => orderChanges(api, orderNo, isNew)),
    ];
    return (await Promise.all([...changes, caseChanges(api, isNew)])).flat();
  };
  let looking = Promise.resolve();
  // one look after the other, so that an older answer is never reported after a newer one
  const look = () =>
    (looking = looking.then(async () => {
      for (const row of await allChanges().catch(nothing)) report(rowText(row));
    }));
  /** Looks every so many real milliseconds until `signal`. */
  const follow = async (everyMs: number, signal: AbortSignal): Promise<void> => {
    for (; !signal.aborted; await sleep(everyMs, undefined, { signal }).catch(() => undefined)) await look();
  };
  return { look, follow };
}

/** Who does not answer now may answer at the next look; anything else is a bug. */
function nothing(error: unknown): never[] {
  if (isFailure(error)) return [];
  throw error;
}

function memory(): IsNew {
  const reported = new Map<string, string>();
  return (key, value) => {
    if (reported.get(key) === value) return false;
    reported.set(key, value);
    return true;
  };
}
