import operations from '../../generated/operations.json';
import type { Schema } from './schema.ts';

interface Asked {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** What the contract says of a request: for whom it is, and what it takes. */
export interface Operation {
  readonly who: readonly string[];
  readonly body?: Schema;
  /** the media types of a file that is its body */
  readonly types?: readonly string[];
  readonly query?: readonly Asked[];
}

const all = operations as unknown as Readonly<Record<string, Operation>>;
const patterns = Object.entries(all).map(([name, operation]) => {
  const pattern = name.replaceAll(/[.*+?^$()|[\]\\]/gu, '\\$&').replaceAll(/\{[^}]+\}/gu, '[^/]+');
  return {
    operation,
    literals: name.replaceAll(/\{[^}]+\}/gu, '').length,
    matches: new RegExp(`^${pattern}$`, 'u'),
  };
});

/** The operation that an address belongs to: of several, the one that names most of it. */
export const operationOf = (verb: string, href: string): Operation | undefined =>
  patterns
    .filter(({ matches }) => matches.test(`${verb} ${href.split('?')[0]}`))
    .sort((one, other) => other.literals - one.literals)[0]?.operation;

/** Whether the contract lets one of these roles make the request at all; what it then answers is the server's to say. */
export const isFor = (roles: readonly string[], verb: string, path: string): boolean =>
  (all[`${verb} ${path}`]?.who ?? []).some((role) => roles.includes(role));
