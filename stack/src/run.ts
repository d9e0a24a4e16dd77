import { explain } from '@doudi/infra/failure';
import type { Stack } from './up.ts';

/** A line for the person at the terminal. */
export const print = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

/**
 * Runs a command that holds a stack until it is interrupted. Ctrl-C, or a terminal that goes away, stops everything and
 * ends with 130 while it starts, with 0 once it is ready; a failure is printed in its one sentence and ends with 1.
 */
export async function run(command: (signal: AbortSignal) => Promise<Stack>): Promise<void> {
  const interrupt = new AbortController();
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        interrupt.abort();
        resolve();
      });
  });
  try {
    const stack = await command(interrupt.signal);
    await interrupted;
    print('Stopping …');
    await stack.stop();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(interrupt.signal.aborted ? 130 : 1);
  }
}
