import { isCancellation, log, type SignalDefinition } from '@temporalio/workflow';

/** Another workflow, as one signals it. */
export interface Notified {
  signal<Args extends unknown[]>(signal: SignalDefinition<Args>, ...args: Args): Promise<void>;
}

/** Signals another workflow. One that has just closed does not need the signal, so that is no error. */
export async function notify<Args extends unknown[]>(
  whom: Notified,
  signal: SignalDefinition<Args>,
  ...args: Args
): Promise<void> {
  try {
    await whom.signal(signal, ...args);
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('not notified: the other workflow is closed', { signal: signal.name });
  }
}
