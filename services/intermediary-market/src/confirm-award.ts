import { z } from 'zod';
import { actOnCommission } from './act-on-commission.ts';
import { nextRanked } from './close-tender.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse } from './words.ts';

export const Award = z.strictObject({}).meta({ id: 'Award', examples: [{}] });

/** The owner confirms what the published formula says: the best bid that may win now. Nobody can name another one. */
export const confirmAward = (dependencies: Dependencies) =>
  actOnCommission(dependencies)<object>('award', async ({ db }, commission, at) => {
    if (commission.state !== 'selecting') return {};
    const best = await nextRanked(db, commission, at);
    if (!best) throw refuse({ refused: 'no-bidder-left' });
    return best;
  });
