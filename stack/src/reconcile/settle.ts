import { setTimeout as pause } from 'node:timers/promises';
import { isForPerson, keyOf, type Finding } from './finding.ts';

/** Looks, and real milliseconds between two of them, until what was put on its way has arrived. */
const usual = { looks: 20, pauseMs: 1_000 };

/**
 * Compares until nothing but decisions of people is left; answers what is. What the services still have in hand is no difference: of a data set at
 * work something is always under way, so only what is there at two looks in a row counts. Such a difference came up since the workflows were told, as
 * when a step opened before its order knew that its generation is over: they are told again.
 */
export async function settled(
  compareAll: () => Promise<readonly Finding[]>,
  { looks, pauseMs } = usual,
): Promise<readonly Finding[]> {
  let seen = await compareAll();
  let left = seen;
  for (let look = 2; look <= looks && !left.every(isForPerson); look++) {
    await pause(pauseMs);
    const before = new Set(seen.map(keyOf));
    seen = await compareAll();
    left = seen.filter((finding) => isForPerson(finding) || before.has(keyOf(finding)));
    for (const { mendWorkflow } of left) await mendWorkflow?.();
  }
  return left;
}
