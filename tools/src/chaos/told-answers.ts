import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { ToldAnswer } from '@doudi/stack';

export type ToldAnswers = ReturnType<typeof openToldAnswers>;

/** A file of what callers were answered, one line for each answer, as `npm run verify -- --answers` reads it. */
export function openToldAnswers(file: string) {
  const stream = createWriteStream(file, { mode: 0o600 });
  return {
    tell: (answer: ToldAnswer): void => void stream.write(`${JSON.stringify(answer)}\n`),
    close: async (): Promise<void> => {
      stream.end();
      await once(stream, 'close');
    },
  };
}
