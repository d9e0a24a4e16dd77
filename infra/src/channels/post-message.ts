import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AddressRule, checkedAddresses } from './checked-addresses.ts';
import type { Attempt } from './messages.ts';

/** How long a receiver may take, in real milliseconds, and how many bytes of its answer are read. */
const most = { ms: 15_000, answerBytes: 65_536 };

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** the service stops */
  readonly signal: AbortSignal;
  /** unless 15 s */
  readonly withinMs?: number;
}

/**
 * Posts a message to the addresses that were checked and follows no redirect; 2xx says that it was taken. Throws only what is a
 * fault of ours.
 */
export async function postMessage(posting: Posting, rule: AddressRule): Promise<Attempt> {
  const url = new URL(posting.url);
  const limit = AbortSignal.timeout(posting.withinMs ?? most.ms);
  const addresses = await checkedInTime(url, rule, limit);
  if (addresses === 'no-answer' || addresses === 'too-slow') return failed(addresses);
  if (!addresses) return failed('address-refused');
  try {
    return judge(await statusOf(url, addresses, posting, limit));
  } catch {
    return failed(limit.aborted ? 'too-slow' : 'no-answer');
  }
}

const failed = (failure: 'no-answer' | 'too-slow' | 'address-refused'): Attempt => ({
  outcome: 'failed',
  failure,
});

/** Resolving cannot be called off: it is left behind when it takes too long. */
const checkedInTime = (url: URL, rule: AddressRule, limit: AbortSignal) =>
  Promise.race([
    checkedAddresses(url, rule).catch(() => 'no-answer' as const),
    new Promise<'too-slow'>((resolve) =>
      limit.addEventListener('abort', () => resolve('too-slow'), { once: true }),
    ),
  ]);

function judge(status: number): Attempt {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  const failure = status >= 300 && status < 400 ? 'redirected' : 'answered';
  return { outcome: 'failed', failure, status };
}

/** The status of the answer; its body is read to the end, or as far as the limits go, and thrown away. */
function statusOf(
  url: URL,
  addresses: readonly string[],
  { headers, body, signal }: Posting,
  limit: AbortSignal,
): Promise<number> {
  const { request } = url.protocol === 'https:' ? https : http;
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // one connection for one message: another message's was to addresses that were checked then
    agent: false,
    lookup: toChecked(addresses),
    signal: AbortSignal.any([signal, limit]),
    maxHeaderSize: 16_384,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const answered = () => resolve(response.statusCode ?? 0);
      response.once('close', answered).on('error', answered);
      readSome(response);
    });
    sent.on('error', reject).end(body);
  });
}

function readSome(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > most.answerBytes) response.destroy();
  });
}

/** In place of DNS: what a name said once is what is connected to. */
const toChecked =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, answer) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (all) return answer(null, found);
    const [{ address, family } = { address: '', family: 0 }] = found;
    answer(null, address, family);
  };
