import type { Queryable } from '@doudi/infra/database';
import { IsoInstant } from '@doudi/infra/http';
import { shanghaiIso, tracks, type OrderWrite, type Plan, type Track } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { isCounted } from './events.ts';

/** Keeps the plan of an order that gets another, by the number of the newest event of the write; a repetition keeps nothing. */
export const keepFormerPlan = (db: Queryable, { orderNo, generation, events }: OrderWrite, next: Plan) =>
  db.query(sql`
    insert into former_plans (order_no, generation, seq, plan)
    select o.order_no, ${generation}::integer, ${events.at(-1)?.seq}::integer, o.plan
      from orders o
     where o.order_no = ${orderNo} and o.generation <= ${generation} and o.plan <> ${JSON.stringify(next)}::jsonb
    on conflict do nothing`);

/** A change of track as its event has it, its instant in milliseconds. */
export interface KeptChange {
  readonly at: number;
  readonly by: string;
  readonly detail: {
    readonly fromTrack: Track;
    readonly fromDays: number;
    readonly toTrack: Track;
    readonly toDays: number;
  };
}

/** The changes of the track of the order `o`, in order, as a column of a statement. */
export const changesColumn = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('at', (extract(epoch from e.at) * 1000)::bigint, 'by', e.by,
            'detail', e.detail) order by e.generation, e.seq), '[]')
     from events e where e.order_no = o.order_no and e.kind = 'track-changed' and ${isCounted})`;

const OnTrack = z.strictObject({ track: z.enum(tracks), budgetDays: z.int().min(0) }).meta({ id: 'OnTrack' });

export const TrackChangeAnswer = z
  .strictObject({ at: IsoInstant, by: z.string(), from: OnTrack, to: OnTrack })
  .meta({ id: 'TrackChange' });

export const showTrackChange = ({ at, by, detail }: KeptChange) => ({
  ...{ at: shanghaiIso(at), by },
  from: { track: detail.fromTrack, budgetDays: detail.fromDays },
  to: { track: detail.toTrack, budgetDays: detail.toDays },
});
