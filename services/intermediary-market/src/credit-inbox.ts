import type { AccessScope, Caller, InboxItem } from '@doudi/infra/http';
import type { Queryable } from '@doudi/infra/database';
import {
  appealEndsAt,
  dueIn,
  ratingDueAt,
  shanghaiDay,
  shanghaiIso,
  wordsOf,
  type Calendar,
  type Day,
  type Instant,
} from '@doudi/workflows';
import { actionsOnDeduction } from './deduction-answer.ts';
import { listUnappealed, listUndecided, type DeductionRow } from './deductions.ts';
import { creditLink } from './credit-notices.ts';
import { findServed, listUnrated, regulatedBy, type Served } from './served-commissions.ts';
import { ownerSide } from './sides.ts';

export type CreditItem = 'agency-to-rate' | 'deduction-to-appeal' | 'appeal-to-decide';

interface Looking {
  readonly db: Queryable;
  readonly caller: Caller;
  readonly scope: AccessScope;
  readonly calendar: Calendar;
  readonly now: Instant;
}

const dayMs = 86_400_000;
/** Five working days have passed after so many days of the calendar, whatever the holidays. */
const longestMs = 30 * dayMs;

/** What waits for the caller for the sake of agencies' credit: agencies to rate, deductions to appeal against, appeals to decide. */
export const creditItems = async (looking: Looking): Promise<InboxItem<CreditItem>[]> => [
  ...(await toRate(looking)),
  ...(await toAppeal(looking)),
  ...(await toDecide(looking)),
];

async function toRate({ db, scope, calendar, now }: Looking): Promise<InboxItem<CreditItem>[]> {
  const since = now - longestMs;
  const owned = await listUnrated(db, 'owner', { since, within: ownerSide(scope) });
  const regulated = await listUnrated(db, 'regulator', { since, within: regulatedBy(scope.department) });
  return [...owned, ...regulated].map((commission) => {
    const { commissionNo, changedAt } = commission;
    const href = `/v1/commissions/${commissionNo}/rating`;
    const fields = ['quality', 'time', 'price', 'attitude', 'compliance', 'note'];
    const rate = { action: 'rate-agency', what: wordsOf('rate-agency'), verb: 'POST', href, fields } as const;
    return {
      ...{ kind: 'agency-to-rate', what: wordsOf('agency-to-rate'), ...aboutCommission(commission) },
      since: shanghaiIso(changedAt),
      ...dueIn(calendar, shanghaiDay(ratingDueAt(calendar, changedAt)), now),
      link: `/v1/commissions/${commissionNo}/ratings`,
      actions: [{ ...rate, until: null }],
    };
  });
}

async function toAppeal(looking: Looking): Promise<InboxItem<CreditItem>[]> {
  const { db, scope, calendar, now } = looking;
  if (scope.agencyUscc === null) return [];
  const rows = await listUnappealed(db, scope.agencyUscc, now - longestMs);
  const open = rows.filter((row) => now < appealEndsAt(calendar, row.recordedAt));
  return Promise.all(
    open.map((row) => {
      const dueDay = shanghaiDay(appealEndsAt(calendar, row.recordedAt));
      return itemOf(looking, row, { kind: 'deduction-to-appeal', since: row.recordedAt, dueDay });
    }),
  );
}

async function toDecide(looking: Looking): Promise<InboxItem<CreditItem>[]> {
  const { db, caller } = looking;
  if (!caller.roles.includes('supervisor')) return [];
  const rows = await listUndecided(db, caller.subject);
  return Promise.all(
    rows.map((row) =>
      itemOf(looking, row, {
        kind: 'appeal-to-decide',
        since: row.appealedAt ?? row.recordedAt,
        dueDay: null,
      }),
    ),
  );
}

interface Waiting {
  readonly kind: CreditItem;
  readonly since: Instant;
  readonly dueDay: Day | null;
}

async function itemOf(
  { db, caller, calendar, now }: Looking,
  row: DeductionRow,
  { kind, since, dueDay }: Waiting,
): Promise<InboxItem<CreditItem>> {
  const served = row.commissionNo === null ? undefined : await findServed(db, row.commissionNo);
  const isAgencys = kind === 'deduction-to-appeal';
  return {
    ...{ kind, what: wordsOf(kind), ...(served ? aboutCommission(served) : aboutAgency(row)) },
    since: shanghaiIso(since),
    ...dueIn(calendar, dueDay, now),
    link: creditLink(row.agencyNo),
    actions: actionsOnDeduction(row, { caller, isAgencys, calendar, now }),
  };
}

const aboutCommission = ({ orderNo, projectCode, step, task, commissionNo }: Served) => ({
  ...{ orderNo, projectCode, step, task },
  about: commissionNo,
});
const aboutAgency = ({ agencyNo }: DeductionRow) => ({
  ...{ orderNo: null, projectCode: null, step: null, task: null },
  about: agencyNo,
});
