import { actOnCommission, asEngaged, type ActingParts } from './act-on-commission.ts';
import type { Declining, Deliverable } from './door.ts';
import { agencySide } from './sides.ts';

/** The engaged agency signs the contract; from here its own clock runs. */
export const signContract = (parts: ActingParts) =>
  actOnCommission(parts)<object>('sign', agencySide, (_call, commission) => asEngaged(commission));

/** The engaged agency declines; the owner's side may hire another one. */
export const declineEngagement = (parts: ActingParts) =>
  actOnCommission(parts)<Declining>('decline', agencySide, ({ body }, commission) => ({
    ...asEngaged(commission),
    note: body.reason,
  }));

/** The agency hands in its result: a note and the hash of the files, which stay with the parties. */
export const deliverResult = (parts: ActingParts) =>
  actOnCommission(parts)<Deliverable>('deliver', agencySide, ({ body }, commission) => ({
    ...asEngaged(commission),
    ...body,
  }));
