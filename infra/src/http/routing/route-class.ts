import type { RateClass, Route } from './route.ts';

export const rateClassOf = ({ rate, verb, safe }: Route): RateClass =>
  rate ?? (verb === 'get' || safe ? 'read' : 'write');

/** `VERB /path`, as people and tables name a route. */
export const nameOf = ({ verb, path }: Pick<Route, 'verb' | 'path'>): string =>
  `${verb.toUpperCase()} ${path}`;

/** The name under which the audit knows a route. */
export const auditNameOf = (route: Route): string => route.audit ?? nameOf(route);
