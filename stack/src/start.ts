import { loadDotEnv, stackSettings } from './settings.ts';
import { restartOnSignal } from './restart-in-turn.ts';
import { run, print } from './run.ts';
import type { Stack } from './up.ts';
import { up } from './up.ts';

// `npm start`: the real clock, data kept between starts, until Ctrl-C.
await run(async (signal) => {
  loadDotEnv();
  const settings = stackSettings(process.env);
  const restartable = restartOnSignal(print);
  const stack = await up({
    ...settings,
    temporary: false,
    moving: process.stdout.isTTY,
    report: print,
    signal,
  });
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
