import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { contract as floor } from '@doudi/approval-workflows/contract';
import { repositoryRoot } from '@doudi/local';
import { accessTable } from './documents/access-table.ts';
import { breakingChanges } from './documents/breaking-changes.ts';
import { type Document, mergeDocuments } from '@doudi/infra/openapi';
import { contract as counter } from '@doudi/intake/contract';
import { contract as market } from '@doudi/intermediary-market/contract';
import { Command } from 'commander';

const document = mergeDocuments([counter, floor, market]);
const files = {
  document: {
    file: join(repositoryRoot, 'doc', 'openapi.json'),
    text: `${JSON.stringify(document, null, 2)}\n`,
  },
  access: { file: join(repositoryRoot, 'doc', 'access.md'), text: accessTable(document) },
};
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

/** What the committed document promises and the route tables no longer keep. */
function breaking(): string[] {
  const { file } = files.document;
  return existsSync(file)
    ? breakingChanges(JSON.parse(readFileSync(file, 'utf8')) as Document, document)
    : [];
}

function print({ check = false }: { check?: boolean }): void {
  for (const change of breaking()) say(`BREAKING: ${change}`);
  for (const { file, text } of Object.values(files)) {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    const name = relative(repositoryRoot, file);
    if (check) process.exitCode = 1;
    else writeFileSync(file, text);
    say(check ? `${name} is not what the route tables say; run npm run openapi.` : `${name} written.`);
  }
}

new Command('npm run openapi --')
  .description(
    'Writes doc/openapi.json and doc/access.md from the route tables; names what would break clients.',
  )
  .option('--check', 'changes nothing; names the files that drift and ends with 1')
  .action(print)
  .parse();
