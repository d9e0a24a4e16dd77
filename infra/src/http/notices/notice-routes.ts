import type { Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '../../database/pool.ts';
import type { Words } from '../../words.ts';
import { notFound } from '../problems/problem.ts';
import { page, pageOf, pageShape } from '../rendering/page.ts';
import { WordsAnswer } from '../rendering/words-answer.ts';
import type { Allow } from '../routing/access-scope.ts';
import type { Caller } from '../routing/role.ts';
import { get, post, type Answer, type Call } from '../routing/route.ts';
import { IsoDay, IsoInstant, isoOf } from '../validation/iso.ts';
import {
  areToldTo,
  countUnread,
  listNotices,
  markRead,
  mostCounted,
  positionOf,
  type Notice,
  type NoticeDetail,
} from './notices.ts';

/** What the notices of a service need of it. */
interface Parts {
  readonly allow: Allow;
  /** what a notice says */
  readonly say: (kind: string, detail: NoticeDetail) => Words;
  /** whether an agent has a mandate in force for the project of the notice `n` */
  readonly isMandated: (agentId: string) => Sql;
  readonly now: (db: Queryable) => Promise<number>;
}

const NoticesQuery = z.strictObject({
  ...pageShape,
  unread: z
    .enum(['true', 'false'])
    .default('false')
    .transform((only) => only === 'true')
    .meta({ override: { type: 'string', enum: ['true', 'false'], default: 'false' } }),
});

const NoticeAnswer = z
  .strictObject({
    no: z.int(),
    kind: z.string(),
    what: WordsAnswer,
    at: IsoInstant,
    orderNo: z.string().nullable(),
    projectCode: z.string().nullable(),
    step: z.string().nullable(),
    task: z.string().nullable(),
    about: z.string(),
    /** the day that counts: by which something is due, or the last of a stop */
    dueDay: IsoDay.nullable(),
    /** the path at which it is read */
    link: z.string(),
    readAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Notice' });

const ReadNotices = z
  .strictObject({ notices: z.array(z.int().min(1)).min(1).max(100) })
  .meta({ id: 'ReadNotices', examples: [{ notices: [1] }] });

const Unread = z
  .strictObject({
    unread: z
      .int()
      .min(0)
      .max(mostCounted)
      .meta({ description: `${mostCounted}: or more` }),
  })
  .meta({ id: 'Unread' });

/** The notices of a service: a page of the caller's, and the way to put on record that they are read. */
export const noticeRoutes = <Service extends string>(service: Service, parts: Parts) =>
  [
    get(`/v1/inbox/${service}/notices`, {
      summary: { zh: '我的通知，最新在前', en: 'What I was told, newest first' },
      allow: parts.allow,
      query: NoticesQuery,
      answer: pageOf(NoticeAnswer),
      handler: readNotices(parts),
    }),
    post(`/v1/inbox/${service}/notices/reading`, {
      summary: { zh: '标为已读', en: 'Mark notices as read' },
      allow: parts.allow,
      body: ReadNotices,
      transaction: true,
      answer: Unread,
      refuses: ['not-found'],
      handler: readThese(parts),
      refuseReplay: refuseOthers(parts),
    }),
  ] as const;

const readerIn = ({ isMandated }: Pick<Parts, 'isMandated'>, caller: Caller) => ({
  caller,
  isMandated: isMandated(caller.subject),
});

/** How many notices wait unread for the caller, at most 1,000. */
export const unreadOf = (parts: Pick<Parts, 'isMandated'>, { caller, db }: Pick<Call, 'caller' | 'db'>) =>
  countUnread(db, readerIn(parts, caller));

const readNotices =
  (parts: Parts) =>
  async ({ caller, query, db }: Call<unknown, unknown, z.output<typeof NoticesQuery>>): Promise<Answer> => {
    const rows = await listNotices(db, readerIn(parts, caller), query);
    return { body: page(rows, query, showWith(parts), positionOf) };
  };

const showWith =
  ({ say }: Parts) =>
  ({ detail, at, readAt, ...notice }: Notice) => ({
    ...notice,
    what: say(notice.kind, detail),
    at: isoOf(at),
    dueDay: detail['dueDay'] ?? null,
    readAt: readAt && isoOf(readAt),
  });

type Reading = Call<z.output<typeof ReadNotices>>;

/** Throws 404 when one of the notices is not the caller's. */
const refuseOthers =
  (parts: Parts) =>
  async ({ caller, body, db }: Reading): Promise<void> => {
    if (!(await areToldTo(db, readerIn(parts, caller), body.notices)))
      throw notFound({ zh: '通知', en: 'notice' });
  };

const readThese =
  (parts: Parts) =>
  async (call: Reading): Promise<Answer> => {
    const { caller, body, db } = call;
    await refuseOthers(parts)(call);
    await markRead(db, caller.subject, body.notices, await parts.now(db));
    return { body: { unread: await unreadOf(parts, call) } };
  };
