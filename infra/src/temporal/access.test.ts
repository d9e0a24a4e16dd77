import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { certificates, type Certificates } from '@doudi/testing/temporal/certificates';
import { temporalAccess, temporalSettings } from './access.ts';
import { temporalAnswers, temporalClient } from './client.ts';
import { startWorker } from './worker.ts';
import { openLog } from '../service/logger.ts';

let folder: string;
let made: Certificates;
let server: Server;
const sockets = new Set<Socket>();
/** TLS before the suite's Temporal: whoever has no certificate of ours is turned away. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doudi-tls-'));
  made = await certificates();
  for (const [name, text] of Object.entries(made)) writeFileSync(join(folder, `${name}.pem`), text);
  const [host = '', port = ''] = (process.env['DOUDI_TEST_TEMPORAL'] ?? '').split(':');
  const { serverCert: cert, serverKey: key, ca } = made;
  server = createServer(
    { cert, key, ca, requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
    (from) => {
      const to = connect(Number(port), host);
      for (const socket of [from, to]) {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => (from.destroy(), to.destroy()));
      }
      from.pipe(to).pipe(from);
    },
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const settingsOf = (given: Record<string, string>) =>
  temporalSettings.parse({
    TEMPORAL_ADDRESS: `localhost:${(server.address() as AddressInfo).port}`,
    ...given,
  });
const file = (name: keyof Certificates) => join(folder, `${name}.pem`);
const trusting = () => ({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('ca') });
const complete = () => ({
  ...trusting(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: file('clientCert'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: file('clientKey'),
});

async function answers(given: Record<string, string>): Promise<boolean> {
  const temporal = temporalClient({ ...temporalAccess(settingsOf(given)), namespace: 'default' });
  try {
    return await temporalAnswers(temporal);
  } finally {
    await temporal.close();
  }
}

test('a client with its certificate and ours of the server reaches Temporal; without either it does not', async () => {
  expect(await answers(complete())).toBe(true);
  expect(await answers(trusting())).toBe(false);
  expect(await answers({})).toBe(false);
});

test('so does a worker', async () => {
  const worker = await startWorker({
    ...temporalAccess(settingsOf(complete())),
    ...{ namespace: 'default', taskQueue: 'tls', activities: { nothing: () => Promise.resolve() } },
    logger: openLog({ service: 'test', level: 'silent' }),
  });
  const running = worker.run();
  worker.shutdown();
  await running;
});

test('an API key goes over TLS', () => {
  expect(temporalAccess(settingsOf({ TEMPORAL_API_KEY: 'k' }))).toMatchObject({ apiKey: 'k', tls: true });
  expect(temporalAccess(settingsOf({ TEMPORAL_TLS: 'true' }))).toMatchObject({ tls: true });
  expect(temporalAccess(settingsOf({}))).not.toHaveProperty('tls');
});

test.each([
  [
    { TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere/cert.pem' },
    /TEMPORAL_TLS_CLIENT_CERT_PATH cannot be read \(ENOENT\)/,
  ],
  [{ TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'k' }, /TEMPORAL_TLS is false/],
])('%j is refused in one sentence', (given, sentence) => {
  expect(() => temporalAccess(settingsOf(given))).toThrow(sentence);
});

test('a certificate without its key is refused', () => {
  const given = settingsOf({ TEMPORAL_TLS_CLIENT_CERT_PATH: file('clientCert') });
  expect(() => temporalAccess(given)).toThrow(/go together/);
});
