import type { Document } from './document-of.ts';
import { mergeDocuments } from './merge-documents.ts';

/** Real milliseconds a service has to serve its document, and a merged one is kept. */
const limits = { askMs: 2_000, keepMs: 60_000 };

/** The merged document of running services, each a list of instances; asked for at need, kept for a minute. */
export function documentFetcher(services: readonly (readonly string[])[]): () => Promise<Document> {
  let kept: { readonly until: number; readonly document: Promise<Document> } | undefined;
  const merged = async () => mergeDocuments(await Promise.all(services.map(ofOne)));
  return () => {
    if (kept && Date.now() < kept.until) return kept.document;
    const document = merged();
    kept = { until: Date.now() + limits.keepMs, document };
    document.catch(() => (kept = undefined));
    return document;
  };
}

/** From the first instance that serves it. */
const ofOne = (instances: readonly string[]): Promise<Document> =>
  instances.reduce<Promise<Document>>(
    (earlier, instance) => earlier.catch(() => ask(instance)),
    Promise.reject(new Error('no instance is known')),
  );

async function ask(instance: string): Promise<Document> {
  const answer = await fetch(`${instance}/openapi.json`, { signal: AbortSignal.timeout(limits.askMs) });
  if (!answer.ok) throw new Error(`${instance} serves no document: ${answer.status}`);
  return (await answer.json()) as Document;
}
