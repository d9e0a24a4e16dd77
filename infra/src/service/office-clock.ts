import type { Queryable } from '../database/pool.ts';
import { failure } from '../failure.ts';

/** Business time = `officeAt + (now − clockAt) × rate`; both instants in milliseconds since 1970 UTC. */
export interface ClockSetting {
  readonly officeAt: number;
  readonly clockAt: number;
  /** office milliseconds per real millisecond; 1 is real pace */
  readonly rate: number;
}

const realTime: ClockSetting = { officeAt: 0, clockAt: 0, rate: 1 };

export type OfficeClock = ReturnType<typeof officeClock>;

/** Real milliseconds for which a process that found no setting goes on by real time before it looks again; `setOfficeClock` waits as long. */
export const noticedAfterMs = 1_000;

interface ClockParts {
  readonly production: boolean;
  readonly againAfterMs?: number;
}

/**
 * The clock all business time comes from. The demonstration setting is kept once it has been read; while there is none,
 * real time counts and it is looked for again, once a second. Throws in production when the setting is faster or slower than real time.
 */
export function officeClock(pool: Queryable, { production, againAfterMs = noticedAfterMs }: ClockParts) {
  let kept: ClockSetting | undefined;
  let absentUntil = -Infinity;
  // A request that holds a connection passes it: with many writes at once a second one each could not be had.
  const setting = async (db: Queryable = pool): Promise<ClockSetting> => {
    if (!kept && performance.now() < absentUntil) return realTime;
    const askedAt = performance.now();
    const found = kept ?? (await findSetting(db));
    if (!found) absentUntil = askedAt + againAfterMs;
    if (production && found && found.rate !== 1)
      throw failure(`shared.office_clock runs at rate ${found.rate}; in production only 1 is allowed`);
    kept = found;
    return found ?? realTime;
  };
  const now = async (db: Queryable = pool) => officeTime(await setting(db), Date.now());
  return { now, setting };
}

const officeTime = ({ officeAt, clockAt, rate }: ClockSetting, realAt: number) =>
  Math.floor(officeAt + (realAt - clockAt) * rate);

async function findSetting(db: Queryable): Promise<ClockSetting | undefined> {
  const { rows } = await db.query<{ office_at: Date; clock_at: Date; rate: number }>(
    'select office_at, clock_at, rate from shared.office_clock',
  );
  return (
    rows[0] && {
      officeAt: rows[0].office_at.getTime(),
      clockAt: rows[0].clock_at.getTime(),
      rate: rows[0].rate,
    }
  );
}
