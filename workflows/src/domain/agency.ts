import type { Day } from './calendar.ts';
import type { Instant } from './instant.ts';
import type { Category } from './tracks-and-steps.ts';

type Bilingual = readonly [zh: string, en: string];

/** The life of an agency at the market, in the order in which it runs; `listed` and `warned` ones can be hired. */
export const agencyStates = [
  'applied',
  'returned',
  'refused',
  'on-notice',
  'listed',
  'warned',
  'suspended',
  'repairing',
  'delisted',
] as const;
export type AgencyState = (typeof agencyStates)[number];

/** Those that everybody reads of; of the others only the agency itself and those who oversee the market. */
export const publicAgencyStates = [
  'on-notice',
  'listed',
  'warned',
  'suspended',
  'repairing',
  'delisted',
] as const satisfies readonly AgencyState[];

/** Why an agency, or of `expired` one category of it, cannot be hired for a time. */
export const suspensionCauses = [
  'by-supervisor',
  'credit',
  'gave-up-three-times',
  'dishonest',
  'expired',
] as const;
export type SuspensionCause = (typeof suspensionCauses)[number];

/** How far the repair of a suspended agency is; null before one is asked for or handed in. */
export const repairStages = ['wanted', 'handed-in', 'accepted'] as const;
type RepairStage = (typeof repairStages)[number];

/** How an agency stands: what decides about the acts that are open to it and to the supervisors. */
export interface Agency {
  readonly state: AgencyState;
  /** the instant of the last event that concerned its standing, the next is never earlier; 0 of those that were there from the start */
  readonly changedAt: Instant;
  /** events so far; the number of the newest */
  readonly events: number;
  /** by when a supervisor should decide what the agency waits for: 17:00 of a working day, no longer included; null when it waits for nothing */
  readonly dueAt: Instant | null;
  /** the end of the public notice, no longer included; null unless there is one */
  readonly noticeEndsAt: Instant | null;
  /** objections to its listing that are not decided */
  readonly openObjections: number;
  /** the last day of the suspension, as Asia/Shanghai counts days; null without one, and without an end */
  readonly suspendedThrough: Day | null;
  readonly repair: RepairStage | null;
  /** the last day on which it cannot apply again; null unless it is delisted */
  readonly barredThrough: Day | null;
}

/** What happens to an agency; the last four concern its qualifications and leave its state as it is. */
export const agencyEventKinds = [
  'apply',
  'approve',
  'return',
  'refuse',
  'object',
  'uphold',
  'overrule',
  'list',
  'warn',
  'suspend',
  'want-repair',
  'hand-in-repair',
  'accept-repair',
  'return-repair',
  'restore',
  'delist',
  'ask-qualification',
  'grant-qualification',
  'refuse-qualification',
  'expire-qualification',
] as const;
export type AgencyEventKind = (typeof agencyEventKinds)[number];

export interface AgencyEvent {
  readonly kind: AgencyEventKind;
  readonly at: Instant;
  /** of `suspend`: for how many months, 1 to 6 */
  readonly months?: number | undefined;
}

/** An agency is qualified for a category by a certificate, through its last valid day. */
export interface Qualification {
  readonly category: Category;
  readonly certificateNo: string;
  /** as Asia/Shanghai counts days; null of a certificate without end */
  readonly validThrough: Day | null;
}

/** How what an agency hands in with its qualifications is decided. */
export const qualificationStates = ['asked', 'granted', 'refused', 'replaced'] as const;

/** How a granted qualification stands on a day: the last 30 days of its certificate are `expiring`. */
export const qualificationStandings = ['valid', 'expiring', 'expired'] as const;
export type QualificationStanding = (typeof qualificationStandings)[number];

export const objectionOutcomes = ['upheld', 'overruled'] as const;
export type ObjectionOutcome = (typeof objectionOutcomes)[number];

/** What an agency hands in as files. */
export const agencyFileKinds = ['licence', 'commitment', 'certificate', 'repair'] as const;
export type AgencyFileKind = (typeof agencyFileKinds)[number];

/** Parts of an application in which a reviewer finds a fault. */
export const applicationParts = ['name', 'licence', 'commitment', 'staff', 'qualification'] as const;

/** Certificates by which the staff of an agency is counted, without names: those of the national list of professional qualifications that its work needs. */
export const staffCertificates = [
  'registered-architect',
  'registered-structural-engineer',
  'registered-geotechnical-engineer',
  'registered-surveyor',
  'registered-fire-engineer',
  'registered-safety-engineer',
  'registered-consulting-engineer',
  'registered-cost-engineer',
  'registered-supervising-engineer',
  'environmental-impact-engineer',
  'valuer',
  'senior-title',
  'other-technical',
] as const;
type StaffCertificate = (typeof staffCertificates)[number];

const titled = <Code extends string>(field: string, list: Readonly<Record<Code, Bilingual>>) =>
  Object.fromEntries(
    Object.entries<Bilingual>(list).map(([code, said]): [string, Bilingual] => [`${field}.${code}`, said]),
  );

