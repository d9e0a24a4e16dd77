import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get, post } from '../routing/route.ts';
import { allSettableLimits, fixedLimits, limitsOf, rateClassOf, type Limit } from './limit-table.ts';

const root = join(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const row = ({ setting, usual, unit, counts, beyond }: Limit) =>
  [counts, setting ? `\`${setting}\`` : '–', `${usual.toLocaleString('en')} ${unit}`, beyond].join(' | ');

test('the table of limits in doc/operations.md is this one', () => {
  const [, chapter = ''] = read('doc/operations.md').split('## Limits\n');
  const written = chapter
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim()).join(' | ')); // prettier-ignore
  expect(written).toEqual([...allSettableLimits, ...Object.values(fixedLimits)].map(row));
});

test('.env.example shows every setting with its usual value', () => {
  const shown = read('.env.example').split('\n');
  const expected = allSettableLimits.map(({ setting, usual }) => `#${setting}=${usual}`);
  expect(expected.filter((line) => !shown.includes(line))).toEqual([]);
});

test('a question counts as a read, a file as an upload, every other request with a body as a write; what needs no token has a class of its own', () => {
  const shape = { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: {} }) } as const;
  const upload = { types: ['application/pdf'], mostBytes: 1 };
  const more = [{}, { safe: true }, { upload }, { public: true as const }].map((one) =>
    post('/v1/a', { ...shape, ...one }),
  );
  const routes = [get('/v1/a', shape), ...more];
  expect(routes.map((route) => rateClassOf(route as never))).toEqual([
    'read',
    'write',
    'read',
    'upload',
    'public',
  ]);
});

test('each class, and the address, has its number from its setting', () => {
  const settings = Object.fromEntries(allSettableLimits.map(({ setting }, index) => [setting, index]));
  const { perMinute, atOnce } = limitsOf(settings as never);
  expect({ perMinute, atOnce }).toEqual({
    perMinute: {
      public: settings['RATE_PUBLIC'],
      ...{ read: settings['RATE_READS'], upload: settings['RATE_UPLOADS'], write: settings['RATE_WRITES'] },
      address: settings['RATE_ADDRESS'],
    },
    atOnce: {
      public: settings['PUBLIC_AT_ONCE'],
      ...{ read: settings['READS_AT_ONCE'], upload: settings['UPLOADS_AT_ONCE'] },
      write: settings['WRITES_AT_ONCE'],
    },
  });
});
