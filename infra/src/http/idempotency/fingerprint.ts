import { createHash } from 'node:crypto';

/** sha256, as 64 hexadecimal digits, of parts that may not run into each other. */
export const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** sha256 of a JSON value whatever the order of its fields and its white space. */
export const fingerprintOf = (value: unknown): string => digestOf([canonical(value)]);

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { fields: fields.map(([name, inner]) => [name, canonical(inner)]) };
}
