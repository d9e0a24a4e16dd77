import type { Queryable } from '@doudi/infra/database';
import type { AccessScope, Caller, InboxItem } from '@doudi/infra/http';
import { dueIn, shanghaiIso, wordsOf, type AgencyEventKind, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { listToDecide } from './agencies-due.ts';
import { type AgencyRecord, asOf, getAgency } from './agencies.ts';
import { openAgencyActions, type Waiting } from './agency-actions.ts';
import { dueDayOf } from './agency-answer.ts';
import { listOpenObjections } from './agency-objections.ts';
import type { Moment } from './move-agency.ts';
import { listWaitingQualifications } from './qualifications.ts';

/** What waits at agencies, and the acts by which it is done. */
const kinds = {
  'agency-to-review': ['approve', 'return', 'refuse'],
  'repair-to-judge': ['accept-repair', 'return-repair'],
  'objection-to-decide': ['uphold', 'overrule'],
  'qualification-to-decide': ['grant-qualification', 'refuse-qualification'],
  'application-to-complete': ['apply'],
  'repair-to-hand-in': ['hand-in-repair'],
} as const satisfies Record<string, readonly AgencyEventKind[]>;
type Kind = keyof typeof kinds;

interface Reader {
  readonly caller: Caller;
  readonly scope: AccessScope;
}

/** What waits at agencies for the caller: as a supervisor what is to be decided, as an agency what it has to hand in. */
export const agencyItems = async (
  db: Queryable,
  { caller, scope }: Reader,
  moment: Moment,
): Promise<InboxItem[]> => [
  ...(caller.roles.includes('supervisor') ? await supervisorItems(db, moment) : []),
  ...(scope.agencyUscc === null ? [] : await ownItems(db, scope.agencyUscc, moment)),
];

async function supervisorItems(db: Queryable, moment: Moment): Promise<InboxItem[]> {
  const agencies = await listToDecide(db, sql`a.due_at is not null`);
  const items = agencies.map((agency) =>
    itemOf(agency, moment, {
      kind: agency.standing.state === 'applied' ? 'agency-to-review' : 'repair-to-judge',
      ...{ since: agency.standing.changedAt, dueAt: agency.standing.dueAt },
    }),
  );
  for (const { agencyNo, no, at: since, dueAt, outcome } of await listOpenObjections(db))
    items.push(
      itemOf(await getAgency(db, agencyNo), moment, {
        ...{ kind: 'objection-to-decide', since, dueAt, objections: [{ no, outcome }] },
      }),
    );
  for (const { agencyNo, no, askedAt: since, dueAt } of await listWaitingQualifications(db))
    items.push(
      itemOf(await getAgency(db, agencyNo), moment, {
        ...{ kind: 'qualification-to-decide', since, dueAt, asked: [{ no, dueAt }] },
      }),
    );
  return items;
}

async function ownItems(db: Queryable, uscc: string, moment: Moment): Promise<InboxItem[]> {
  const which = sql`a.uscc = ${uscc} and (a.status = 'returned'
    or a.status in ('suspended', 'repairing') and (a.repair is null or a.repair = 'wanted'))`;
  return (await listToDecide(db, which)).map((agency) =>
    itemOf(agency, moment, {
      kind: agency.standing.state === 'returned' ? 'application-to-complete' : 'repair-to-hand-in',
      ...{ since: agency.standing.changedAt, dueAt: null },
    }),
  );
}

interface Waits {
  readonly kind: Kind;
  readonly since: Instant;
  readonly dueAt: Instant | null;
  readonly objections?: Waiting['objections'];
  readonly asked?: Waiting['asked'];
}

function itemOf(agency: AgencyRecord, moment: Moment, waits: Waits): InboxItem<Kind> {
  const { now, calendar } = moment;
  const { kind, since, dueAt, objections = [], asked = [] } = waits;
  const actions = openAgencyActions(asOf(agency, now), ['supervisor', 'agency'], {
    ...{ ...moment, objections, asked },
    only: kinds[kind],
  });
  return {
    ...{ kind, what: wordsOf(kind), orderNo: null, projectCode: null, step: null, task: null },
    ...{ about: agency.agencyNo, since: shanghaiIso(since), link: `/v1/agencies/${agency.agencyNo}` },
    ...dueIn(calendar, dueAt === null ? null : dueDayOf(calendar, dueAt), now),
    actions,
  };
}
