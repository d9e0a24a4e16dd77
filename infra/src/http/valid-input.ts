import { z } from 'zod';
import { faultsOf, inBothLanguages } from './faults-of.ts';
import { invalid, type Fault } from './problem.ts';
import type { Route } from './route.ts';
import { unstorable } from './unstorable.ts';

export interface Input {
  readonly body: unknown;
  readonly params: unknown;
  readonly query: unknown;
}

const nothing = z.strictObject({});

/** Parses body, path and query with the route's schemas; throws one 400 problem with every fault of all, and of `others`. */
export function validInput(route: Route, given: Input, others: readonly Fault[] = []): Input {
  const faults = [...others];
  const parse = (
    schema: z.ZodType,
    value: unknown,
    at: (path: readonly PropertyKey[]) => string,
  ): unknown => {
    const bad = unstorable(value).map(({ path, fault }) => ({ at: at(path), fault }));
    // what is too deep is not looked into any further
    const parsed = bad.length > 0 ? undefined : schema.safeParse(value, { error: inBothLanguages });
    faults.push(...bad, ...(parsed?.error?.issues ?? []).flatMap((issue) => faultsOf(issue, at)));
    return parsed?.data;
  };
  const input = {
    params: parse(route.params ?? nothing, given.params, (path) => ['params', ...path].join('.')),
    query: parse(route.query ?? nothing, given.query, (path) => ['query', ...path].join('.')),
    body: route.verb === 'get' ? undefined : parse(route.body ?? nothing, given.body ?? {}, pointer),
  };
  if (faults.length > 0) throw invalid(faults);
  return input;
}

/** RFC 6901 */
const pointer = (path: readonly PropertyKey[]) =>
  path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
