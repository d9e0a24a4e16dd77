import type { Queryable } from '@doudi/infra/database';
import type { Calendar, Category, Contract } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { workKinds } from './milestones.ts';
import { usedDays } from './used-days.ts';
import { instant } from './instant-column.ts';

const ends = ['accept', 'replace', 'terminate', 'cancel'] as const;

const Signed = z.object({
  priceYuan: z.number().nullable(),
  promisedDays: z.number(),
  kinds: z.array(z.enum([...workKinds, ...ends])),
  instants: z.array(instant),
});

/** What an agency does in a category. */
export interface OfCategory {
  readonly agencyNo: string;
  readonly category: Category;
}

/** The contracts an agency has signed in a category: each round that it signed, from the signature to its end. */
export async function listContracts(
  db: Queryable,
  { agencyNo, category }: OfCategory,
  calendar: Calendar,
): Promise<Contract[]> {
  const { rows } = await db.query(sql`
    select e.price_yuan::float8 as "priceYuan", coalesce(e.days, c.days) as "promisedDays",
           array_agg(m.kind order by m.seq) as kinds, array_agg(m.at order by m.seq) as instants
      from milestones s
      join commissions c on c.commission_no = s.commission_no
      left join engagements e on e.commission_no = s.commission_no and e.round = s.round
      join milestones m on m.commission_no = s.commission_no and m.round = s.round
     where s.kind = 'sign' and s.agency_no = ${agencyNo} and c.category = ${category}
       and m.kind = any (${[...workKinds, ...ends]})
     group by s.commission_no, s.round, e.price_yuan, e.days, c.days`);
  return z
    .array(Signed)
    .parse(rows)
    .map((signed) => contractOf(signed, calendar));
}

function contractOf(
  { priceYuan, promisedDays, kinds, instants }: z.output<typeof Signed>,
  calendar: Calendar,
): Contract {
  const worked = kinds.flatMap((kind, i) => (isWork(kind) ? { kind, at: instants[i] ?? 0 } : []));
  const end = kinds.find((kind) => !isWork(kind));
  return {
    ...{ priceYuan, promisedDays, usedDays: usedDays(calendar, worked) },
    returns: kinds.filter((kind) => kind === 'return').length,
    outcome: end === undefined ? 'running' : end === 'accept' ? 'accepted' : 'ended',
  };
}

const isWork = (kind: string): kind is (typeof workKinds)[number] => workKinds.some((one) => one === kind);
