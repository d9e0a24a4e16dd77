import type { ActionAnswer } from '@doudi/infra/http';
import {
  agencyActions,
  shanghaiIsoOrNull,
  wordsOf,
  type AgencyEventKind,
  type AgencySide,
} from '@doudi/workflows';
import type { AgencyRecord } from './agencies.ts';
import type { ObjectionRow } from './agency-objections.ts';
import type { Moment } from './move-agency.ts';
import type { QualificationRow } from './qualifications.ts';

/** What waits for a decision at an agency, one by one. */
export interface Waiting extends Moment {
  readonly objections: readonly Pick<ObjectionRow, 'no' | 'outcome'>[];
  readonly asked: readonly Pick<QualificationRow, 'no' | 'dueAt'>[];
  /** these kinds alone; all unless given */
  readonly only?: readonly AgencyEventKind[];
}

type Urls = (agencyNo: string, waiting: Waiting) => string[];
const one =
  (last: string): Urls =>
  (agencyNo) => [`/v1/agencies/${agencyNo}/${last}`];
const ofObjections =
  (last: string): Urls =>
  (agencyNo, { objections }) =>
    objections
      .filter(({ outcome }) => outcome === null)
      .map(({ no }) => `/v1/agencies/${agencyNo}/objections/${no}/${last}`);
// those that came with an application are decided with it
const ofQualifications =
  (last: string): Urls =>
  (agencyNo, { asked }) =>
    asked
      .filter(({ dueAt }) => dueAt !== null)
      .map(({ no }) => `/v1/agencies/${agencyNo}/qualifications/${no}/${last}`);

/** The paths by which people act on an agency. */
const urls: Readonly<Partial<Record<AgencyEventKind, Urls>>> = {
  apply: () => ['/v1/agencies/applications'],
  approve: one('approval'),
  return: one('return'),
  refuse: one('refusal'),
  object: one('objections'),
  uphold: ofObjections('upholding'),
  overrule: ofObjections('overruling'),
  warn: one('warning'),
  suspend: one('suspension'),
  'want-repair': one('repair-request'),
  'hand-in-repair': one('repair'),
  'accept-repair': one('repair-acceptance'),
  'return-repair': one('repair-return'),
  restore: one('restoration'),
  delist: one('delisting'),
  'ask-qualification': one('qualifications'),
  'grant-qualification': ofQualifications('granting'),
  'refuse-qualification': ofQualifications('refusal'),
};

/** What somebody may do to an agency, as it stands now, by the sides of it on which he stands. */
export const openAgencyActions = (
  { agencyNo, standing }: AgencyRecord,
  sides: readonly AgencySide[],
  waiting: Waiting,
): ActionAnswer[] =>
  sides
    .flatMap((side) => agencyActions(standing, side, waiting.now))
    .filter(({ kind }) => waiting.only?.includes(kind) ?? true)
    .flatMap(({ kind, action, fields }) =>
      (urls[kind]?.(agencyNo, waiting) ?? []).map((href) => ({
        ...{ action, what: wordsOf(action), verb: 'POST' as const, href, fields: [...fields] },
        until:
          kind === 'object' ? shanghaiIsoOrNull(standing.noticeEndsAt && standing.noticeEndsAt - 1) : null,
      })),
    );
