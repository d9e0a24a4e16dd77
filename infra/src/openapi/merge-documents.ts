import { shellProblems } from '../http/problems/problem-types.ts';
import type { Document, Operation, Tag } from './document-of.ts';
import { problemResponse, schemasOfProblems } from './problem-responses.ts';

const info = {
  title: 'Doudi',
  version: '1.0.0',
  contact: { name: '兜底 · Doudi' },
  license: { name: 'Not licensed', identifier: 'LicenseRef-Not-Licensed' },
  description:
    '兜底：企业投资项目订单式审批：下单、审批、中介、兜底。\n\nOrder-style approval of enterprise investment projects. Every instant is ISO 8601 in Asia/Shanghai, every number of days counts working days. `x-who-may` names the roles; what a caller may not know of is 404.',
};

const servers = [{ url: '/', description: '本网关 · the gateway that tells this document' }];

const outcomeUnknown = [{ type: 'outcome-unknown', ...shellProblems['outcome-unknown'] }];

/** The document of the gateway from those of its services. Throws when two of them mean different things by one name. */
export function mergeDocuments(documents: readonly Document[]): Document {
  const components: Record<string, Record<string, unknown>> = {
    responses: { UnknownOutcome: problemResponse(502, outcomeUnknown) },
    schemas: schemasOfProblems(outcomeUnknown),
  };
  for (const document of documents)
    for (const [kind, named] of Object.entries(document.components))
      components[kind] = joined(components[kind] ?? {}, named);
  const paths = documents.reduce<Document['paths']>((all, one) => joined(all, one.paths, never), {});
  const tags = Object.values(
    documents.reduce<Record<string, Tag>>(
      (all, one) => joined(all, Object.fromEntries(one.tags.map((tag) => [tag.name, tag]))),
      {},
    ),
  );
  return {
    openapi: '3.1.0',
    info,
    servers,
    tags,
    paths: byName(mapOperations(paths, throughTheDoor)),
    components,
  };
}

const never = () => false;
const isSameText = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Both records in one; the same name twice only for what `may` be the same. */
function joined<Value>(
  all: Readonly<Record<string, Value>>,
  more: Readonly<Record<string, Value>>,
  may: (one: Value, other: Value) => boolean = isSameText,
): Record<string, Value> {
  for (const [name, value] of Object.entries(more))
    if (name in all && !may(all[name] as Value, value))
      throw new Error(`${name} means different things in two documents`);
  return byName({ ...all, ...more });
}

const byName = <Value>(record: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const mapOperations = (paths: Document['paths'], change: (operation: Operation) => Operation) =>
  Object.fromEntries(
    Object.entries(paths).map(([path, verbs]) => [
      path,
      Object.fromEntries(Object.entries(verbs).map(([verb, operation]) => [verb, change(operation)])),
    ]),
  );

const throughTheDoor = (operation: Operation): Operation => ({
  ...operation,
  responses: {
    ...(operation['responses'] as object),
    502: { $ref: '#/components/responses/UnknownOutcome' },
  },
});
