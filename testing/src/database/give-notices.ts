import type { Queryable } from '@doudi/infra/database';
import { addressee, insertNotices } from '@doudi/infra/http';
import type { Parties } from '../access/people.ts';

type Side = 'ours' | 'theirs';
/** By side, the project that a notice is about, and its number. */
interface Given {
  readonly project: string;
  readonly no: number;
}
export type GivenNotices = Readonly<Record<Side, Given>>;

/** Tells everybody of a side of its project, and those who oversee all of both. */
export async function giveNotices(
  db: Queryable,
  parties: Parties,
  projects: Readonly<Record<Side, string>>,
): Promise<GivenNotices> {
  const give = async (side: Side): Promise<Given> => {
    const { uscc, agentId, department, agencyUscc } = parties[side];
    const addressees = [
      ...[addressee('enterprise', uscc), addressee('agent', agentId), addressee('agency', agencyUscc)],
      ...(['reviewer', 'checker', 'head'] as const).map((role) => addressee(role, department)),
      ...(['supervisor', 'fallback-officer'] as const).map((role) => addressee(role)),
    ];
    const [cause, projectCode] = [`given to ${side}`, projects[side]];
    const about = { orderNo: null, projectCode, step: null, task: null, about: projectCode, link: '/' };
    await insertNotices(db, [
      { cause, kind: 'close', at: Date.now(), by: null, addressees, ...about, detail: {} },
    ]);
    const { rows } = await db.query<{ no: number }>(
      `select no::integer as no from notices where cause = '${cause}'`,
    );
    return { project: projectCode, no: rows[0]?.no ?? 0 };
  };
  return { ours: await give('ours'), theirs: await give('theirs') };
}

/** The samples of the URLs of a service's notices. */
export const noticeSamples = <Service extends string>(service: Service, given: () => GivenNotices) => {
  const reading = (no: number) => ({ body: { notices: [no] } });
  const list = {
    own: () => ({}),
    lists: { own: () => given().ours.project, foreign: () => given().theirs.project },
  };
  const mark = {
    own: () => reading(given().ours.no),
    foreign: () => reading(given().theirs.no),
    none: reading(999_999_999),
    touches: ['notice_readings'],
  };
  return {
    [`GET /v1/inbox/${service}/notices`]: list,
    [`POST /v1/inbox/${service}/notices/reading`]: mark,
  } as Record<`GET /v1/inbox/${Service}/notices`, typeof list> &
    Record<`POST /v1/inbox/${Service}/notices/reading`, typeof mark>;
};
