import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';

/** A service as the stack sees it: what it runs, which tables it keeps, which URLs it answers. */
export interface Service {
  readonly name: string;
  readonly main: string;
  readonly migrations: string;
  readonly prefixes: readonly string[];
}

const service = (name: string, prefixes: readonly string[]): Service => ({
  name,
  main: join(repositoryRoot, 'services', name, 'dist', 'main.js'),
  migrations: join(repositoryRoot, 'services', name, 'migrations'),
  prefixes: [...prefixes, `audit/${name}`].map((prefix) => `/v1/${prefix}`),
});

/** In the order in which they are migrated and started: the later ones read a view of the first. */
export const services: readonly Service[] = [
  service('intake', ['projects', 'mandates', 'orders']),
  service('approval-workflows', [
    'progress',
    'tasks',
    'steps',
    'stops',
    'cases',
    'calendars',
    'supervision',
    'clock',
  ]),
  service('intermediary-market', ['agencies', 'commissions']),
];
