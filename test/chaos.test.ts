import { cacheFolder } from '@doudi/local';
import { kindOf } from '../tools/src/chaos/blows.ts';
import { runChaos } from '../tools/src/chaos/run-chaos.ts';

/** Minutes and the seed; DOUDI_CHAOS_MINUTES and DOUDI_CHAOS_SEED set others. */
const minutes = Number(process.env['DOUDI_CHAOS_MINUTES'] ?? 1);
const seed = Number(process.env['DOUDI_CHAOS_SEED'] ?? 20_261_201);

test(
  `a stack of which processes are killed, paused and restarted for ${minutes} min under load keeps all it has answered`,
  async () => {
    const said: string[] = [];
    const { answers, fought, tally, broken, deadlines } = await runChaos({
      ...{ minutes, seed, realDayMs: 2_000, callers: 4, orders: 5, instances: 1 },
      cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']),
      report: (line) => void said.push(line),
    });
    expect({ broken, said: broken.length > 0 ? said : [] }).toEqual({ broken: [], said: [] });
    expect(fought.length).toBeGreaterThan(2);
    expect(new Set(fought.map(({ kind }) => kindOf(kind))).size).toBeGreaterThan(1);
    expect(answers.get('2xx')).toBeGreaterThan(50);
    expect(deadlines).toBeGreaterThan(5);
    // whatever was asked while a process was away was answered all the same, in the end
    expect(fought.every((one) => tally.worst(true, one) < 180_000)).toBe(true);
  },
  (minutes + 8) * 60_000,
);
