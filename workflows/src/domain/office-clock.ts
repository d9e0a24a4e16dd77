import type { Instant } from './instant.ts';

/** Business time = officeAt + (now − clockAt) × rate. Real time is `{ officeAt: 0, clockAt: 0, rate: 1 }`. */
export interface OfficeClock {
  readonly officeAt: Instant;
  readonly clockAt: Instant;
  readonly rate: number;
}

/** Business time at the real instant `now`, in whole milliseconds. */
export const officeTime = ({ officeAt, clockAt, rate }: OfficeClock, now: Instant): Instant =>
  Math.floor(officeAt + (now - clockAt) * rate);

/** Real milliseconds from `now` until business time has reached `at`; at least 1. */
export const realMsUntil = ({ officeAt, clockAt, rate }: OfficeClock, at: Instant, now: Instant): number =>
  Math.max(1, Math.ceil((at - officeAt) / rate + clockAt - now));
