import { failure } from '@doudi/infra/failure';
import { temporaryFolder } from '@doudi/local';
import { loadDotEnv, print, run, type Stack, up, type UpOptions } from '@doudi/stack';
import { endlessLimits } from './endless-limits.ts';

interface Passing {
  readonly stack: Stack;
  /** with the data of the stack; removed at its stop */
  readonly dataFolder: string;
  readonly signal: AbortSignal;
}

/**
 * Runs a command on a stack that is thrown away, whose limits no load meets, and ends the process. `wish` is asked once the settings of the
 * checkout are read.
 */
export const onPassingStack = (
  wish: () => Pick<UpOptions, 'cacheFolder' | 'cluster' | 'instances'>,
  work: (passing: Passing) => Promise<void>,
): Promise<void> =>
  run(async (signal) => {
    loadDotEnv();
    const dataFolder = temporaryFolder();
    const stack = await up({
      ...{ dataFolder, temporary: true, limits: endlessLimits, ...wish() },
      ...{ nodeEnv: 'development', logLevel: 'warn', report: print, signal },
    });
    try {
      await work({ stack, dataFolder, signal });
    } catch (error) {
      throw signal.aborted ? failure('Stopped.', { cause: error }) : error;
    } finally {
      await stack.stop();
    }
    process.exit(0);
  });