/** What people read for the codes of this file, under the field that bears them. */
export const agencyWords: Readonly<Record<string, Bilingual>> = {
  ...titled<AgencyState>('agencyState', {
    applied: ['待审核', 'waits for review'],
    returned: ['退回补正', 'returned'],
    refused: ['不予入驻', 'refused'],
    'on-notice': ['公示中', 'on public notice'],
    listed: ['在库', 'listed'],
    warned: ['预警', 'warned'],
    suspended: ['暂停', 'suspended'],
    repairing: ['整改', 'under repair'],
    delisted: ['清退', 'delisted'],
  }),
  // as people are told of them, and as they read them in the history
  ...titled<AgencyEventKind>('agency', {
    apply: ['中介申请入驻', 'an agency applies'],
    approve: ['入驻审核通过，公示', 'the application is approved and on public notice'],
    return: ['入驻申请退回补正', 'the application is returned'],
    refuse: ['不予入驻', 'the application is refused'],
    object: ['对入驻公示提出异议', 'an objection to the listing'],
    uphold: ['异议成立，不予入驻', 'the objection is upheld, the application is refused'],
    overrule: ['异议不成立', 'the objection is rejected'],
    list: ['入驻在库', 'the agency is listed'],
    warn: ['中介预警', 'the agency is warned'],
    suspend: ['中介暂停', 'the agency is suspended'],
    'want-repair': ['要求整改', 'a repair is wanted'],
    'hand-in-repair': ['整改已提交', 'a repair is handed in'],
    'accept-repair': ['整改通过', 'the repair is accepted'],
    'return-repair': ['整改退回', 'the repair is returned'],
    restore: ['中介恢复', 'the agency is restored'],
    delist: ['中介清退', 'the agency is delisted'],
    'ask-qualification': ['申报资质', 'a qualification is handed in'],
    'grant-qualification': ['资质审核通过', 'the qualification is granted'],
    'refuse-qualification': ['资质不予通过', 'the qualification is refused'],
    'expire-qualification': [
      '资质到期，该类别暂停',
      'a qualification has expired: the category is suspended',
    ],
  }),
  'agency.qualification-expiring': ['资质即将到期', 'a qualification expires soon'],
  'agency.review-overdue': ['入驻事项审核逾期', 'a decision on an agency is overdue'],
  'agency.suspension-over': ['暂停期满，整改未通过', 'a suspension is over, its repair is not accepted'],
  // acts that are open to somebody
  'apply-to-market': ['申请入驻', 'apply'],
  'approve-application': ['审核通过并公示', 'approve and put on public notice'],
  'return-application': ['退回补正', 'return with every fault'],
  'refuse-application': ['不予入驻', 'refuse'],
  'object-to-listing': ['提出异议', 'object to the listing'],
  'uphold-objection': ['异议成立', 'uphold the objection'],
  'overrule-objection': ['异议不成立', 'reject the objection'],
  'warn-agency': ['预警', 'warn'],
  'suspend-agency': ['暂停', 'suspend'],
  'want-repair': ['要求整改', 'ask for a repair'],
  'hand-in-repair': ['提交整改', 'hand in the repair'],
  'accept-repair': ['整改通过', 'accept the repair'],
  'return-repair': ['整改退回', 'return the repair'],
  'restore-agency': ['恢复', 'restore'],
  'delist-agency': ['清退', 'delist'],
  'ask-qualification': ['申报或续期资质', 'hand in or renew a qualification'],
  'grant-qualification': ['资质通过', 'grant the qualification'],
  'refuse-qualification': ['资质不予通过', 'refuse the qualification'],
  // what waits at the market
  'agency-to-review': ['入驻申请待审核', 'an application to review'],
  'objection-to-decide': ['公示异议待处理', 'an objection to decide'],
  'repair-to-judge': ['整改待审核', 'a repair to judge'],
  'qualification-to-decide': ['资质待审核', 'a qualification to decide'],
  'application-to-complete': ['入驻申请待补正', 'a returned application to complete'],
  'repair-to-hand-in': ['整改待提交', 'a repair to hand in'],
  ...titled<SuspensionCause>('suspension', {
    'by-supervisor': ['监管决定', 'by a supervisor'],
    credit: ['信用过低', 'credit too low'],
    'gave-up-three-times': ['一年内三次放弃', 'gave up three times within a year'],
    dishonest: ['失信', 'dishonest'],
    expired: ['证书到期', 'a certificate has expired'],
  }),
  ...titled<StaffCertificate>('staff', {
    'registered-architect': ['注册建筑师', 'registered architect'],
    'registered-structural-engineer': ['注册结构工程师', 'registered structural engineer'],
    'registered-geotechnical-engineer': ['注册土木工程师（岩土）', 'registered geotechnical engineer'],
    'registered-surveyor': ['注册测绘师', 'registered surveyor'],
    'registered-fire-engineer': ['注册消防工程师', 'registered fire engineer'],
    'registered-safety-engineer': ['注册安全工程师', 'registered safety engineer'],
    'registered-consulting-engineer': ['咨询工程师', 'registered consulting engineer'],
    'registered-cost-engineer': ['造价工程师', 'registered cost engineer'],
    'registered-supervising-engineer': ['监理工程师', 'registered supervising engineer'],
    'environmental-impact-engineer': ['环境影响评价工程师', 'environmental impact engineer'],
    valuer: ['估价师', 'valuer'],
    'senior-title': ['高级职称', 'senior title'],
    'other-technical': ['其他专业技术人员', 'other technical staff'],
  }),
};
