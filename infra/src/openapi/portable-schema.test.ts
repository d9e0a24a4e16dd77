import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { createSchema } from 'zod-openapi';
import { portableSchema } from './portable-schema.ts';

const schemaOf = (schema: z.ZodType) => createSchema(schema, { opts: { override: portableSchema } }).schema;

test('a constant is an enum of one value', () => {
  expect(schemaOf(z.literal('late'))).toEqual({ type: 'string', enum: ['late'] });
});
test('a record of known keys is a closed object with them as properties', () => {
  expect(schemaOf(z.record(z.enum(['GOV', 'OWNER']), z.boolean()))).toEqual({
    type: 'object',
    properties: { GOV: { type: 'boolean' }, OWNER: { type: 'boolean' } },
    required: ['GOV', 'OWNER'],
    additionalProperties: false,
  });
});
test('a record of any keys stays one', () => {
  expect(schemaOf(z.record(z.string(), z.boolean()))).toMatchObject({
    additionalProperties: { type: 'boolean' },
  });
});
test.each<[string, z.ZodType, object]>([
  ['has no bounds where none are set', z.int(), { type: 'integer' }],
  ['keeps the bound that is set', z.int().min(0), { type: 'integer', minimum: 0 }],
  [
    'beyond 32 bits says so',
    z
      .int()
      .min(1)
      .max(10 ** 13),
    { minimum: 1, maximum: 10 ** 13, format: 'int64' },
  ],
])('an integer %s', (_what, schema, expected) => {
  const told = schemaOf(schema);
  expect(told).toEqual({ type: 'integer', ...expected });
});
