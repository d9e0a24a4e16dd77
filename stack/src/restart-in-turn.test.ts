import { restartInTurn, restartOnSignal } from './restart-in-turn.ts';
import type { Stack } from './up.ts';

/** Two instances of one service and one of another; what is restarted is noted as it begins and ends. */
function aStack() {
  const noted: string[] = [];
  const restart = async (service: string, index: number) => {
    noted.push(`${service} ${index} begins`);
    await new Promise(setImmediate);
    noted.push(`${service} ${index} is ready`);
  };
  const stack = { instances: { intake: ['a', 'b'], market: ['c'] }, restart } as unknown as Stack;
  return { stack, noted };
}
const inTurn = ['intake 0', 'intake 1', 'market 0'].flatMap((one) => [`${one} begins`, `${one} is ready`]);

test('restarts the next instance when the one before is ready', async () => {
  const { stack, noted } = aStack();
  expect(await restartInTurn(stack)).toBe(3);
  expect(noted).toEqual(inTurn);
});

test('SIGUSR2 restarts all once, not before the stack is ready, nor while that is under way', async () => {
  const { stack, noted } = aStack();
  const reports: string[] = [];
  await new Promise<void>((done) => {
    const ready = restartOnSignal((sentence) => {
      reports.push(sentence);
      if (sentence.startsWith('Restarted')) done();
    });
    process.emit('SIGUSR2', 'SIGUSR2');
    ready(stack);
    process.emit('SIGUSR2', 'SIGUSR2');
    process.emit('SIGUSR2', 'SIGUSR2');
  });
  process.removeAllListeners('SIGUSR2');
  expect(noted).toEqual(inTurn);
  expect(reports).toEqual([
    'Nothing can be restarted now.',
    'Restarting the services in turn …',
    'Nothing can be restarted now.',
    'Restarted 3 processes.',
  ]);
});
