import { DefaultLogger, Runtime, makeTelemetryFilterString, type LogEntry } from '@temporalio/worker';
import type { Logger } from '../service/logger.ts';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** While Temporal is away, each repeated call says so; one line in so many real milliseconds is enough. */
const retryLineMs = 30_000;

/** Where the library answers its own metrics, once there is a runtime that counts. */
let metricsUrl: string | undefined;

/** Real milliseconds the library has to answer its metrics, on this machine. */
const metricsMs = 2_000;

/**
 * Sends what the Temporal library logs, from warnings up, to our log, and leaves signals to us: our own stop decides when
 * the workers drain. With a port of loopback it counts what its workers and connections do. Once per process; a runtime that exists
 * already is kept.
 */
export function installTemporalRuntime(logger: Logger, metricsPort?: number): void {
  const bindAddress = `127.0.0.1:${metricsPort}`;
  // seconds and suffixes as the conventions of Prometheus have them
  const names = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
  try {
    Runtime.install({
      logger: new DefaultLogger('WARN', writeTo(logger)),
      telemetryOptions: {
        logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
        ...(metricsPort && { metrics: { prometheus: { bindAddress, ...names } } }),
      },
      shutdownSignals: [],
    });
    if (metricsPort) metricsUrl = `http://${bindAddress}/metrics`;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'IllegalStateError')) throw error;
  }
}

/** The metrics of the Temporal library of this process (`temporal_…`) as Prometheus text; empty while there are none. */
export async function libraryMetrics(): Promise<string> {
  if (!metricsUrl) return '';
  const answer = await fetch(metricsUrl, { signal: AbortSignal.timeout(metricsMs) });
  return answer.text();
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
