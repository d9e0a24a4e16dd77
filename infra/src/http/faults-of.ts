import type { z } from 'zod';
import type { Fault } from './problem.ts';

type At = (path: readonly PropertyKey[]) => string;

/** What one issue of a schema tells the caller; unknown fields are faults of their own, one each. */
export function faultsOf(issue: z.core.$ZodIssue, at: At): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ at: at([...issue.path, key]), fault: 'is not known here' }));
  if (issue.code === 'invalid_union') return [{ at: at(issue.path), fault: unionFault(issue) }];
  return [{ at: at(issue.path), fault: readable(issue.message) }];
}

const readable = (message: string) =>
  message
    .replace(/^Invalid input: (.*), received undefined$/, 'is missing: $1')
    .replace(/^Invalid (input|option|string): /, '');

function unionFault(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.discriminator && 'options' in issue && issue.options)
    return `expected one of ${issue.options.map((option) => JSON.stringify(option)).join('|')}`;
  const forms = issue.errors.map((ways) => ways.map(({ message }) => readable(message)).join(' and '));
  return forms.length > 0 ? `fits none of: ${[...new Set(forms)].join('; ')}` : readable(issue.message);
}
