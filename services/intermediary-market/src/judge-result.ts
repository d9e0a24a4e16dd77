import { actOnCommission, type ActingParts } from './act-on-commission.ts';
import type { Acceptance, Return } from './door.ts';
import { ownerSide } from './sides.ts';

/** The owner's side accepts the result: the commission is over, the order goes on. */
export const acceptResult = (parts: ActingParts) =>
  actOnCommission(parts)<Acceptance>('accept', ownerSide, ({ body }) => body);

/** The owner's side sends the result back to work, with the reason; the agency's clock runs again. */
export const returnResult = (parts: ActingParts) =>
  actOnCommission(parts)<Return>('return', ownerSide, ({ body }) => ({ note: body.reason }));
