// What a form needs to know of a request: who may make it, the fields of its body or file, and their rules. Taken from the contract.

const verbs = ['get', 'post', 'put'];

/** By `POST /v1/…/{name}`: roles, the schema of the body with its parts in place, and what is asked in the query. */
export function operationsOf({ paths, components }) {
  const inPlace = (node) => {
    if (Array.isArray(node)) return node.map(inPlace);
    if (typeof node !== 'object' || node === null) return node;
    if (node.$ref) return inPlace(components.schemas[node.$ref.split('/').at(-1)]);
    const kept = Object.entries(node).filter(([key]) => key !== 'examples' && key !== 'discriminator');
    return Object.fromEntries(kept.map(([key, value]) => [key, inPlace(value)]));
  };
  const operationOf = (operation) => {
    const content = operation.requestBody?.content ?? {};
    const body = content['application/json']?.schema;
    const types = Object.keys(content).filter((type) => type !== 'application/json');
    const query = (operation.parameters ?? []).filter((one) => one.in === 'query');
    return {
      who: Object.keys(operation['x-who-may'] ?? {}),
      ...(body && { body: inPlace(body) }),
      ...(types.length > 0 && { types }),
      ...(query.length > 0 && {
        query: query.map(({ name, required = false, schema }) => ({
          name,
          required,
          schema: inPlace(schema),
        })),
      }),
    };
  };
  const all = Object.entries(paths).flatMap(([path, item]) =>
    verbs
      .filter((verb) => item[verb])
      .map((verb) => [`${verb.toUpperCase()} ${path}`, operationOf(item[verb])]),
  );
  return Object.fromEntries(all);
}
