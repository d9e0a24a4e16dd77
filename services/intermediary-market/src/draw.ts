import { createHash, randomBytes } from 'node:crypto';
import { type Drawn, drawTexts } from '@doudi/workflows';

export const newSeed = (): string => randomBytes(32).toString('hex');
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The lot of every bidder, as the rule of `drawTexts` has it. */
export const drawLots = (seed: string, bidders: readonly Drawn[]): ReadonlyMap<string, string> =>
  new Map([...drawTexts(seed, bidders)].map(([agencyNo, text]) => [agencyNo, sha256(text)]));
