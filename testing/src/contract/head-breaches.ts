import type { IncomingHttpHeaders } from 'node:http';
import type { Document } from '@doudi/infra/openapi';

/** An answer as it went over the wire. */
export interface GivenAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, DescribedHeader>>;
}
interface DescribedHeader {
  readonly required?: boolean;
  readonly schema?: { readonly type?: string; readonly enum?: readonly string[] };
}

const mediaTypeOf = (type: string | undefined) => type?.split(';')[0]?.trim();
export const isJson = (type: string | undefined): boolean => /[/+]json$/.test(mediaTypeOf(type) ?? '');

/** What a document does not say of an answer's status, content type and headers; its validator looks at bodies only. */
export function headBreaches(
  document: Document,
  { path, verb }: { path: string; verb: string },
  { status, headers, bytes }: GivenAnswer,
): string[] {
  const responses = document.paths[path]?.[verb]?.['responses'] as Record<string, Described> | undefined;
  const named = responses?.[status];
  if (!named) return ['this status is not described'];
  const described = resolved(document, named);
  const types = Object.keys(described.content ?? {});
  const type = mediaTypeOf(headers['content-type']);
  const isDescribed = bytes.length === 0 ? types.length === 0 : types.includes(type ?? '');
  const isOnlyHere = headers.location !== undefined && !described.headers?.['Location'];
  return [
    ...(isOnlyHere ? ['a Location is not described'] : []),
    ...(isDescribed
      ? []
      : [`a body of ${type ?? 'no type'} is not described, but ${types.join(', ') || 'none'}`]),
    ...Object.entries(described.headers ?? {}).flatMap(([name, header]) =>
      headerBreach(name, header, headers[name.toLowerCase()]),
    ),
  ];
}

const resolved = ({ components }: Document, response: Described): Described =>
  response.$ref === undefined
    ? response
    : (components['responses']?.[response.$ref.split('/').at(-1) ?? ''] as Described);

function headerBreach(
  name: string,
  { required, schema }: DescribedHeader,
  given: string | readonly string[] | undefined,
): string[] {
  if (given === undefined) return required ? [`the header ${name} is missing`] : [];
  const text = String(given);
  const isWrong =
    (schema?.type === 'integer' && !/^\d+$/.test(text)) || schema?.enum?.includes(text) === false;
  return isWrong ? [`the header ${name} is not as described: ${text}`] : [];
}
