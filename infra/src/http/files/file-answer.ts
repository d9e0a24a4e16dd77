import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { isTagOf } from '../rendering/is-tag-of.ts';

/** A file as it is downloaded. */
export interface FileAnswer {
  /** as it is saved, its extension included; any characters */
  readonly name: string;
  /** one of the media types of its route */
  readonly type: string;
  readonly bytes: number;
  /** of its content, 64 hexadecimal digits: the ETag */
  readonly sha256: string;
  /** opened only when the caller does not have it yet */
  open(): Readable | Promise<Readable>;
}

/** Sends a file to be saved, never to be shown or run by the page it came to; 304 when the caller has it already. */
export async function sendFile(request: Request, response: Response, file: FileAnswer): Promise<void> {
  const tag = `"${file.sha256}"`;
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization' });
  if (isTagOf(tag, request.get('if-none-match') ?? '', 'weak')) return void response.status(304).end();
  const content = await file.open();
  response.status(200).set({
    'Content-Type': file.type,
    'Content-Length': String(file.bytes),
    'Content-Disposition': attachmentOf(file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') return void (content.destroy(), response.end());
  // what breaks in the middle breaks the connection, so that it does not look whole; who has gone away needs no more of it
  await pipeline(content, response, { end: false }).catch(() => response.destroy());
  // also then: what was done for him goes on record as the answer ends
  response.end();
}

/** RFC 6266 and RFC 8187: the name in full, and for the oldest clients in ASCII. */
function attachmentOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
