import type { Instant } from '../domain/instant.ts';
import { officeTime, type OfficeClock } from '../domain/office-clock.ts';

/** The office instant of this workflow task. */
export const officeNow = (clock: OfficeClock): Instant => officeTime(clock, Date.now());
