import { join } from 'node:path';
import { schemaOf } from '../database/service-schema.ts';
import { auditTrail } from '../http/audit/audit-trail.ts';
import type { Refusals, ShellProblem } from '../http/problems/problem-types.ts';
import type { Route } from '../http/routing/route.ts';
import { type About, type Document, documentOf } from '../openapi/document-of.ts';

interface Description<Dependencies, Code extends string> extends About {
  /** as its folder is called: `intermediary-market` */
  readonly name: string;
  /** the folder that holds its `migrations`, its `schema.sql` and, once built, `dist/main.js` */
  readonly folder: string;
  /** the Temporal task queue from which it takes activities */
  readonly taskQueue: string;
  /** every URL of the service but the audit trail, which all services have */
  readonly routes: (dependencies: Dependencies) => readonly Route<NoInfer<Code> | ShellProblem>[];
  /** the problems of its own, in words; its routes refuse with these and those of the shell, and no others */
  readonly refusals: Refusals<Code>;
}

/** Everything that is to be known about a service without running it. */
export interface Service<Dependencies = never> {
  readonly name: string;
  /** its schema in PostgreSQL and the role that acts in it */
  readonly role: string;
  /** the built file that runs it */
  readonly main: string;
  /** the folder of its migrations */
  readonly migrations: string;
  /** the file that shows what its migrations add up to */
  readonly schemaFile: string;
  readonly taskQueue: string;
  readonly routes: (dependencies: Dependencies) => readonly Route[];
  /** the routes without what their handlers need: for reading, not for serving */
  readonly table: readonly Route[];
  readonly contract: Document;
  /** what the gateway passes on to it */
  readonly prefixes: readonly string[];
}

/**
 * A service in one place: migrations, the gateway, the printed documents and schemas, the tests and the stack are given the
 * result, and nothing about a service is said a second time.
 */
export function describeService<Dependencies, Code extends string>(
  description: Description<Dependencies, Code>,
): Service<Dependencies> {
  const { name, folder, taskQueue } = description;
  const routes = (dependencies: Dependencies): Route[] => [
    ...description.routes(dependencies),
    auditTrail(name),
  ];
  const table = routes({} as Dependencies);
  const contract = documentOf(description, table);
  return {
    name,
    role: schemaOf(name),
    main: join(folder, 'dist', 'main.js'),
    migrations: join(folder, 'migrations'),
    schemaFile: join(folder, 'schema.sql'),
    taskQueue,
    routes,
    table,
    contract,
    prefixes: prefixesOf(contract),
  };
}

/** The shortest beginnings without a parameter that all URLs of a document have. */
function prefixesOf({ paths }: Document): string[] {
  const fixed = new Set(Object.keys(paths).map((path) => path.replace(/\/\{.*$/, '')));
  return [...fixed].filter((one) => ![...fixed].some((other) => one.startsWith(`${other}/`)));
}
