import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { runService } from './run-service.ts';
import { serviceSettings } from './service-settings.ts';
import { readSettings } from './settings.ts';
import { openServer } from '../http/server/server.ts';

const lines: { level: number; msg: string; url?: string }[] = [];
const logger = pino(
  { level: 'info' },
  { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[0]) },
);
let exit: jest.SpiedFunction<typeof process.exit>;
const ended = () => new Promise<unknown>((resolve) => exit.mockImplementation(resolve as never));
beforeEach(() => {
  lines.length = 0;
  exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
});
afterEach(() => {
  exit.mockRestore();
  for (const signal of ['SIGTERM', 'SIGINT']) process.removeAllListeners(signal);
});

let other: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  other = await openServer((_request, response) => response.end(), { host: '127.0.0.1', port: 0 });
});
afterAll(() => other.close());

const run = (port: string) => {
  const settings = readSettings(serviceSettings, {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    PORT: port,
    IDENTITY_PUBLIC_KEY: '{"kty":"EC"}',
    IDENTITY_ISSUER: 'https://issuer.test',
    IDENTITY_AUDIENCE: 'doudi',
  });
  const pool = new pg.Pool({ connectionString: settings.DATABASE_URL });
  return runService({ name: 'intake', settings, logger, pool, routes: [] });
};

test('a service whose port is taken says so in one sentence and ends with 1', async () => {
  const code = ended();
  const { port } = new URL(other.url);
  await run(port);
  expect(await code).toBe(1);
  expect(lines.map(({ msg }) => msg)).toEqual([
    `intake cannot start: port ${port} of 127.0.0.1 is taken by another program`,
  ]);
});
test.each(['SIGTERM', 'SIGINT'] as const)('a service that runs ends with 0 on %s', async (signal) => {
  await run('0');
  const url = lines.find((line) => line.url)?.url ?? '';
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const code = ended();
  process.emit(signal, signal);
  process.emit(signal, signal);
  expect(await code).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});
