import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, CodeWords, IsoDay } from '@doudi/infra/http';
import { caseCauses, departments, shanghaiStart } from '@doudi/workflows';
import sql, { raw, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { withWords } from './with-words.ts';

export const CaseSharesQuery = z.strictObject({
  /** the first day of receipt that counts, in Asia/Shanghai; all unless said */
  since: IsoDay.optional(),
});

const count = z.int().min(0);
/** So many of so many: no share without its base. */
const Share = z.strictObject({ count, of: count }).meta({ id: 'CaseShare' });

const shareNames = [
  'satisfied',
  'reached',
  'rated',
  'contactedSameDay',
  'answeredAtL0',
  'answeredAtL1',
  'raisedByTimeout',
  'commitmentsKept',
] as const;

export const CaseSharesAnswer = z
  .strictObject({
    /** cases received, merged ones not counted, nor those opened under the rules before December 2026 */
    cases: count,
    /** satisfied, of the call-backs that reached somebody */
    satisfied: Share,
    /** reached, of the call-backs that were made or missed their day */
    reached: Share,
    /** rated at least once, of the answered */
    rated: Share,
    /** contacted on the day of receipt, of those contacted, answered, or past that day */
    contactedSameDay: Share,
    /** answered at the window, of the answered */
    answeredAtL0: Share,
    /** answered at the lead department, of the answered */
    answeredAtL1: Share,
    /** raised at least once because a level or a required-by instant had passed, of all */
    raisedByTimeout: Share,
    /** kept, of the commitments made */
    commitmentsKept: Share,
    /** of all ratings, by stars */
    ratings: z.array(z.strictObject({ stars: z.int().min(1).max(5), count, of: count })),
    causes: z.array(z.strictObject({ cause: z.enum(caseCauses), count, of: count })),
    /** by the department that leads; null: the window */
    departments: z.array(z.strictObject({ department: z.enum(departments).nullable(), count, of: count })),
    words: CodeWords,
  })
  .meta({ id: 'CaseShares' });
const sayWords = withWords(CaseSharesAnswer);

/** Every share of the fallback window, each with its numerator and its denominator. */
export async function readCaseShares({
  db,
  query,
}: Call<unknown, unknown, z.output<typeof CaseSharesQuery>>): Promise<Answer> {
  const from = query.since === undefined ? null : new Date(shanghaiStart(query.since));
  const counted = countedSince(from);
  const { cases, ...counts } = await countShares(db, counted);
  const shares = shareNames.map((name) => [name, { count: counts[name] ?? 0, of: counts[`${name}Of`] ?? 0 }]);
  return {
    body: sayWords({
      cases: cases ?? 0,
      ...Object.fromEntries(shares),
      ratings: await listByStars(db, counted),
      causes: await listBy(db, counted, 'cause'),
      departments: await listBy(db, counted, 'department'),
    } as never),
  };
}

/** The cases `c` that count, with what is counted of them as columns of plain values. */
const countedSince = (from: Date | null): Sql => sql`counted as (
  select c.case_no, c.cause, c.record ->> 'lead' as department, c.record ->> 'level' as level,
         c.answered_at is not null as is_answered,
         c.record ->> 'contactedAt' is not null as was_contacted,
         c.record ->> 'contactMissedAt' is not null as missed_contact,
         coalesce(c.record #>> '{callBack,result}', '') as result,
         c.record #>> '{callBack,missedAt}' is not null as missed_call_back,
         (c.record ->> 'wasDissatisfied')::boolean as was_dissatisfied,
         jsonb_path_exists(c.record, '$.failed[*] ? (@.because == "level-over" || @.because == "required-by")') as was_raised,
         jsonb_array_length(c.record -> 'commitments') as made,
         jsonb_array_length(jsonb_path_query_array(c.record, '$.commitments[*] ? (@.keptAt != null)')) as kept,
         exists (select from case_ratings r where r.case_no = c.case_no) as is_rated
    from cases c
   where c.merged_into is null and c.record ->> 'rulesVersion' = '2'
     and (${from}::timestamptz is null or c.opened_at >= ${from}))`;

/** Of a case that was opened again after a call-back its record tells that one as `wasDissatisfied`: it reached somebody, too. */
async function countShares(db: Queryable, counted: Sql): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.query<{ counts: Readonly<Record<string, number>> }>(sql`
    with ${counted}, summed as (
      select count(*) as cases,
             count(*) filter (where result = 'satisfied') as satisfied,
             count(*) filter (where result in ('satisfied', 'not-satisfied')) + count(*) filter (where was_dissatisfied) as reached,
             count(*) filter (where result <> '' or missed_call_back) + count(*) filter (where was_dissatisfied) as "reachedOf",
             count(*) filter (where is_answered and is_rated) as rated,
             count(*) filter (where is_answered) as answered,
             count(*) filter (where was_contacted and not missed_contact) as "contactedSameDay",
             count(*) filter (where was_contacted or missed_contact or is_answered) as "contactedSameDayOf",
             count(*) filter (where is_answered and level = 'L0') as "answeredAtL0",
             count(*) filter (where is_answered and level = 'L1') as "answeredAtL1",
             count(*) filter (where was_raised) as "raisedByTimeout",
             coalesce(sum(kept), 0) as "commitmentsKept", coalesce(sum(made), 0) as "commitmentsKeptOf"
        from counted)
    select to_jsonb(summed) || jsonb_build_object('satisfiedOf', reached, 'ratedOf', answered, 'answeredAtL0Of', answered,
             'answeredAtL1Of', answered, 'raisedByTimeoutOf', cases) as counts
      from summed`);
  return rows[0]?.counts ?? {};
}

async function listByStars(db: Queryable, counted: Sql): Promise<unknown[]> {
  const { rows } = await db.query<object>(sql`
    with ${counted}
    select s.stars, count(r.stars)::integer as count, (sum(count(r.stars)) over ())::integer as of
      from generate_series(1, 5) s (stars)
      left join (case_ratings r join counted using (case_no)) on r.stars = s.stars
     group by s.stars order by s.stars desc`);
  return rows;
}

async function listBy(db: Queryable, counted: Sql, column: 'cause' | 'department'): Promise<unknown[]> {
  const { rows } = await db.query<object>(sql`
    with ${counted}
    select ${raw(column)}, count(*)::integer as count, (sum(count(*)) over ())::integer as of
      from counted group by 1 order by 2 desc, 1`);
  return rows;
}
