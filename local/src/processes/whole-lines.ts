import type { Readable } from 'node:stream';

/** Characters after which a line is passed on before it has ended. */
const longestLine = 64 * 1024;

/** Reads a stream without ever making its writer wait, and passes on whole lines. */
export function passOnLines(from: Readable, write: (lines: string) => void): void {
  let rest = '';
  from.setEncoding('utf8').on('data', (text: string) => {
    rest += text;
    const end = rest.length > longestLine ? rest.length : rest.lastIndexOf('\n') + 1;
    if (end === 0) return;
    write(rest.slice(0, end));
    rest = rest.slice(end);
  });
  from.on('end', () => rest && write(`${rest}\n`));
  from.on('error', () => undefined); // its writer is gone
}
