import type { Route } from './route.ts';

/** What limits are counted by: reads and writes of one caller do not take from each other. */
export type RateClass = 'read' | 'write';

export const rateClassOf = ({ rate, verb, safe }: Route): RateClass =>
  rate ?? (verb === 'get' || safe ? 'read' : 'write');

/** The name under which the audit knows a route. */
export const auditNameOf = ({ audit, verb, path }: Route): string => audit ?? `${verb.toUpperCase()} ${path}`;
