import type { Queryable } from '@doudi/infra/database';
import { addressee, insertNotices, type NewNotice } from '@doudi/infra/http';
import type { AgencyEventKind, Instant } from '@doudi/workflows';
import type { AgencyRecord } from './agencies.ts';

type Audience = 'agency' | 'supervisor';

/** Who is told of what happens to an agency: who has to do something next, and whom it concerns; never who did it. */
const told: Readonly<Record<AgencyEventKind, readonly Audience[]>> = {
  apply: ['supervisor'],
  approve: ['agency'],
  return: ['agency'],
  refuse: ['agency'],
  object: ['supervisor', 'agency'],
  uphold: ['agency'],
  overrule: ['agency'],
  list: ['agency'],
  warn: ['agency'],
  suspend: ['agency', 'supervisor'],
  'want-repair': ['agency'],
  'hand-in-repair': ['supervisor'],
  'accept-repair': ['agency'],
  'return-repair': ['agency'],
  restore: ['agency'],
  delist: ['agency'],
  'ask-qualification': ['supervisor'],
  'grant-qualification': ['agency'],
  'refuse-qualification': ['agency'],
  'expire-qualification': ['agency', 'supervisor'],
};

interface Happened {
  readonly seq: number;
  readonly kind: AgencyEventKind;
  readonly at: Instant;
  readonly by: string | null;
}

/** Tells of something that happened to an agency, in the transaction in which it does. */
export const tellOfAgency = (
  db: Queryable,
  agency: AgencyRecord,
  { seq, kind, at, by }: Happened,
): Promise<void> =>
  insertNotices(db, [
    noticeOfAgency(agency, {
      ...{ cause: `agency/${agency.agencyNo}#${seq}`, kind: `agency.${kind}`, at, by },
      to: told[kind],
    }),
  ]);

interface Said {
  readonly cause: string;
  readonly kind: string;
  readonly at: Instant;
  readonly by: string | null;
  readonly to: readonly Audience[];
  /** the day that counts */
  readonly dueDay?: string;
}

/** A notice about an agency, to itself or to the supervisors. */
export const noticeOfAgency = (
  { agencyNo, uscc }: Pick<AgencyRecord, 'agencyNo' | 'uscc'>,
  { to, dueDay, ...said }: Said,
): NewNotice => ({
  ...said,
  addressees: to.map((who) => (who === 'agency' ? addressee('agency', uscc) : addressee('supervisor'))),
  ...{ orderNo: null, projectCode: null, step: null, task: null },
  ...{ about: agencyNo, link: `/v1/agencies/${agencyNo}`, detail: dueDay ? { dueDay } : {} },
});
