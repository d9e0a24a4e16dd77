import { Command } from 'commander';
import { temporaryFolder } from '@doudi/local';
import { dayLength } from './demo/day-length.ts';
import { heading, rowText } from './demo/row.ts';
import { tellStory } from './demo/story.ts';
import { run, tell } from './run.ts';
import { loadDotEnv, stackSettings } from './settings.ts';
import type { Stack } from './up.ts';
import { up } from './up.ts';

const { once, day } = new Command('npm run demo --')
  .description(
    'Plays three orders of 2017 on a fresh, temporary data set: permits, lights and a fallback case.',
  )
  .option('--once', 'ends when the story is told: with 0, or with another code when a number was off')
  .option('--day <length>', 'how long an office day lasts, such as 4s or 1500ms', '2s')
  .parse()
  .opts<{ once?: boolean; day: string }>();

// Stores that are given are not touched: the demonstration brings its own and throws them away.
await run(async (signal) => {
  const realDayMs = dayLength(day);
  loadDotEnv();
  const { cacheFolder, ports, logLevel } = stackSettings(process.env);
  const stack = await up({
    dataFolder: temporaryFolder(),
    temporary: true,
    nodeEnv: 'development',
    moving: process.stdout.isTTY,
    ...{ cacheFolder, ports, tell, signal, ...(logLevel && { logLevel }) },
  });
  try {
    tell(
      `\nThe office clock starts; an office day lasts ${realDayMs / 1_000} s. Gateway ${stack.urls.gateway}\n`,
    );
    tell(rowText(heading));
    await tellStory({ stack, realDayMs, tell, signal });
  } catch (error) {
    await stack.stop();
    throw error;
  }
  if (once) {
    await stack.stop();
    process.exit(0);
  }
  tell(whatNext(stack));
  return stack;
});

function whatNext({ urls, logs }: Stack): string {
  return [
    '',
    `The story is told; the house stays up. Temporal UI ${urls.temporalUi}, logs ${logs}`,
    'Next, in another terminal: npm run token -- supervisor-qian prints a token and a ready curl line;',
    'npm run token alone lists the sample people. Ctrl-C here stops everything and removes its data.',
    '',
  ].join('\n');
}
