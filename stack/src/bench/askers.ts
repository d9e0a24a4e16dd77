import { signToken } from '../identity-key.ts';
import type { Random } from '../replay/random.ts';
import type { Places } from './places.ts';

/** One read: which order, and by whose token. */
interface Question {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Draws the next read. */
export type Asker = () => Question;

interface Crowd {
  readonly keyFile: string;
  readonly places: Places;
  readonly random: Random;
}

export const sides = ['bare', 'supervisor', 'enterprise', 'agent'] as const;
export type Side = (typeof sides)[number];

/** People of one kind who ask in turn; more make no difference any more. */
const most = 1_000;

/** Who reads: anybody of the bare handler, a supervisor, many enterprises and many agents, the latter two each their own orders. */
export async function askersOf(crowd: Crowd): Promise<Readonly<Record<Side, Asker>>> {
  const { places, random, keyFile } = crowd;
  const { orders } = places;
  const anywhere = () => random.between(0, orders - 1);
  const path = (place: number) => `/v1/progress/${places.orderNo(place)}`;
  const bearer = async (person: Parameters<typeof signToken>[1]) => ({
    authorization: `Bearer ${await signToken(keyFile, person)}`,
  });
  const people = async (count: number, one: (first: number) => Parameters<typeof signToken>[1]) => {
    const firsts = Array.from({ length: Math.min(most, count) }, () => random.between(0, count - 1));
    const all = await Promise.all(
      firsts.map(async (first) => ({ first, headers: await bearer(one(first)) })),
    );
    return () => {
      const { first, headers } = all[random.between(0, all.length - 1)] as (typeof all)[number];
      const place = first + count * random.between(0, Math.floor((orders - 1 - first) / count));
      return { path: path(place), headers };
    };
  };
  const words = { zh: '', en: '' };
  const overseer = await bearer({ subject: 'p-1401', roles: ['supervisor'], ...words });
  return {
    bare: () => ({ path: path(anywhere()), headers: {} }),
    supervisor: () => ({ path: path(anywhere()), headers: overseer }),
    enterprise: await people(places.enterprises, (first) => ({
      ...{ subject: `p-8${first}`, roles: ['enterprise'], uscc: places.uscc(first), ...words },
    })),
    agent: await people(places.agents, (first) => ({
      ...{ subject: places.agentId(first), roles: ['agent'], ...words },
    })),
  };
}
