import type { components } from '../../generated/contract.d.ts';

/** What the server answers instead of what was asked (RFC 9457), in the reader's language. */
export type Problem = components['schemas']['Problem'];

/** A request that got no answer: it may have been done, and repeating it with the same key is safe. */
export const unreachable = 'unreachable';

/** The problem in what a request threw. */
export const problemOf = (thrown: unknown): Problem =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && 'title' in thrown
    ? (thrown as Problem)
    : { type: unreachable, status: 0, title: '', requestId: '' };

/** Whether the request may have been done, or may be done by repeating it as it is. */
export const isOpen = ({ status }: Problem): boolean => status === 0 || status === 401 || status >= 500;

/** The faults of a body's fields, by the path of the field; those of other parts under the empty path. */
export function faultsByField({ faults = [] }: Problem): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { at, fault } of faults) {
    const field = at.startsWith('/') ? at : '';
    found.set(field, [...(found.get(field) ?? []), field === '' && at !== '' ? `${at}: ${fault}` : fault]);
  }
  return found;
}
