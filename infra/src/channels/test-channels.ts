import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { Queryable } from '../database/pool.ts';
import { insertNotices, type NewNotice } from '../http/notices/notices.ts';

/** A post as a receiver got it. */
interface Got {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly notices: readonly {
    readonly no: number;
    readonly about: string;
    readonly orderNo: string | null;
  }[];
}

type Answer = (got: Got, response: ServerResponse, request: IncomingMessage) => unknown;

/** A receiver on an address of this machine that answers as it is told, 204 unless told. */
export async function aReceiver(host = '127.0.0.1', port = 0) {
  const got: Got[] = [];
  const behaviour: { answer: Answer } = { answer: (_got, response) => response.writeHead(204).end() };
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const headers = request.headers as Record<string, string>;
    const { data } = JSON.parse(body) as { data: { notices: Got['notices'] } };
    const one = { id: headers['webhook-id'] ?? '', headers, body, notices: data.notices };
    got.push(one);
    behaviour.answer(one, response, request);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const { port: taken } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host}:${taken}/`, port: taken, got, behaviour, close };
}

let cause = 0;

/** A notice of an order to the department's reviewers, unless said otherwise. */
const aNotice = (changes: Partial<NewNotice> = {}): NewNotice => ({
  ...{ cause: `c-${(cause += 1)}`, kind: 'review', at: Date.parse('2026-03-02T10:00:00+08:00'), by: 'p-1' },
  ...{ addressees: ['reviewer:DRC'], orderNo: 'O1', projectCode: null, step: null, task: null },
  ...{ about: 'O1', link: '/v1/tasks/O1/record', detail: {} },
  ...changes,
});

/** Writes one notice for each of these orders. */
export const tell = (db: Queryable, orders: readonly string[], changes: Partial<NewNotice> = {}) =>
  insertNotices(
    db,
    orders.map((orderNo) => aNotice({ orderNo, about: orderNo, ...changes })),
  );

/** Real milliseconds within which what a test waits for must be. */
const deadlineMs = 20_000;

/** Waits until something is so; throws after 20 s. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it has not come to be so');
    await pause(10);
  }
}

/** Whether anything is still to be given or sent to a receiver that has not ended. */
export async function isAllSent(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    select from unsent_notices
     union all select from notice_items where message_id is null
     union all select from notice_messages where sent_at is null limit 1`);
  return rowCount === 0;
}
