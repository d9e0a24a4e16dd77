import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '@doudi/local';

const built = pathToFileURL(join(repositoryRoot, 'stack', 'dist', 'run.js')).href;
const program = `
  const { print, run } = await import(${JSON.stringify(built)});
  await run(async () => {
    print('ready');
    setInterval(() => print('goes on'), 20);
    setTimeout(() => process.exit(42), 500);
    return { stop: async () => undefined };
  });`;

test('it goes on when whoever read its output has gone away', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(42);
});
