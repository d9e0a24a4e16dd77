// Makes of the contract what the console is typed by, and what its forms are made of; writes only what has changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { operationsOf } from './operations.js';

const contract = join(import.meta.dirname, '..', 'doc', 'openapi.json');
const folder = join(import.meta.dirname, 'generated');

const document = JSON.parse(readFileSync(contract, 'utf8'));
mkdirSync(folder, { recursive: true });
write('operations.json', JSON.stringify(operationsOf(document)));
write('contract.d.ts', astToString(await openapiTS(document)));

function write(name, content) {
  const file = join(folder, name);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content);
}
