import type { Queryable } from '@doudi/infra/database';
import type { DeliveryWay, Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';

/** Where something is sent to; personal, so it is kept in one table only and shown masked. */
export interface Address {
  readonly recipient: string;
  readonly phone: string;
  readonly address: string;
}

/** How the applicant wants what an order issues. */
export interface DeliveryWish {
  readonly way: DeliveryWay;
  /** null at the counter, and when it is erased */
  readonly to: Address | null;
  readonly at: Date;
}

interface Row {
  way: DeliveryWay;
  recipient: string | null;
  phone: string | null;
  address: string | null;
  at: Date;
}

export async function findWish(db: Queryable, orderNo: string): Promise<DeliveryWish | undefined> {
  const { rows } = await db.query<Row>(sql`
    select way, recipient, phone, address, at from delivery_wishes where order_no = ${orderNo}`);
  return rows.map(({ way, recipient, phone, address, at }) => ({
    ...{ way, at },
    to: recipient && phone && address ? { recipient, phone, address } : null,
  }))[0];
}

/** Writes a wish over what was wished before. */
export const writeWish = (
  db: Queryable,
  orderNo: string,
  { way, to, by, at }: Pick<DeliveryWish, 'way' | 'to'> & { readonly by: string; readonly at: Instant },
) =>
  db.query(sql`
    insert into delivery_wishes (order_no, way, recipient, phone, address, by, at)
    values (${orderNo}, ${way}, ${to?.recipient ?? null}, ${to?.phone ?? null}, ${to?.address ?? null}, ${by}, ${new Date(at)})
    on conflict (order_no) do update
      set way = excluded.way, recipient = excluded.recipient, phone = excluded.phone, address = excluded.address,
          by = excluded.by, at = excluded.at`);

/** Forgets where things were sent to, of orders that closed before an instant and have nothing on its way. */
export const eraseAddresses = (db: Queryable, before: Instant) =>
  db.query(sql`
    update delivery_wishes w set recipient = null, phone = null, address = null
      from orders o
     where o.order_no = w.order_no and w.address is not null and o.closed_at < ${new Date(before)}
       and not exists (select from deliveries d where d.order_no = w.order_no and d.state in ('new', 'ongoing'))`);

/** As its owner recognises it: the first letters of name and place, the last digits of the number. */
export const masked = ({ recipient, phone, address }: Address): Address => ({
  recipient: `${first(recipient, 1)}**`,
  phone: `****${phone.slice(-4)}`,
  address: `${first(address, 4)}****`,
});

const first = (text: string, count: number) => Array.from(text).slice(0, count).join('');
