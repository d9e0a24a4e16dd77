import { cacheFolder } from '@doudi/local';
import { runDrill } from '../tools/src/drill/run-drill.ts';

/** Seconds of load before, between and after the two copies: more than the minute in which a store is marked. */
const seconds = 62;

test('stores that are restored from copies of different instants are put together, and lose nothing from before the older copy', async () => {
  const { copies, restored } = await runDrill({
    ...{ seconds, seed: 20_261_201, callers: 2, cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']) },
    ...{ signal: new AbortController().signal, report: () => undefined },
  });
  const [older, newer] = copies;
  expect((newer?.begun ?? 0) - (older?.ended ?? 0)).toBeGreaterThanOrEqual(seconds * 1_000);
  expect(restored.map(({ name, broken, left }) => ({ name, broken, left }))).toEqual(
    ['PostgreSQL is older', 'Temporal is older', 'both of one time'].map((name) => ({
      ...{ name, broken: [], left: 0 },
    })),
  );
  const refused = restored.map((one) => one.refused !== undefined);
  expect(refused).toEqual([true, true, false]);
  expect(restored.every(({ since, lost }) => lost <= since)).toBe(true);
}, 1_800_000);
