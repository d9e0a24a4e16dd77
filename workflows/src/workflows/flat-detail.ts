import type { RecordedEvent } from '../messages/activities.ts';

/** A list of codes is recorded as one text, what is nested by its own names. */
export function flat(said: object): RecordedEvent['detail'] {
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]: [string, unknown]) => {
      if (Array.isArray(value)) return [[name, value.join(',')]];
      if (typeof value === 'object' && value !== null) return Object.entries(flat(value));
      return [[name, value as string | number | boolean | null]];
    }),
  );
}
