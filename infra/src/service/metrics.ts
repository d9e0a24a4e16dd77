import { collectDefaultMetrics, Counter, Gauge as Meter, Histogram, Registry } from 'prom-client';
import type { Pool, Queryable } from '../database/pool.ts';
import { countContradictions } from '../temporal/contradiction.ts';
import { droppedLines, type Logger } from './logger.ts';

/** A metric of a service, read from its tables when it is asked for. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  /** the name of the label that parts the numbers, if there are several */
  readonly label?: string;
  /** numbers by the label's value; without a label by '' */
  readonly read: (db: Queryable) => Promise<Readonly<Record<string, number>>>;
}

export interface MetricsParts {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly isWorking?: () => boolean;
  /** whether Temporal does, asked when the metrics are */
  readonly temporalAnswers?: () => Promise<boolean>;
  /** metrics of a library, as Prometheus text with names of their own */
  readonly others?: () => Promise<string>;
  readonly gauges?: readonly Gauge[];
}

export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
  readonly observe: (labels: { verb: string; route: string; status: string }, seconds: number) => void;
}

/** Real milliseconds a number of the tables is good for, and those it may take to read. */
const gaugeMs = { fresh: 10_000, longest: 2_000 };

/** The metrics of a service, as Prometheus text: requests, pool, worker, process, its own numbers, and those of a library. */
export function openMetrics({
  pool,
  logger,
  isWorking,
  temporalAnswers,
  others,
  gauges = [],
}: MetricsParts): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'doudi_http_request_duration_seconds',
    help: 'Seconds to the answer, by verb, route and status; its count is the number of requests',
    labelNames: ['verb', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Meter({
    name: 'doudi_pool_connections',
    help: 'Connections to PostgreSQL that are idle or busy, and requests that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  new Counter({
    name: 'doudi_log_lines_dropped_total',
    help: 'Lines of the log that could not be written and were dropped',
    registers,
    collect() {
      this.reset();
      this.inc(droppedLines());
    },
  });
  if (isWorking) {
    new Meter({
      name: 'doudi_refused_conflicts',
      help: 'Writes of this process that contradicted what is on record: a store is older than the other (npm run reconcile)',
      registers,
      collect() {
        this.set(countContradictions());
      },
    });
    new Meter({
      name: 'doudi_worker_working',
      help: '1 while the Temporal worker takes tasks, else 0',
      registers,
      collect() {
        this.set(isWorking() ? 1 : 0);
      },
    });
  }
  if (temporalAnswers) {
    new Meter({
      name: 'doudi_temporal_answers',
      help: '1 when Temporal answers within a second, else 0',
      registers,
      async collect() {
        this.set((await temporalAnswers()) ? 1 : 0);
      },
    });
  }
  for (const gauge of gauges) addGauge(gauge, { pool, logger, registers });
  return {
    contentType: register.contentType,
    text: async () => {
      const all = await Promise.all([register.metrics(), others?.().catch(notRead(logger)) ?? '']);
      return all.join('');
    },
    observe: (labels, seconds) => requests.observe(labels, seconds),
  };
}

/** A page without them is worth more than none. */
const notRead =
  (logger: Logger) =>
  (error: unknown): string => {
    logger.warn({ err: error }, 'the metrics of a library could not be read');
    return '';
  };

function addGauge(
  { name, help, label, read }: Gauge,
  { pool, logger, registers }: { pool: Pool; logger: Logger; registers: Registry[] },
): void {
  let readAt = -Infinity;
  new Meter({
    name,
    help,
    labelNames: label ? [label] : [],
    registers,
    async collect() {
      if (Date.now() - readAt < gaugeMs.fresh) return;
      readAt = Date.now();
      this.reset();
      try {
        const numbers = await inTime(read(pool));
        for (const [value, number] of Object.entries(numbers))
          this.set(label ? { [label]: value } : {}, number);
      } catch (error) {
        // no number rather than an old one
        this.remove();
        logger.warn({ err: error, gauge: name }, 'a number of the metrics could not be read');
      }
    },
  });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), gaugeMs.longest);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
