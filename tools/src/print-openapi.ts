import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Document, mergeDocuments } from '@doudi/infra/openapi';
import { repositoryRoot } from '@doudi/local';
import { services } from '@doudi/stack';
import { Command } from 'commander';
import { accessTable } from './documents/access-table.ts';
import { type Accepted, compareWithAccepted } from './documents/accepted-changes.ts';
import { breakingChanges } from './documents/breaking-changes.ts';

const fileOf = (name: string) => join(repositoryRoot, 'doc', name);
const asText = (content: unknown) => `${JSON.stringify(content, null, 2)}\n`;
const document = mergeDocuments(services.map(({ contract }) => contract));
const generated = [
  { file: fileOf('openapi.json'), text: asText(document) },
  { file: fileOf('access.md'), text: accessTable(document) },
];
const released = fileOf('openapi.released.json');
const accepted = fileOf('accepted-breaking-changes.json');
const read = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const print = (sentence: string) => void process.stdout.write(`${sentence}\n`);

/** Writes what the route tables say, or with `check` names the files that say something else; answers whether one did. */
function printGenerated(check: boolean): boolean {
  const stale = generated.filter(
    ({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text,
  );
  for (const { file, text } of stale) {
    const name = relative(repositoryRoot, file);
    if (!check) writeFileSync(file, text);
    print(check ? `${name} is not what the route tables say; run npm run openapi.` : `${name} written.`);
  }
  return stale.length > 0;
}

function release(): void {
  writeFileSync(released, asText(document));
  writeFileSync(accepted, asText([]));
  print('doc/openapi.released.json is the document as it is now; no breaking change is left to accept.');
}

function run({ check = false, ...options }: { check?: boolean; release?: boolean }): void {
  if (options.release) release();
  const isStale = printGenerated(check);
  const changes = breakingChanges(read<Document>(released), document);
  const faults = compareWithAccepted(changes, read<Accepted[]>(accepted));
  faults.forEach(print);
  if (check && (isStale || faults.length > 0)) process.exitCode = 1;
}

new Command('npm run openapi --')
  .description(
    'Writes doc/openapi.json and doc/access.md from the route tables; names changes that break clients of the released document and are not accepted.',
  )
  .option('--check', 'writes nothing; ends with 1 when a file is stale or a breaking change is not accepted')
  .option('--release', 'makes the document as it is now the released one, which later ones are compared with')
  .action(run)
  .parse();
