import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { breakingChanges } from './breaking-changes.ts';
import { type Document, mergeDocuments } from '@doudi/infra/openapi';
import type { Service } from '@doudi/infra/service';
import { services } from '@doudi/stack';

const merged = mergeDocuments(services.map(({ contract }) => contract));
const operations = Object.values(merged.paths).flatMap((verbs) => Object.values(verbs));

test('the gateway passes every URL of a document on to its service', () => {
  for (const { contract, prefixes } of services)
    for (const path of Object.keys(contract.paths))
      expect([path, prefixes.some((prefix) => `${path}/`.startsWith(`${prefix}/`))]).toEqual([path, true]);
});

test('no two operations bear one id, and every reference leads somewhere', () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, kind = '', name = ''] of JSON.stringify(merged).matchAll(/#\/components\/(\w+)\/(\w+)/g))
    expect([name, Object.keys(merged.components[kind] ?? {}).includes(name)]).toEqual([name, true]);
});

test('the route tables break nothing that the committed document promises', () => {
  const committed = readFileSync(join(repositoryRoot, 'doc', 'openapi.json'), 'utf8');
  expect(breakingChanges(JSON.parse(committed) as Document, merged)).toEqual([]);
});

test('services that mean different things by one name have no document', () => {
  const [{ contract }] = services as [Service];
  const other = { ...contract, components: { schemas: { Project: { type: 'string' } } }, paths: {} };
  expect(() => mergeDocuments([contract, other])).toThrow('Project means different things');
  expect(() => mergeDocuments([contract, contract])).toThrow('means different things in two documents');
});
