import { IsoDay, unfit, type Answer, type Call } from '@doudi/infra/http';
import type { OfficeClock } from '@doudi/infra/service';
import {
  addWorkingDays,
  adviseTrack,
  buildingKinds,
  creditStates,
  environmentalClasses,
  fireClasses,
  isProvisional,
  landStates,
  officeDay,
  ordersWithin,
  shanghaiDay,
  workingDaysBetween,
  type Calendar,
  type Day,
  type ProjectFacts,
  type Track,
} from '@doudi/workflows';
import { z } from 'zod';
import { AdviceAnswer, showReason } from './advice-answer.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { InvestmentYuan } from './read-projects.ts';
import { Hectares } from './register-project.ts';
import { withWords } from './with-words.ts';

const facts = {
  investmentYuan: InvestmentYuan,
  land: z.enum(landStates),
  hasAreaEvaluation: z.boolean(),
  disturbedHectares: Hectares,
  earthworkCubicMetres: z.int().min(0).max(1_000_000_000),
  floorSquareMetres: z.int().min(0).max(1_000_000_000),
  building: z.enum(buildingKinds),
  isOnNegativeList: z.boolean(),
  environment: z.enum(environmentalClasses),
  energyTce: z.number().min(0).max(1_000_000_000),
  newTransformerKva: z.int().min(0).max(1_000_000_000),
  fire: z.enum(fireClasses),
  credit: z.enum(creditStates),
  isDesignAhead: z.boolean(),
} satisfies Record<keyof ProjectFacts, z.ZodType>;

/** A workshop on standard land in an evaluated park. */
export const simpleProject = {
  ...{ investmentYuan: 30_000_000, land: 'standard-land', hasAreaEvaluation: true, disturbedHectares: 1.2 },
  ...{ earthworkCubicMetres: 4_000, floorSquareMetres: 9_000, building: 'other', isOnNegativeList: false },
  ...{ environment: 'registration', energyTce: 200, newTransformerKva: 0, fire: 'ordinary', credit: 'good' },
  isDesignAhead: true,
} as const satisfies ProjectFacts;

/** The facts of a project, and the day by which its permit is wanted. */
export const AskAdvice = z
  .strictObject({ ...facts, wantedDay: IsoDay.optional() })
  .meta({ id: 'AskAdvice', examples: [simpleProject] });
type AskAdvice = z.output<typeof AskAdvice>;

const sayWords = withWords(AdviceAnswer);

/** The track for a project with these facts, and which orders would keep the day it wants. Nothing is written, and nobody is held to it. */
export const askAdvice =
  ({ clock }: { clock: OfficeClock }) =>
  async ({ body, db }: Call<AskAdvice>): Promise<Answer> => {
    const { wantedDay, ...project } = body;
    const now = await clock.now(db);
    const calendar = await calendarInForce(db);
    const counted = { calendar, day0: officeDay(calendar, now) };
    if (wantedDay !== undefined && wantedDay < shanghaiDay(now)) throw unfit([inThePast(shanghaiDay(now))]);
    const wanted = wantedDay === undefined ? null : daysUntil(counted, wantedDay as Day);
    const advice = adviseTrack(project, wanted?.workingDays);
    return {
      body: sayWords({
        ...orderOf(counted, advice),
        ...{ leastDays: advice.least, calendar: calendar.version, day0: counted.day0 },
        reasons: advice.reasons.map(showReason),
        obstacles: advice.obstacles.map(({ track, because }) => ({
          track,
          because: because.map(showReason),
        })),
        wanted: wanted && { ...wanted, ...keeping(counted, project, wanted.workingDays) },
      }),
    };
  };

interface Counted {
  readonly calendar: Calendar;
  readonly day0: Day;
}

function orderOf({ calendar, day0 }: Counted, { track, days }: { track: Track; days: number }) {
  const dueDay = addWorkingDays(calendar, day0, days);
  return { track, budgetDays: days, dueDay, provisional: isProvisional(calendar, dueDay) };
}

// after 17:00, and on a day off, day 0 lies after today: a day wanted before it leaves no working days
const daysUntil = ({ calendar, day0 }: Counted, day: Day) => ({
  ...{ day, provisional: isProvisional(calendar, day) },
  workingDays: Math.max(0, workingDaysBetween(calendar, day0, day)),
});

function keeping(counted: Counted, project: ProjectFacts, workingDays: number) {
  const keptBy = ordersWithin(project, workingDays).map((order) => orderOf(counted, order));
  return { isKept: keptBy.length > 0, keptBy };
}

const inThePast = (today: string) => ({
  at: '/wantedDay',
  fault: { zh: `已过去；今天是 ${today}`, en: `lies in the past; today is ${today}` },
});
