import { type Answer, type Call, CodeWords } from '@doudi/infra/http';
import { buckets, departments, lights, tracks, type Bucket, type Light, type Track } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { eachOrder } from './each-order.ts';
import { OpenStep, openStepsOf } from './open-step.ts';
import { BucketsAnswer } from './progress-answer.ts';
import { readOrder } from './read-order.ts';
import { withWords } from './with-words.ts';

const Lights = z.record(z.enum(lights), z.int().min(0)).meta({ id: 'Lights' });

/** Open orders and their open steps by light, and whose their days were. */
export const OverviewAnswer = z
  .strictObject({
    /** the open orders that were counted */
    orders: z.int().min(0),
    /** whether these were all of them; else the newest */
    complete: z.boolean(),
    tracks: z.array(z.strictObject({ track: z.enum(tracks), lights: Lights })),
    /** open steps by the department whose task is open; null where an agency is at work */
    departments: z.array(z.strictObject({ department: z.enum(departments).nullable(), lights: Lights })),
    /** of the steps whose light is red the one that was due first */
    oldestLate: OpenStep.nullable(),
    /** working days of the open orders' clocks, by whose they were */
    buckets: BucketsAnswer,
    words: CodeWords,
  })
  .meta({ id: 'Overview' });
const sayWords = withWords(OverviewAnswer);

type Counts = Record<Light, number>;
const none = <Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;

/** How the open orders stand: derived by the rules as it is asked, so that it agrees with every order's own page. */
export const readOverview =
  ({ clock, calendarOf }: Pick<Dependencies, 'clock' | 'calendarOf'>) =>
  async ({ db }: Call): Promise<Answer> => {
    const now = await clock.now(db);
    const counted = emptyOverview();
    const { complete } = await eachOrder(
      db,
      sql`o.closed_at is null`,
      async ({ row, steps, projectName }) => {
        const { calendar, order } = await readOrder(db, row, calendarOf, { known: steps, now });
        // ended by its steps, which its own row does not say yet
        if (order.closedAt === null)
          counted.add(row.track, openStepsOf({ row, order, projectName, calendar }, now));
      },
    );
    return { body: sayWords({ complete, ...counted.read() }) };
  };

/** Counts orders one by one. */
function emptyOverview() {
  const ofTracks = new Map(tracks.map((track) => [track, none(lights)]));
  const ofDepartments = new Map([...departments, null].map((one) => [one, none(lights)]));
  const days: Record<Bucket, number> = none(buckets);
  let orders = 0;
  let oldestLate: OpenStep | null = null;
  const more = (counts: Counts | undefined, light: Light) => counts && (counts[light] += 1);
  return {
    add(track: Track, { progress, steps }: ReturnType<typeof openStepsOf>) {
      orders += 1;
      more(ofTracks.get(track), progress.light);
      for (const bucket of buckets) days[bucket] += progress.buckets[bucket];
      for (const step of steps) {
        more(ofDepartments.get(step.department), step.light);
        if (step.light === 'RED' && isBefore(step, oldestLate)) oldestLate = step;
      }
    },
    read: () => ({
      orders,
      tracks: [...ofTracks].map(([track, its]) => ({ track, lights: its })),
      departments: [...ofDepartments].map(([department, its]) => ({ department, lights: its })),
      oldestLate,
      buckets: days,
    }),
  };
}

const isBefore = (step: OpenStep, other: OpenStep | null): boolean =>
  other === null || (step.dueDay ?? '9999') < (other.dueDay ?? '9999');
