import { explain } from '@doudi/infra/failure';
import type { Stack } from './up.ts';

/** Restarts every instance of every service, one after the other, so that of two one always answers. */
export async function restartInTurn({
  instances,
  restart,
}: Pick<Stack, 'instances' | 'restart'>): Promise<number> {
  const all = Object.entries(instances).flatMap(([name, urls]) =>
    urls.map((_url, index) => ({ name, index })),
  );
  for (const { name, index } of all) await restart(name, index);
  return all.length;
}

/** Has SIGUSR2 restart in turn what is given once it is ready; a signal before, or while one is at work, changes nothing. */
export function restartOnSignal(report: (sentence: string) => void): (stack: Stack) => void {
  let ready: Stack | undefined;
  process.on('SIGUSR2', () => {
    if (!ready) return report('Nothing can be restarted now.');
    const stack = ready;
    ready = undefined;
    report('Restarting the services in turn …');
    restartInTurn(stack)
      .then((count) => report(`Restarted ${count} processes.`))
      .catch((error: unknown) => report(explain(error)))
      .finally(() => void (ready = stack));
  });
  return (stack) => void (ready = stack);
}
