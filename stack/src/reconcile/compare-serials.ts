import { caseSerialOf, raiseCaseSerial } from '@doudi/approval-workflows/reconcile';
import { type Ages, officeClock } from '@doudi/infra/service';
import { raiseSerials, serialOf } from '@doudi/intake/reconcile';
import { shanghaiDay, type Day } from '@doudi/workflows';
import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

/**
 * Numbers that an older PostgreSQL gave out and forgot, of orders that never reached Temporal and of mandates: today's go on above
 * this, more than a day can have had. Those of earlier days are not given out any more.
 */
const skipped = 10_000;

/** Serials must stand above every number that Temporal knows, or PostgreSQL gave out and forgot. */
export async function compareSerials(
  { intake, approvals }: Stores,
  { older }: Ages,
  orderNos: readonly string[],
  caseNos: readonly string[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const says = 'numbers are in use above the newest that PostgreSQL has given out';
  const raise = async (kind: 'O' | 'M', day: Day, last: number) => {
    if ((await serialOf(intake, kind, day)) < last)
      findings.push({
        about: `${names[kind]} of ${day}`,
        says,
        mendRows: () => raiseSerials(intake, kind, day, last),
      });
  };
  for (const [day, last] of newest(orderNos.map(numberOf))) await raise('O', day, last);
  for (const [day, last] of newest(caseNos.map((caseNo) => numberOf(caseNo.slice(1, -2)))))
    if ((await caseSerialOf(approvals, day)) < last)
      findings.push({
        about: `cases of ${day}`,
        says,
        mendRows: () => raiseCaseSerial(approvals, day, last),
      });
  if (older !== 'PostgreSQL') return findings;
  const today = shanghaiDay(await officeClock(intake, { production: false }).now());
  for (const kind of ['O', 'M'] as const) await raise(kind, today, skipped);
  return findings;
}

const names = { O: 'orders', M: 'mandates' } as const;

interface Numbered {
  readonly day: Day;
  readonly serial: number;
}

/** One letter, `yyyymmdd` and the serial. */
function numberOf(number: string): Numbered {
  const [year, month, day] = [number.slice(1, 5), number.slice(5, 7), number.slice(7, 9)];
  return { day: `${year}-${month}-${day}` as Day, serial: Number(number.slice(9)) };
}

function newest(all: readonly Numbered[]): Map<Day, number> {
  const last = new Map<Day, number>();
  for (const { day, serial } of all) last.set(day, Math.max(serial, last.get(day) ?? 0));
  return last;
}
