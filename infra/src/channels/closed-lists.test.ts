import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testApp } from '@doudi/testing/http/test-app';
import { failures, remarks } from './messages.ts';
import { channels } from './receivers.ts';

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => void (shell = await testApp([])));
afterAll(() => shell.close());

const quoted = (text: string) => [...text.matchAll(/'([^']+)'/g)].map(([, word]) => word);

test.each([
  ['notice_receivers', 'channel', channels],
  ['notice_messages', 'failure', failures],
  ['notice_messages', 'remark', remarks],
])('the closed list of %s.%s is the one of the code', async (table, column, list) => {
  const { rows } = await shell.pool.query<{ check: string }>(
    `select pg_get_constraintdef(oid) as check from pg_constraint where conrelid = $1::regclass and conname = $2`,
    [table, `${table}_${column}_check`],
  );
  expect(quoted(rows.map(({ check }) => check).join(' ')).sort()).toEqual([...list].sort());
});
