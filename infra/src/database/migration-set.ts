import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { schemaOf } from './service-schema.ts';

/** Migrations that are applied to one schema in the order of their names. */
export interface MigrationSet {
  /** begins the names of what it ran */
  readonly label: string;
  readonly schema: string;
  /** holds `NNNN_*.sql`, forward only, never edited once applied */
  readonly folder: string;
  /** the table of what has been applied, and that of what each file looked like */
  readonly tables: { readonly applied: string; readonly checksums: string };
}

/** A service, as far as its migrations go. */
export interface Migrations {
  /** the service's name; its schema and role bear the same, with underscores */
  readonly name: string;
  /** the folder of its own migrations */
  readonly migrations: string;
}

const ofInfra = (folder: string) => join(import.meta.dirname, '..', '..', 'migrations', folder);

/** What all services share and none of them owns; its schema has no role. */
export const shared: MigrationSet = {
  label: 'shared',
  schema: 'shared',
  folder: ofInfra('shared'),
  tables: { applied: 'migrations', checksums: 'migration_checksums' },
};

/** The tables of infra that every service has in its own schema, then those of the service. */
export function setsOf({ name, migrations }: Migrations): MigrationSet[] {
  const schema = schemaOf(name);
  return [
    {
      label: `${name}/infra`,
      schema,
      folder: ofInfra('service'),
      tables: { applied: 'infra_migrations', checksums: 'infra_migration_checksums' },
    },
    { ...shared, label: name, schema, folder: migrations },
  ];
}

export const filesOf = ({ folder }: MigrationSet): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
