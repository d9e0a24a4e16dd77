import type { ZodOpenApiOverride } from 'zod-openapi';

interface JsonSchema {
  type?: unknown;
  const?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  format?: string;
  propertyNames?: { enum?: string[] };
  properties?: Record<string, unknown>;
  additionalProperties?: unknown;
}

/**
 * Writes a schema in the words that generators of clients understand: a constant as an `enum` of one, a record whose keys are
 * known as an object with these properties, an integer without the bounds of JavaScript's own, and as `int64` where it is large.
 */
export const portableSchema: ZodOpenApiOverride = ({ jsonSchema }) => {
  const schema = jsonSchema as JsonSchema;
  if (schema.const !== undefined) oneValue(schema);
  if (schema.propertyNames?.enum) closedRecord(schema, schema.propertyNames.enum);
  if (schema.type === 'integer') bounds(schema);
};

function oneValue(schema: JsonSchema): void {
  schema.enum = [schema.const];
  delete schema.const;
}

function closedRecord(schema: JsonSchema, keys: readonly string[]): void {
  const value = schema.additionalProperties;
  schema.properties = Object.fromEntries(keys.map((key) => [key, value]));
  schema.additionalProperties = false;
  delete schema.propertyNames;
}

const most32 = 2 ** 31 - 1;

function bounds(schema: JsonSchema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  const largest = Math.max(Math.abs(schema.minimum ?? 0), Math.abs(schema.maximum ?? 0));
  if (largest > most32) schema.format = 'int64';
}
