import { DefaultLogger, Runtime, makeTelemetryFilterString, type LogEntry } from '@temporalio/worker';
import type { Logger } from '../service/logger.ts';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** While Temporal is away, each repeated call says so; one line in so many real milliseconds is enough. */
const retryLineMs = 30_000;

/**
 * Sends what the Temporal library logs, from warnings up, to our log, and leaves signals to us: our own stop decides when
 * the workers drain. Once per process; a runtime that exists already is kept.
 */
export function installTemporalRuntime(logger: Logger): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('WARN', writeTo(logger)),
      telemetryOptions: {
        logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
      },
      shutdownSignals: [],
    });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'IllegalStateError')) throw error;
  }
}

function writeTo(logger: Logger) {
  let retryToldAt = 0;
  return ({ level, message, meta }: LogEntry) => {
    if (meta?.['target'] === 'temporalio_client::retry') {
      if (Date.now() - retryToldAt < retryLineMs) return;
      retryToldAt = Date.now();
    }
    logger[levels[level]]({ temporal: meta }, message);
  };
}
