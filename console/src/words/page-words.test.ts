import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fieldWords } from './field-words.ts';
import { memberWord } from '../ui/problem-facts.ts';
import { memberWords } from './member-words.ts';
import { pageWords } from './page-words.ts';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly parameters?: readonly { name?: string; in?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const contract = JSON.parse(readFileSync('doc/openapi.json', 'utf8')) as Contract;
const paging = ['cursor', 'limit'];

function fieldsIn(schema: Schema, found = new Set<string>()): Set<string> {
  const { $ref, properties = {}, items, anyOf = [], oneOf = [] } = schema;
  const named = $ref && contract.components.schemas[$ref.split('/').at(-1) ?? ''];
  for (const [name, its] of Object.entries(properties)) fieldsIn(its, found.add(name));
  for (const part of [named, items, ...anyOf, ...oneOf]) if (part) fieldsIn(part, found);
  return found;
}

const operations = Object.values(contract.paths).flatMap((path) => Object.values(path));
const inBodies = operations.flatMap(({ requestBody }) => [
  ...fieldsIn(requestBody?.content['application/json']?.schema ?? {}),
]);
const inQueries = operations.flatMap(({ parameters = [] }) =>
  parameters.flatMap((one) =>
    one.in === 'query' && one.name && !paging.includes(one.name) ? [one.name] : [],
  ),
);

const asked = new Set([...inBodies, ...inQueries].map((name) => `field.${name}`));

describe('words of the pages', () => {
  test('everything is said in Chinese and in English', () => {
    const unsaid = Object.entries(pageWords).filter(([, [zh, en]]) => zh.trim() === '' || en.trim() === '');
    expect(unsaid).toEqual([]);
  });

  test('every field and filter of the contract has a name on forms', () => {
    expect([...asked].filter((key) => !(key in fieldWords))).toEqual([]);
  });

  test('every member of a problem has a name, and no name is without its member', () => {
    const { Problem, ...kinds } = contract.components.schemas;
    const ofKinds = Object.keys(kinds).filter((name) => name.endsWith('Problem'));
    const members = ofKinds.flatMap((name) =>
      (kinds[name]?.allOf ?? []).flatMap(({ properties = {} }) => Object.keys(properties)),
    );
    const own = members.filter((name) => !(name in (Problem?.properties ?? {})));
    expect(own.filter((name) => name !== 'etag' && !memberWord(name))).toEqual([]);
    expect(Object.keys(memberWords).filter((key) => !own.includes(key.slice('member.'.length)))).toEqual([]);
  });

  test('no field has a name that is asked no more', () => {
    expect(Object.keys(fieldWords).filter((key) => !asked.has(key))).toEqual([]);
  });
});
