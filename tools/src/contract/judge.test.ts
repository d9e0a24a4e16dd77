import { expect, test } from '@jest/globals';
import { complaintsOf } from './judge.ts';

const node = (script: string, complaint?: RegExp) =>
  complaintsOf(process.execPath, ['-e', script], complaint && { complaint });

test.each<[string, Promise<string | undefined>, string | undefined]>([
  ['that ends well has no complaints', node('console.log("good")'), undefined],
  ['that fails complains of what it printed', node('console.error("bad"); process.exitCode = 1'), 'bad'],
  ['that warns and ends with 0 complains too', node('console.log("a warning")', /warn/), 'a warning'],
  ['that does not exist has failed', complaintsOf('no-such-linter', []), 'no-such-linter failed'],
])('a command %s', async (_what, complaints, expected) => {
  expect(await complaints).toBe(expected);
});
