import type { Known } from './open-things.ts';

/** Statuses that valid requests may have beyond success: not within the access scope, against the state of things, against a rule (`unfit`). */
const expected = ['2xx', '3xx', '401', '403', '404', '409', '422', '429', '5xx'];

/** How often a value that exists stands where one is asked for; the others are made up. */
const probability = 0.5;

/** schemathesis.toml: who asks, with which values that exist. No check is switched off. */
export function configuration(token: string, known: Known): string {
  const text = (value: unknown) => JSON.stringify(value);
  const names = Object.keys(known);
  return [
    `headers = { Authorization = ${text(`Bearer ${token}`)} }`,
    '[checks.positive_data_acceptance]',
    `expected-statuses = ${text(expected)}`,
    ...names.flatMap((name) => [`[dictionaries.${name}]`, `values = ${text(known[name])}`]),
    '[parameters]',
    ...names.flatMap((name) =>
      ['path', 'query', 'body'].map(
        (place) => `"${place}.${name}" = { dictionary = "${name}", probability = ${probability} }`,
      ),
    ),
    '',
  ].join('\n');
}
