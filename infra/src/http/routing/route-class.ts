import type { Route } from './route.ts';

/** What limits are counted by: reads and writes of one caller do not take from each other. */
export type RateClass = 'read' | 'write';

export const rateClassOf = ({ rate, verb, safe }: Route): RateClass =>
  rate ?? (verb === 'get' || safe ? 'read' : 'write');

/** `VERB /path`, as people and tables name a route. */
export const nameOf = ({ verb, path }: Pick<Route, 'verb' | 'path'>): string =>
  `${verb.toUpperCase()} ${path}`;

/** The name under which the audit knows a route. */
export const auditNameOf = (route: Route): string => route.audit ?? nameOf(route);
