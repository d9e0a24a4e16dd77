import type { Child } from '@doudi/infra/child-process';
import { keepRunning } from './keep-running.ts';

function aChild() {
  let end: (how: string) => void = () => {};
  const exited = new Promise<string>((resolve) => void (end = resolve));
  const stop = () => Promise.resolve(end('SIGTERM'));
  const child: Child = { pid: 1, isRunning: () => true, exited, stop, logTail: () => '' };
  return { child, die: () => end('SIGKILL') };
}

test('starts again what ended by itself, says so, and lets it rest once stopped', async () => {
  const [first, second] = [aChild(), aChild()];
  const told: string[] = [];
  await new Promise<void>((restarted) => {
    const again = () => {
      setImmediate(() => void kept.stop().then(restarted));
      return Promise.resolve(second.child);
    };
    const kept = keepRunning({ name: 'intake', first: first.child, again, tell: (said) => told.push(said) });
    first.die();
  });
  expect(told).toEqual(['intake ended (SIGKILL); starting it again in 1 s (restart 1).']);
});
