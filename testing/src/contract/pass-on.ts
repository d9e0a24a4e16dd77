import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { GivenAnswer } from './head-breaches.ts';

/** Sends a request on as it came and waits for the whole answer; undefined when the connection breaks before that. */
export async function passOn(
  { method, url, rawHeaders }: IncomingMessage,
  sent: Buffer,
  to: string,
): Promise<GivenAnswer | undefined> {
  const { hostname, port } = new URL(to);
  try {
    const coming = await new Promise<IncomingMessage>((resolve, reject) => {
      // a connection for each: none that is kept can be closed at the wrong moment
      const going = send(
        { hostname, port, method, path: url, headers: kept(rawHeaders), agent: false },
        resolve,
      );
      going.once('error', reject);
      going.end(sent);
    });
    return { status: coming.statusCode ?? 0, headers: coming.headers, bytes: await buffer(coming) };
  } catch {
    return undefined;
  }
}

/** Answers what was answered. */
export function giveBack(response: ServerResponse, { status, headers, bytes }: GivenAnswer): void {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...own } = headers;
  response.writeHead(status, own).end(bytes);
}

/** Headers in pairs, without the one that is about the connection. */
const kept = (raw: readonly string[]) =>
  raw.filter((_, index) => raw[index - (index % 2)]?.toLowerCase() !== 'connection');
