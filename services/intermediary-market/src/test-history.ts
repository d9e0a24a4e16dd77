import { asOwner } from '@doudi/testing/database/as-owner';
import { addWorkingDays, shippedCalendar, waysOfChoosing, type Day, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { sampleAgencies } from './samples/agencies.ts';
import type { TestService } from './test-service.ts';

/** Works of each agency in the invented year. */
const worksOfAgency = 40;
/** The year before the test market opens. */
const firstDay = '2025-03-03' as Day;

const at = (day: Day, time: string): Instant => Date.parse(`${day}T${time}+08:00`);
const dayAfter = (day: Day, n: number): Day => addWorkingDays(shippedCalendar, day, n);

/** One finished work, the `n`th of an agency: chosen, signed, delivered, now and then returned, accepted. */
function invent(agency: (typeof sampleAgencies)[number], place: number, n: number) {
  const orderNo = `O2025${String(place * worksOfAgency + n).padStart(8, '0')}`;
  const signed = dayAfter(firstDay, n * 5);
  const promised = 5 + ((place + n) % 10);
  const used = promised - 3 + ((place * 7 + n * 11) % 8);
  const isReturned = (place + n) % 6 === 0;
  const delivered = dayAfter(signed, used);
  const events = [
    { kind: 'engage', at: at(signed, '09:00:00') },
    { kind: 'sign', at: at(signed, '10:00:00') },
    { kind: 'deliver', at: at(delivered, '11:00:00') },
    ...(isReturned
      ? [
          { kind: 'return', at: at(delivered, '12:00:00') },
          { kind: 'deliver', at: at(dayAfter(delivered, 1), '10:00:00') },
        ]
      : []),
    { kind: 'accept', at: at(dayAfter(delivered, 1), '15:00:00') },
  ];
  return {
    ...{ commissionNo: `C${orderNo.slice(1)}-scheme-design`, orderNo, agencyNo: agency.agencyNo },
    ...{ category: agency.category, uscc: `91330683MAOWNER${String((place + n) % 30).padStart(2, '0')}X` },
    ...{
      way: waysOfChoosing[n % waysOfChoosing.length],
      priceYuan: 10_000 + ((place * 997 + n * 313) % 90_000),
    },
    ...{ days: promised, deliveries: isReturned ? 2 : 1, isReturned, used: isReturned ? used + 1 : used },
    events: events.map((event, i) => ({ ...event, seq: i + 1 })),
  };
}

export type InventedWork = ReturnType<typeof invent>;

/** Loads a year of works of all sample agencies, in bulk; answers them. */
export async function giveHistory({ database }: Pick<TestService, 'database'>): Promise<InventedWork[]> {
  const works = sampleAgencies.flatMap((agency, place) =>
    Array.from({ length: worksOfAgency }, (_, n) => invent(agency, place, n)),
  );
  const given = sql`jsonb_array_elements(${JSON.stringify(works)}::jsonb) w (one)`;
  await asOwner(
    database.url,
    sql`set search_path to intermediary_market`,
    sql`
      insert into commissions (commission_no, order_no, step, task, project_code, uscc, category, days, state, agency_no, deliveries,
                               events, opened_at, changed_at, rules_version, way)
      select one ->> 'commissionNo', one ->> 'orderNo', 'planning', 'scheme-design', '2501-330683-04-01-000001', one ->> 'uscc',
             one ->> 'category', (one ->> 'days')::integer, 'accepted', one ->> 'agencyNo', (one ->> 'deliveries')::integer,
             jsonb_array_length(one -> 'events'), to_timestamp((one #>> '{events,0,at}')::float8 / 1000),
             to_timestamp((one #>> '{events,-1,at}')::float8 / 1000), 3, one ->> 'way'
        from ${given}`,
    sql`
      insert into milestones (commission_no, seq, kind, at, "by", agency_no)
      select one ->> 'commissionNo', (e ->> 'seq')::integer, e ->> 'kind', to_timestamp((e ->> 'at')::float8 / 1000), 'p-history',
             one ->> 'agencyNo'
        from ${given}, jsonb_array_elements(one -> 'events') e`,
    sql`
      insert into engagements (commission_no, round, agency_no, way, price_yuan, days, chosen_by, chosen_at, signed_at, ended_by, ended_at)
      select one ->> 'commissionNo', 1, one ->> 'agencyNo', one ->> 'way', (one ->> 'priceYuan')::numeric, (one ->> 'days')::integer,
             'p-history', to_timestamp((one #>> '{events,0,at}')::float8 / 1000), to_timestamp((one #>> '{events,1,at}')::float8 / 1000),
             'accept', to_timestamp((one #>> '{events,-1,at}')::float8 / 1000)
        from ${given}`,
    // as at the first start since there are records
    sql`truncate agency_records`,
  );
  return works;
}
