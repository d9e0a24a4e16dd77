import type { z } from 'zod';
import { failure } from '../failure.ts';
import { withCredentials } from './credentials.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from an environment and the credentials it names; an empty value counts as not given. Throws one error whose message names every
 * faulty setting, what is wrong and what would be right, and never repeats a value, which may be a secret.
 */
export function readSettings<S extends z.ZodObject>(schema: S, env: Environment): z.output<S> {
  const given = Object.fromEntries(Object.entries(withCredentials(env)).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = [...new Set(parsed.error.issues.map((issue) => describe(schema, given, issue)))];
  throw failure(
    faults.length === 1
      ? `A setting is faulty: ${faults[0]}`
      : ['The settings are faulty:', ...faults].join('\n  '),
  );
}

function describe(schema: z.ZodObject, given: Environment, { path, message }: z.core.$ZodIssue): string {
  const name = String(path[0] ?? 'settings');
  const wrong = name in schema.shape && given[name] === undefined ? 'is missing' : message;
  const right = (schema.shape[name] as z.ZodType | undefined)?.description;
  return `${name}: ${wrong}${right ? `; right would be ${right}` : ''}`;
}
