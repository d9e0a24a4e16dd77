export { listen } from './listen.ts';
export { migrateAll } from './migrate.ts';
export { inTransaction, openPool, type Pool, type Queryable } from './pool.ts';
export { schemaOf } from './service-schema.ts';
export { survivePostgresRestarts } from './survive-postgres-restarts.ts';
