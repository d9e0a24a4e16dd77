import { explain } from '../failure.ts';
import { lastLines } from './logger.ts';
import { startService, type ServiceParts } from './start-service.ts';
import { longestStopMs } from './stop-times.ts';

/**
 * Runs a service until SIGTERM or SIGINT, then ends the process: 0 after an orderly stop, 1 with one sentence in the log
 * when it could not start, or when the stop failed or, after its DRAIN_MS, took longer than 22 seconds.
 */
export async function runService(parts: ServiceParts): Promise<void> {
  const { logger, name } = parts;
  const end = (code: number) => lastLines(logger).then(() => process.exit(code));
  const service = await startService(parts).catch((error: unknown) => {
    logger.fatal(`${name} cannot start: ${explain(error)}`);
    return undefined;
  });
  if (!service) return end(1);

  let isStopping = false;
  const stop = async (signal: string) => {
    // a terminal and npm both pass a signal on; the second must not cut the stop short
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, `${name} is stopping`);
    const cut = setTimeout(() => void end(1), parts.settings.DRAIN_MS + longestStopMs);
    const code = await service.stop().then(
      () => 0,
      (error: unknown) => (logger.error({ err: error }, 'the stop has failed'), 1),
    );
    clearTimeout(cut);
    await end(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
}
