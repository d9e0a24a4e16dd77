import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { explain } from '@doudi/infra/failure';
import { repositoryRoot, startPostgres, temporaryFolder, usePostgres } from '@doudi/local';
import { migrateAll } from '@doudi/infra/database';
import { printSchemas } from './documents/print-schema.ts';
import { services, stackSettings } from '@doudi/stack';

const files: Readonly<Record<string, string>> = {
  shared: join(repositoryRoot, 'infra', 'schema.sql'),
  ...Object.fromEntries(services.map(({ name, schemaFile }) => [name, schemaFile])),
};

/** What the migrations add up to today, by service. */
async function printed(databaseUrl: string | undefined): Promise<Record<string, string>> {
  const folder = temporaryFolder();
  const { cacheFolder } = stackSettings(process.env);
  try {
    const postgres = databaseUrl
      ? await usePostgres(databaseUrl)
      : await startPostgres({ folder, cacheFolder, durable: false });
    const { url } = postgres;
    return await migrateAll({ url, services })
      .then(() => printSchemas(url, Object.keys(files)))
      .finally(postgres.stop);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function schemas({ check, database }: { check?: boolean; database?: string }): Promise<void> {
  for (const [service, text] of Object.entries(await printed(database))) {
    const file = files[service] ?? '';
    const same = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (same) continue;
    const name = relative(repositoryRoot, file);
    if (!check) writeFileSync(file, text);
    process.stdout.write(
      check ? `${name} is not what the migrations add up to; run npm run schema.\n` : `${name} written.\n`,
    );
    if (check) process.exitCode = 1;
  }
}

await new Command('npm run schema --')
  .description('Writes the schema.sql of every service: what its migrations add up to.')
  .option('--check', 'changes nothing; names the files that drift and ends with 1')
  .option('--database <url>', 'an empty database to use instead of bringing a PostgreSQL')
  .action(schemas)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
