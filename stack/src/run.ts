import { explain, failure } from '@doudi/infra/failure';
import type { Stack } from './up.ts';

/** A line for the person at the terminal. */
export const print = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

/**
 * Runs a command that holds a stack until it is interrupted. Ctrl-C, or a terminal that goes away, stops everything and
 * ends with 130 while it starts, with 0 once it is ready; a failure is printed in its one sentence and ends with 1.
 */
export async function run(command: (signal: AbortSignal) => Promise<Stack>): Promise<void> {
  // who read the output may go away (`npm start | head`): then it goes on without
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
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
    process.stderr.write(`${explain(asFailure(error))}\n`);
    process.exit(interrupt.signal.aborted ? 130 : 1);
  }
}

/** What the system refuses (a disk that is full, a folder that may not be read) is no bug and needs no stack. */
const asFailure = (error: unknown): unknown =>
  error instanceof Error && 'syscall' in error
    ? failure(`The system refused what was needed: ${error.message}.`, { cause: error })
    : error;
