import autocannon from 'autocannon';
import { failure } from '@doudi/infra/failure';
import type { Asker } from './askers.ts';

export interface Load {
  readonly connections: number;
  readonly seconds: number;
}

/** What a server did under load: answers in a second, and milliseconds that half and 99 of 100 answers took at most. */
export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Reads as fast as they are answered, each connection one after the other. Fails when an answer is not 200. */
export async function load(url: string, ask: Asker, { connections, seconds }: Load): Promise<Round> {
  const result = await autocannon({
    ...{ url, connections, duration: seconds },
    requests: [{ method: 'GET', setupRequest: (request) => Object.assign(request, ask()) }],
  });
  const { non2xx, errors, latency, duration } = result;
  const answered = result['2xx'];
  if (non2xx + errors > 0 || answered === 0)
    throw failure(
      `Of the reads ${answered} were answered, ${non2xx} refused, ${errors} failed; nothing was measured.`,
    );
  return { perSecond: answered / duration, p50: latency.p50, p99: latency.p99 };
}
