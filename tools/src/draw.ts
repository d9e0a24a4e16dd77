import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { explain, failure } from '@doudi/infra/failure';
import { drawLots, sha256 } from '@doudi/intermediary-market/draw';
import { print } from '@doudi/stack';
import { z } from 'zod';

/** What `GET /v1/commissions/:commissionNo/tender` answers of a closed tender, as far as a draw goes. */
const ClosedTender = z.object({
  commissionNo: z.string(),
  way: z.literal('random'),
  seedHash: z.string(),
  seed: z.string(),
  bids: z
    .array(
      z.object({ agencyNo: z.string(), nonce: z.string(), lot: z.string(), flaw: z.string().nullable() }),
    )
    .min(1),
});

/** Draws a closed tender again from its seed and its bidders' nonces. Throws when what it shows does not agree with them. */
function draw(file: string): void {
  const { data: tender, error } = ClosedTender.safeParse(
    JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')),
  );
  if (!tender) throw failure(`This is no closed tender with a random draw: ${z.prettifyError(error)}`);
  const { seed, seedHash, bids } = tender;
  if (sha256(seed) !== seedHash)
    throw failure('The seed is not the one whose hash was published with the notice.');
  const lots = drawLots(seed, bids);
  const ranked = [...bids].sort((a, b) =>
    (lots.get(a.agencyNo) ?? '') < (lots.get(b.agencyNo) ?? '') ? -1 : 1,
  );
  for (const { agencyNo, flaw } of ranked)
    print(`${lots.get(agencyNo) ?? ''}  ${agencyNo}${flaw === null ? '' : `  does not count: ${flaw}`}`);
  const wrong = bids
    .filter(({ agencyNo, lot }) => lots.get(agencyNo) !== lot)
    .map(({ agencyNo }) => agencyNo);
  if (wrong.length > 0) throw failure(`The tender shows other lots for ${wrong.join(', ')}.`);
  print(`\n${tender.commissionNo}: ${ranked.find(({ flaw }) => flaw === null)?.agencyNo ?? 'nobody'} wins`);
}

const command = new Command('npm run draw --')
  .description('Draws a closed tender again, from what GET /v1/commissions/<commissionNo>/tender answers.')
  .argument('<file>', 'its JSON; - reads standard input')
  .action(draw);

try {
  command.parse();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
