import { failure } from '@doudi/infra/failure';

/** Real milliseconds of an office day that make sense: a tenth of a second to one hour. */
const [shortest, longest] = [100, 3_600_000];

/** How long an office day of the demonstration lasts, in real milliseconds, from `2s`, `0.5s` or `1500ms`. */
export function dayLength(text: string): number {
  const [, number, unit] = /^(\d{1,7}(?:\.\d{1,3})?)(ms|s)$/.exec(text) ?? [];
  const ms = Math.round(Number(number) * (unit === 's' ? 1_000 : 1));
  if (!(ms >= shortest && ms <= longest))
    throw failure(`--day must be a length from 100ms to 3600s, such as 2s, 1500ms or 4s, not "${text}".`);
  return ms;
}

/** The length as `--day` takes it. */
export const asOption = (ms: number): string => (ms % 1_000 ? `${ms}ms` : `${ms / 1_000}s`);
