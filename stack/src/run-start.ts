import { loadDotEnv } from './settings.ts';
import { restartOnSignal } from './restart-in-turn.ts';
import { run, print } from './run.ts';
import { type Stack, up } from './up.ts';
import type { UpOptions } from './up-options.ts';

type Settings = Omit<UpOptions, 'temporary' | 'moving' | 'report' | 'signal'>;

/** Holds a stack on the real clock, its data kept between starts, until Ctrl-C. The settings are read after `.env`. */
export const runStart = (readSettings: () => Settings): Promise<void> =>
  run(async (signal) => {
    loadDotEnv();
    const settings = readSettings();
    const restartable = restartOnSignal(print);
    const moving = process.stdout.isTTY;
    const stack = await up({ ...settings, temporary: false, moving, report: print, signal });
    restartable(stack);
    print(welcome(stack, settings.dataFolder));
    return stack;
  });

function welcome({ urls, logs }: Stack, dataFolder: string): string {
  return [
    '',
    'Doudi is ready.',
    `  Console       ${urls.gateway}`,
    `  API           ${urls.gateway}/docs`,
    `  Temporal UI   ${urls.temporalUi ?? 'of the Temporal you gave'}`,
    `  Data          ${dataFolder}`,
    `  Logs          ${logs}`,
    `  Process       ${process.pid} (kill -USR2 ${process.pid} restarts the services in turn)`,
    '',
    'Next, in another terminal: npm run token -- agent-lou prints a token and a ready curl line;',
    'npm run token alone lists the sample people. Ctrl-C here stops everything; the data stays.',
    '',
  ].join('\n');
}
