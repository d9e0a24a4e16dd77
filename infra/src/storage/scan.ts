import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { orUnavailable } from './or-unavailable.ts';

/** Judges a file of this machine. Throws 503 while it cannot: nothing unjudged is taken. */
export type Scan = (file: { readonly path: string; readonly bytes: number }) => Promise<'clean' | 'harmful'>;

/** Real milliseconds a scanner has for one file. */
const patienceMs = 60_000;

/**
 * The hook for a scanner of malware: the content is posted to its web address; 2xx says that it is clean, 422 that it is harmful.
 * Programs that speak another protocol, such as clamd, stand behind a few lines that speak this one.
 */
export const scannerAt =
  (url: string): Scan =>
  ({ path, bytes }) =>
    orUnavailable(noScanner, async () => {
      const { ok, status, body } = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes) },
        body: Readable.toWeb(createReadStream(path)),
        duplex: 'half',
        signal: AbortSignal.timeout(patienceMs),
      });
      await body?.cancel();
      if (ok) return 'clean';
      if (status === 422) return 'harmful';
      throw new Error(`the scanner answered ${status}`);
    });

const noScanner = { zh: '材料查毒暂不可用', en: 'The scanner of files cannot be used now' };
