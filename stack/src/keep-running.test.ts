import type { Child } from '@doudi/local';
import { keepRunning } from './keep-running.ts';

function aChild(pid = 1) {
  let end: (how: string) => void = () => {};
  const exited = new Promise<string>((resolve) => void (end = resolve));
  const stop = () => Promise.resolve(end('SIGTERM'));
  const child: Child = { pid, isRunning: () => true, exited, stop, logTail: () => '' };
  return { child, die: () => end('SIGKILL') };
}

test('starts again what ended by itself, reports it, and no longer once stopped', async () => {
  const [first, second] = [aChild(), aChild()];
  const reports: string[] = [];
  await new Promise<void>((restarted) => {
    const again = () => {
      setImmediate(() => void kept.stop().then(restarted));
      return Promise.resolve(second.child);
    };
    const kept = keepRunning({
      name: 'intake',
      first: first.child,
      again,
      report: (sentence) => reports.push(sentence),
    });
    first.die();
  });
  expect(reports).toEqual(['intake ended (SIGKILL); starting it again in 1 s (restart 1).']);
});

/** Children with the pids 2, 3 … are started after the first. */
function kept(first = aChild()) {
  const reports: string[] = [];
  let pid = first.child.pid;
  const again = () => Promise.resolve(aChild((pid += 1)).child);
  return {
    first,
    reports,
    ...keepRunning({
      name: 'intake',
      first: first.child,
      again,
      report: (sentence) => reports.push(sentence),
    }),
  };
}

test('renews a process at once, and counts that as no crash', async () => {
  const { renew, stop, reports } = kept();
  expect([(await renew()).pid, (await renew()).pid]).toEqual([2, 3]);
  await stop();
  expect(reports).toEqual([]);
});

test('starts one process, not two, when it is renewed while it is down', async () => {
  const { first, renew, stop, reports } = kept();
  first.die();
  await new Promise(setImmediate);
  expect((await renew()).pid).toBe(2);
  await stop();
  expect(reports).toHaveLength(1);
});

test('renews nothing once it is stopped', async () => {
  const { renew, stop } = kept();
  await stop();
  await expect(renew()).rejects.toThrow('intake is stopping.');
});
