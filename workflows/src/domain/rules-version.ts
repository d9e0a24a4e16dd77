/**
 * Which behaviour of the rules an order keeps for life, with its steps and commissions. 2 (December 2026): tasks that are late by their
 * own clock are on record and shown, and open the case of their step before it is red. 3 (December 2026): commissions have a brief, a
 * price and rounds; an engagement that is not signed lapses.
 */
export type RulesVersion = 1 | 2 | 3;
/** That of orders opened now. */
export const rulesOfNow = 3 satisfies RulesVersion;
