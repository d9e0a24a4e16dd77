import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '@doudi/infra/failure';
import type { Api } from './api.ts';
import { caseNews, commissionNews, orderNews, type IsNew } from './news.ts';
import { rowText } from './row.ts';

interface Narration {
  readonly api: Api;
  /** the numbers of the orders to follow; grows while it is told */
  readonly orders: ReadonlySet<string>;
  readonly tell: (line: string) => void;
}

/** Looks at what the API says and tells a line for everything that changed. */
export function openNarrator({ api, orders, tell }: Narration) {
  const isNew = memory();
  const allNews = async () => {
    const news = [
      commissionNews(api, isNew),
      ...[...orders].map((orderNo) => orderNews(api, orderNo, isNew)),
    ];
    return (await Promise.all([...news, caseNews(api, isNew)])).flat();
  };
  let looking = Promise.resolve();
  // one look after the other, so that an older answer is never told after a newer one
  const look = () =>
    (looking = looking.then(async () => {
      for (const row of await allNews().catch(nothing)) tell(rowText(row));
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
  const told = new Map<string, string>();
  return (key, value) => {
    if (told.get(key) === value) return false;
    told.set(key, value);
    return true;
  };
}
