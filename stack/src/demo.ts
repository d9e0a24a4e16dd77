import { Command } from 'commander';
import { temporaryFolder } from '@doudi/local';
import { dayLength } from './demo/day-length.ts';
import { heading, rowText } from './demo/row.ts';
import { playStory } from './demo/story.ts';
import { run, print } from './run.ts';
import { clusterSettings, loadDotEnv, stackSettings } from './settings.ts';
import type { Stack } from './up.ts';
import { up } from './up.ts';

const { once, day, cluster } = new Command('npm run demo --')
  .description(
    'Plays five orders of 2017 on a fresh, temporary data set: permits, lights, a fallback case, a supplement, a legal stop and a refusal.',
  )
  .option('--once', 'ends when the story is over: with 0, or with another code when a number was off')
  .option('--cluster', 'on a Temporal of several processes, with two processes of each service')
  .option('--day <length>', 'how long an office day lasts, such as 4s or 1500ms', '2s')
  .parse()
  .opts<{ once?: boolean; day: string; cluster?: boolean }>();

// Stores that are given are not touched: the demonstration starts its own and removes them.
await run(async (signal) => {
  const realDayMs = dayLength(day);
  loadDotEnv();
  const { cacheFolder, ports, logLevel } = stackSettings(process.env);
  const stack = await up({
    dataFolder: temporaryFolder(),
    temporary: true,
    nodeEnv: 'development',
    moving: process.stdout.isTTY,
    ...(cluster && { cluster: clusterSettings(process.env).cluster, instances: 2 }),
    ...{ cacheFolder, ports, report: print, signal, ...(logLevel && { logLevel }) },
  });
  try {
    print(
      `\nThe office clock starts; an office day lasts ${realDayMs / 1_000} s. Console ${stack.urls.gateway}\n`,
    );
    print(rowText(heading));
    await playStory({ stack, realDayMs, report: print, signal });
  } catch (error) {
    await stack.stop();
    throw error;
  }
  if (once) {
    await stack.stop();
    process.exit(0);
  }
  print(whatNext(stack));
  return stack;
});

function whatNext({ urls, logs }: Stack): string {
  return [
    '',
    `The story is over; the stack keeps running. Temporal UI ${urls.temporalUi}, logs ${logs}`,
    'Next, in another terminal: npm run token -- supervisor-qian prints a token and a ready curl line;',
    'npm run token alone lists the sample people. Ctrl-C here stops everything and removes its data.',
    '',
  ].join('\n');
}
