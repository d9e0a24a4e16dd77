import type { Document } from '@doudi/infra/openapi';

/** The path of a document that a URL's path fits, the one with the fewest parameters; undefined when it has none. */
export function pathIn(document: Document, url: string): string | undefined {
  const isFit = (path: string) =>
    new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(
      url,
    );
  const parameters = (path: string) => path.split('{').length;
  return Object.keys(document.paths ?? {})
    .filter(isFit)
    .sort((a, b) => parameters(a) - parameters(b))[0];
}

/** A document with one of its paths and the components that path refers to: what a validator reads of it takes a part of the time. */
export function partOfDocument(document: Document, path: string): Document {
  const components = document.components ?? {};
  const paths = { [path]: document.paths?.[path] };
  const kept: Record<string, Record<string, unknown>> = {
    ...(components['securitySchemes'] && { securitySchemes: components['securitySchemes'] }),
  };
  const keep = (part: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(part).matchAll(
      /#\/components\/(\w+)\/([\w.-]+)/g,
    )) {
      const found = components[kind]?.[name];
      if (found === undefined || kept[kind]?.[name] !== undefined) continue;
      (kept[kind] ??= {})[name] = found;
      keep(found);
    }
  };
  keep(paths);
  return structuredClone({ ...document, paths, components: kept }) as Document;
}
