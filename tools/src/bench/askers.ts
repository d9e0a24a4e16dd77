import { signToken, type Signing } from '@doudi/stack';
import type { Random } from '../replay/random.ts';
import type { Places } from './places.ts';

/** Who reads: anybody of the bare handler; of the service one supervisor, many enterprises, many agents. */
export const sides = ['bare', 'supervisor', 'enterprise', 'agent'] as const;
export type Side = (typeof sides)[number];

/** Draws the next read: which order, and by whose token. */
export type Asker = () => { readonly path: string; readonly headers: Readonly<Record<string, string>> };

interface Crowd {
  readonly signing: Signing;
  readonly places: Places;
  readonly random: Random;
}

/** Readers of a database, each side of orders all over the table; enterprises and agents read their own. */
export async function askersOf(crowd: Crowd): Promise<Readonly<Record<Side, Asker>>> {
  const { places, random, signing } = crowd;
  const path = () => pathOf(places, random.between(0, places.orders - 1));
  const overseer = await bearer(signing, { subject: 'p-1401', roles: ['supervisor'] });
  return {
    bare: () => ({ path: path(), headers: {} }),
    supervisor: () => ({ path: path(), headers: overseer }),
    enterprise: await eachTheirOwn(crowd, places.enterprises, (place) => ({
      ...{ subject: `p-8${place}`, roles: ['enterprise'], uscc: places.uscc(place) },
    })),
    agent: await eachTheirOwn(crowd, places.agents, (place) => ({
      ...{ subject: places.agentId(place), roles: ['agent'] },
    })),
  };
}

/** People who ask in turn, of all there are. */
const most = 1_000;

/** Of `count` owners the one of a place has every count-th order from there on. */
async function eachTheirOwn(
  { signing, places, random }: Crowd,
  count: number,
  ownerOf: (place: number) => Reader,
): Promise<Asker> {
  const chosen = Array.from({ length: Math.min(most, count) }, () => random.between(0, count - 1));
  const owners = await Promise.all(
    chosen.map(async (place) => ({ place, headers: await bearer(signing, ownerOf(place)) })),
  );
  return () => {
    const { place, headers } = owners[random.between(0, owners.length - 1)] as (typeof owners)[number];
    const later = random.between(0, Math.floor((places.orders - 1 - place) / count));
    return { path: pathOf(places, place + count * later), headers };
  };
}

const pathOf = (places: Places, place: number) => `/v1/progress/${places.orderNo(place)}`;

type Reader = Omit<Parameters<typeof signToken>[1], 'zh' | 'en'>;

const bearer = async (signing: Signing, reader: Reader) => ({
  authorization: `Bearer ${await signToken(signing, { ...reader, zh: '', en: '' })}`,
});
