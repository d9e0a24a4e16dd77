import { isCancellation, log, type SignalDefinition } from '@temporalio/workflow';

interface Told {
  signal<Args extends unknown[]>(signal: SignalDefinition<Args>, ...args: Args): Promise<void>;
}

/** Signals another workflow; one that has just closed no longer needs the news. */
export async function tell<Args extends unknown[]>(
  whom: Told,
  signal: SignalDefinition<Args>,
  ...args: Args
): Promise<void> {
  try {
    await whom.signal(signal, ...args);
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('not told: the other workflow is closed', { signal: signal.name });
  }
}
