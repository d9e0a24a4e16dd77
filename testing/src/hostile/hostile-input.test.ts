import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { post, type Answer, type Call } from '@doudi/infra/http';
import { testApp } from '../http/test-app.ts';
import type { Parties } from '../access/people.ts';
import { documentOf } from '@doudi/infra/openapi';
import { hostileInput } from './hostile-input.ts';

const party = { uscc: 'A', agentId: 'agent-1', department: 'A', agencyUscc: 'A' };
const parties: Parties = { ours: party, theirs: { ...party, agentId: 'agent-2' }, nobody: party };
const Note = z
  .strictObject({ text: z.string().max(60_000) })
  .meta({ id: 'Note', examples: [{ text: 'well' }] });
type Noting = Call<z.output<typeof Note>>;

const keep = async ({ db, body }: Noting, text = body.text): Promise<Answer> => {
  await db.query('insert into notes values ($1, $2)', [text, 'kept']);
  return { body: {} };
};

/** What hostile input finds at a URL that takes notes in this way. */
async function findingsAt(
  handler: (call: Noting) => Promise<Answer>,
  touches = ['notes'],
  edits = false,
): Promise<string> {
  const route = post('/v1/notes', {
    ...{
      summary: { zh: '记', en: 'Note' },
      allow: { agent: 'all' } as const,
      body: Note,
      answer: z.object({}),
    },
    ...{ edits, transaction: edits },
    handler,
  });
  const { url, pool, identity, close } = await testApp([route]);
  const own = () => ({ body: { text: 'well' } });
  const readAgain = async () => {
    const { rows } = await pool.query<{ text: string }>('select text from notes order by ctid desc limit 1');
    return rows[0] ?? {};
  };
  const hostile = hostileInput({
    document: documentOf({ title: { zh: '记', en: 'Notes' }, refusals: {} }, [route]),
    ...{ routes: [route], samples: { 'POST /v1/notes': { own, touches, readAgain } }, parties },
    world: () => ({ url, pool, bearer: identity.bearer }),
    secrets: () => [],
  });
  const { findings } = (await hostile.rows[0]?.check()) ?? { findings: ['nothing was tried'] };
  hostile.close();
  await close();
  return findings.join('\n');
}

// the statement that would have PostgreSQL wait is broken too
const cut = (text: string) => text.slice(0, 20);

test('finds nothing where texts are kept as they are', async () => {
  expect(await findingsAt(async (call) => ({ ...(await keep(call, call.body.text.trim())) }))).toBe('');
});
test.each<[string, (call: Noting) => Promise<Answer>, RegExp]>([
  ['keeps another text', (call) => keep(call, call.body.text.normalize('NFKC').trim()), /it is read as/],
  ['writes texts into statements', ({ db, body }) => db.query(`select '${cut(body.text)}'`).then(() => ({ body: {} })), /it broke/], // prettier-ignore
  ['shows its statements', () => Promise.resolve({ body: { why: 'syntax error at or near "x"' } }), /it shows the inside/], // prettier-ignore
])('finds a URL that %s', async (_what, handler, reason) => {
  expect(await findingsAt(handler)).toMatch(reason);
});
test('finds a URL that writes where it should not', async () => {
  expect(await findingsAt((call) => keep(call, call.body.text.trim()), [])).toMatch(
    /it has written to notes/,
  );
});
test('finds a URL that writes headers into statements', async () => {
  const handler = ({ db, ifMatch = '' }: Noting) =>
    db.query(`select '${cut(ifMatch)}'`).then(() => ({ body: {} }));
  expect(await findingsAt(handler, [], true)).toMatch(/If-Match: SQL that ends a statement: it broke/);
});
