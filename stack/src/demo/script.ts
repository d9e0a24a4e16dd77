import type { Bucket, Day, Instant, PaperKind, StepCode, TaskCode, Track } from '@doudi/workflows';

/** What an order must read when its permit is issued; days are working days. */
export interface Permit {
  readonly day: Day;
  readonly used: number;
  readonly budget: number;
  readonly buckets: Readonly<Record<Bucket, number>>;
  /** the last day to hand it over: ten working days after it */
  readonly deliverBy: Day;
}

/** An order of the demonstration: whose it is, when it opens, and on which office day each task is done. */
export interface Script {
  readonly agent: string;
  readonly enterprise: string;
  readonly project: Readonly<Record<string, string | number>> & { readonly code: string };
  readonly opensAt: Instant;
  readonly track: Track;
  /** kinds of paper the enterprise does not hand in as it registers the project */
  readonly lacks?: readonly PaperKind[];
  /** working days of an order on demand */
  readonly days?: number;
  /** a task without a day is left alone, and with it what comes after */
  readonly done: Readonly<Partial<Record<TaskCode, Day>>>;
  readonly permit?: Permit;
  /** the step that is to turn red, the instant it does, and the one at which a task of it is a case */
  readonly overdue?: { readonly step: StepCode; readonly since: Instant; readonly caseSince: Instant };
}

const at = (day: string, time: string): Instant => Date.parse(`${day}T${time}+08:00`);
const days = (table: Partial<Record<TaskCode, string>>) => table as Partial<Record<TaskCode, Day>>;

/** The Friday on which the first article's order was accepted. */
const opening = at('2017-06-16', '10:00');

/** When the office clock starts: projects are registered, and papers handed in, in the days before the first order. */
export const clockStarts = at('2017-06-13', '10:00');

/** The first article's order: 40 working days of 50. Enterprises, projects and codes are invented. */
export const seedCase: Script = {
  agent: 'agent-lou',
  enterprise: 'enterprise-yunzhan',
  project: {
    code: '2017-330683-29-03-000001',
    name: '年产3万吨热塑性样例材料生产基地',
    uscc: '91330683MAFAKE0199',
    enterpriseName: '浙江样例云栈新材料有限公司',
    investmentYuan: 800_000_000,
    landHectares: 6.4,
    industry: '新材料',
  },
  opensAt: opening,
  track: '50',
  done: days({
    record: '2017-06-19',
    'order-meeting': '2017-06-20',
    'planning-conditions': '2017-06-22',
    'scheme-design': '2017-07-04',
    'scheme-review': '2017-07-10',
    'construction-drawings': '2017-07-25',
    'drawing-review': '2017-08-04',
    'fire-review': '2017-08-07',
    'safety-registration': '2017-08-08',
    'construction-permit': '2017-08-11',
    'eia-report': '2017-07-06',
    'eia-review': '2017-07-17',
  }),
  permit: {
    day: '2017-08-11' as Day,
    used: 40,
    budget: 50,
    buckets: { GOV: 13, AGENCY: 27, OWNER: 0, EXCLUDED: 0 },
    deliverBy: '2017-08-25' as Day,
  },
};

/** Nobody touches its planning, due on 3 August, a case since 6 July; its environmental assessment is done in time. */
export const leftAlone: Script = {
  agent: 'agent-xu',
  enterprise: 'enterprise-yueci',
  project: {
    code: '2017-330683-29-03-000002',
    name: '年产50万台测试集成灶扩建',
    uscc: '91330683MAFAKE035Y',
    enterpriseName: '绍兴测试越瓷厨电有限公司',
    investmentYuan: 320_000_000,
    landHectares: 4.1,
    industry: '厨电',
  },
  opensAt: at('2017-06-22', '10:00'),
  track: '80',
  done: days({
    record: '2017-06-23',
    'order-meeting': '2017-06-26',
    'eia-report': '2017-07-21',
    'eia-review': '2017-08-02',
  }),
  overdue: {
    step: 'planning',
    since: at('2017-08-03', '17:00'),
    caseSince: at('2017-07-06', '17:00'),
  },
};

/**
 * An order on demand in 20 working days, permitted after 18; its order meeting has no day of its own, and a minor paper of the permit is
 * promised.
 */
export const onDemand: Script = {
  agent: 'agent-lou',
  enterprise: 'enterprise-shanxi',
  project: {
    code: '2017-330683-29-03-000003',
    name: '年产200万条虚构领带智能车间零土地技改',
    uscc: '91330683MAFAKE0274',
    enterpriseName: '嵊州市虚构剡溪领带智造有限公司',
    investmentYuan: 55_000_000,
    landHectares: 0,
    industry: '领带服装',
  },
  opensAt: at('2017-06-28', '10:00'),
  lacks: ['funds-commitment'],
  track: '30',
  days: 20,
  done: days({
    record: '2017-06-29',
    'order-meeting': '2017-06-29',
    'scheme-review': '2017-07-03',
    'eia-review': '2017-07-03',
    'construction-drawings': '2017-07-12',
    'drawing-review': '2017-07-19',
    'fire-review': '2017-07-20',
    'construction-permit': '2017-07-24',
  }),
  permit: {
    day: '2017-07-24' as Day,
    used: 18,
    budget: 20,
    buckets: { GOV: 6, AGENCY: 12, OWNER: 0, EXCLUDED: 0 },
    deliverBy: '2017-08-07' as Day,
  },
};

/** Its planning conditions see a supplement and a legal stop; the agency after them is found by a tender. */
export const supplemented: Script = {
  agent: 'agent-xu',
  enterprise: 'enterprise-yueci',
  project: {
    code: '2017-330683-29-03-000004',
    name: '样例小笼包速冻生产线技改',
    uscc: '91330683MAFAKE035Y',
    enterpriseName: '绍兴测试越瓷厨电有限公司',
    investmentYuan: 48_000_000,
    landHectares: 1.2,
    industry: '食品',
  },
  opensAt: at('2017-07-03', '10:00'),
  track: '50',
  done: days({ record: '2017-07-04', 'order-meeting': '2017-07-05' }),
};

/** Its planning conditions are refused. */
export const refusedOne: Script = {
  agent: 'agent-lou',
  enterprise: 'enterprise-shanxi',
  project: {
    code: '2017-330683-29-03-000005',
    name: '虚构鹿山数控机床扩建',
    uscc: '91330683MAFAKE0274',
    enterpriseName: '嵊州市虚构剡溪领带智造有限公司',
    investmentYuan: 76_000_000,
    landHectares: 2.3,
    industry: '装备制造',
  },
  opensAt: at('2017-07-10', '10:00'),
  track: '50',
  done: days({ record: '2017-07-11', 'order-meeting': '2017-07-12' }),
};

/** In both orders beside the seed's that hire the steps that begin with a hiring open on a Monday, which has the time of a weekend, too. */
export const scripts: readonly Script[] = [seedCase, leftAlone, onDemand, supplemented, refusedOne];
