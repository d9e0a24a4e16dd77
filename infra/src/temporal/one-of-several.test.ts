import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { temporalAccess } from './access.ts';
import { temporalAnswers, temporalClient } from './client.ts';
import { oneOfSeveral } from './one-of-several.ts';

const temporal = () => process.env['DOUDI_TEST_TEMPORAL'] ?? '';
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** A second address of the suite's Temporal, that can stand still: it takes connections and bytes, and answers nothing. */
async function anAddress() {
  const [host = '', port = ''] = temporal().split(':');
  const sockets = new Set<Socket>();
  let stands = false;
  const server: Server = createServer((from) => {
    const to = connect(Number(port), host);
    for (const socket of [from, to]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => (from.destroy(), to.destroy()));
    }
    from.on('data', (bytes) => stands || to.write(bytes));
    to.on('data', (bytes) => stands || from.write(bytes));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const end = () =>
    new Promise<void>((resolve) => {
      sockets.forEach((socket) => socket.destroy());
      server.close(() => resolve());
    });
  undo.push(end);
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    end,
    standStill: (still: boolean) => void (stands = still),
  };
}

async function aClient(address: string) {
  const { access, close } = await oneOfSeveral({ address });
  undo.push(close);
  const client = temporalClient({ ...access, namespace: 'default' });
  undo.push(client.close);
  return client;
}

/** Answers when a call was answered within a second; throws when none was in time. */
async function answeredWithin(ms: number, client: Awaited<ReturnType<typeof aClient>>): Promise<true> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await pause(50))
    if (await temporalAnswers(client)) return true;
  throw new Error(`no call was answered within ${ms} ms`);
}

test('an address where nobody listens is passed over', async () => {
  const client = await aClient(`127.0.0.1:1,${temporal()},127.0.0.1:2`);
  expect(await temporalAnswers(client)).toBe(true);
});

test('calls go on while one address after the other ends or stands still, and an address that is back is used again', async () => {
  const [one, other] = [await anAddress(), await anAddress()];
  const client = await aClient(`${one.address},${other.address}`);
  await answeredWithin(10_000, client);
  for (const still of [one, other, one]) {
    still.standStill(true);
    await answeredWithin(20_000, client);
    still.standStill(false);
  }
  await one.end();
  await answeredWithin(20_000, client);
});

test('with all addresses silent nothing is cut, and calls go on when one answers again', async () => {
  const [one, other] = [await anAddress(), await anAddress()];
  const client = await aClient(`${one.address},${other.address}`);
  await answeredWithin(10_000, client);
  for (const address of [one, other]) address.standStill(true);
  expect(await temporalAnswers(client)).toBe(false);
  for (const address of [one, other]) address.standStill(false);
  await answeredWithin(30_000, client);
});

test('a single address is used as it is', async () => {
  const access = { address: '127.0.0.1:7233' };
  expect((await oneOfSeveral(access)).access).toBe(access);
});

test('several addresses with TLS need the name that is in their certificates', () => {
  const given = { TEMPORAL_ADDRESS: 'a:1,b:2', TEMPORAL_TLS: 'true' } as const;
  expect(() => temporalAccess(given)).toThrow(/TEMPORAL_TLS_SERVER_NAME/);
  expect(temporalAccess({ ...given, TEMPORAL_TLS_SERVER_NAME: 'temporal.test' })).toMatchObject({
    address: 'a:1,b:2',
  });
});
