import { eraseContacts } from './case-contacts.ts';
import { forgetPhoneFailures } from './case-phone-failures.ts';
import type { Dependencies } from './dependencies.ts';

const dayMs = 86_400_000;

/**
 * Days of the calendar after the end of a case for which it is kept who reported it, for questions after the call-back. No document sets
 * a number: it is the one of the addresses of deliveries (`forgetAddresses`).
 */
const contactKeptDays = 90;

/** Erases who reported the cases that ended long ago, and forgets attempts by phone that count no more. */
export const forgetContacts =
  ({ pool, clock }: Pick<Dependencies, 'pool' | 'clock'>) =>
  async (): Promise<void> => {
    const now = await clock.now();
    await eraseContacts(pool, now - contactKeptDays * dayMs, now);
    await forgetPhoneFailures(pool);
  };
