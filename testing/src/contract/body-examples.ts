import { nameOf } from '@doudi/infra/http';
import type { Document } from '@doudi/infra/openapi';

interface Schema {
  readonly $ref: string;
  readonly examples?: readonly object[];
}

/** The examples of every request body of a document, by verb and path; tests send them as they stand. */
export function bodyExamples({ paths, components }: Document): Record<string, readonly object[]> {
  const named = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { requestBody }]) => {
      const body = (requestBody as { content: { 'application/json'?: { schema: Schema } } } | undefined)
        ?.content['application/json'];
      const name = body?.schema.$ref.split('/').at(-1);
      const schema = name && (components['schemas']?.[name] as Schema);
      return [nameOf({ verb: verb as 'get', path }), body && ((schema && schema.examples) ?? [])] as const;
    }),
  );
  return Object.fromEntries(named.flatMap(([name, examples]) => (examples ? [[name, examples]] : [])));
}
