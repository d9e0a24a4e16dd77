import { z } from 'zod';
import { faultsOf, inBothLanguages } from './faults-of.ts';
import { invalid, unfit, type Fault } from '../problems/problem.ts';
import type { Route } from '../routing/route.ts';
import { unstorable } from './unstorable.ts';

export interface Input {
  readonly body: unknown;
  readonly params: unknown;
  readonly query: unknown;
}

const nothing = z.strictObject({});

/** Found before the schemas are asked: faults of their own kind, and rules that are broken. */
interface Before {
  readonly faults?: readonly Fault[];
  readonly rules?: readonly Fault[];
}

/**
 * Parses body, path and query with the route's schemas; throws one problem with every fault of all, and of those found before: 400
 * when something is not as the schemas say, 422 when all of it is, but breaks rules that no schema can say.
 */
export function validInput(route: Route, given: Input, before: Before = {}): Input {
  const faults = [...(before.faults ?? [])];
  let isInvalid = faults.length > 0;
  const parse = (
    schema: z.ZodType,
    value: unknown,
    at: (path: readonly PropertyKey[]) => string,
  ): unknown => {
    const bad = unstorable(value).map(({ path, fault }) => ({ at: at(path), fault }));
    // what is too deep is not looked into any further
    const parsed = bad.length > 0 ? undefined : schema.safeParse(value, { error: inBothLanguages });
    const issues = parsed?.error?.issues ?? [];
    faults.push(...onePerPlace([...bad, ...issues.flatMap((issue) => faultsOf(issue, at))]));
    isInvalid ||= bad.length > 0 || !issues.every(isOfARule);
    return parsed?.data;
  };
  const input = {
    params: parse(route.params ?? nothing, given.params, (path) => `path${pointer(path)}`),
    query: parse(route.query ?? nothing, given.query, (path) => `query${pointer(path)}`),
    body: route.verb === 'get' ? undefined : parse(route.body ?? nothing, bodyOf(given), pointer),
  };
  // a rule says nothing more of what is not even as its schema says
  faults.push(...(before.rules ?? []).filter((rule) => !faults.some(({ at }) => at === rule.at)));
  if (faults.length > 0) throw isInvalid ? invalid(faults) : unfit(faults);
  return input;
}

/** Several checks of one value mostly fail for one cause: the first says what would be right. */
const onePerPlace = (faults: readonly Fault[]): Fault[] =>
  [...new Map(faults.toReversed().map((fault) => [fault.at, fault])).values()].toReversed();

/** A refinement's, which JSON Schema does not have. */
const isOfARule = ({ code }: z.core.$ZodIssue) => code === 'custom';

/** No body at all is one without fields; `null` is not. */
const bodyOf = ({ body }: Input) => (body === undefined ? {} : body);

/** RFC 6901 */
const pointer = (path: readonly PropertyKey[]) =>
  path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
