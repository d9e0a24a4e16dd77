import type { Day } from './calendar.ts';
import type { Instant } from './instant.ts';

/** What a paper is. A project's papers are given once and serve every task that needs one of their kind. */
export const paperKindWords = {
  'business-licence': ['营业执照', 'business licence'],
  'filing-form': ['备案信息表', 'filing form'],
  'truth-statement': ['承诺声明', 'statement that the filing is true'],
  'land-document': ['出让合同或选址意见', 'land contract or opinion on the site'],
  'topographic-map': ['地形图', 'topographic map'],
  'scheme-text': ['设计方案文本', 'text of the scheme'],
  'site-plan': ['总平面图', 'site plan'],
  'eia-document': ['环评文件', 'environmental impact document'],
  'public-participation': ['公众参与说明', 'account of public participation'],
  'fire-application': ['消防申请表或备案表', 'fire safety application or filing form'],
  'fire-design': ['消防设计文件', 'fire safety design'],
  'land-certificate': ['土地权属证明', 'proof of the right to the land'],
  'construction-contract': ['施工合同', 'construction contract'],
  'staff-list': ['项目管理人员名单', 'list of the site’s responsible staff'],
  'funds-commitment': ['资金落实承诺', 'commitment of funds'],
  'area-evaluation': ['区域评估成果', 'area evaluation'],
  'joint-survey': ['测绘成果（三测合一）', 'joint survey'],
  'other-paper': ['其他材料', 'other paper'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
export type PaperKind = keyof typeof paperKindWords;
export const paperKinds = Object.keys(paperKindWords) as PaperKind[];

/** The channel of PostgreSQL's NOTIFY on which intake says that a project has a new paper; the payload is the project's code. */
export const papersChannel = 'papers';

/** What an area evaluation can stand for: the six evaluations a park's may replace (Zhejiang project rule, arts. 21 to 23). */
const topicsOfAreas = {
  environment: ['环境影响', 'environment'],
  energy: ['节能', 'energy'],
  geohazard: ['地质灾害', 'geological hazard'],
  'soil-and-water': ['水土保持', 'soil and water'],
  seismic: ['地震安全', 'seismic safety'],
  minerals: ['压覆矿产', 'minerals below'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
/** What one joint survey serves (三测合一). */
const topicsOfSurveys = {
  'planning-survey': ['规划测量', 'planning survey'],
  'land-survey': ['土地测量', 'land survey'],
  'property-survey': ['房产测绘', 'property survey'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export const paperTopicWords = { ...topicsOfAreas, ...topicsOfSurveys };
export type PaperTopic = keyof typeof paperTopicWords;
export const paperTopics = Object.keys(paperTopicWords) as PaperTopic[];

const topics: Readonly<Partial<Record<PaperKind, readonly string[]>>> = {
  'area-evaluation': Object.keys(topicsOfAreas),
  'joint-survey': Object.keys(topicsOfSurveys),
};

/** The topics of which a paper of this kind names one at least; none where it names none. */
export const topicsOf = (kind: PaperKind): readonly string[] => topics[kind] ?? [];

/** A paper that a task needs. */
export interface PaperNeed {
  readonly kind: PaperKind;
  /** without a main paper nothing is decided; a minor one can be promised (容缺受理) */
  readonly isMain: boolean;
  /** the applicant may commit himself in writing instead (承诺制) */
  readonly byCommitment?: boolean;
}

/** Minor papers of a task's list that the applicant promised in writing to bring (容缺受理). */
export interface PaperPromise {
  readonly kinds: readonly PaperKind[];
  /** the last day; it ends at 17:00 */
  readonly day: Day;
  readonly signedAt: Instant;
  /** the end of that day, when it passed without the papers */
  readonly missedAt: Instant | null;
  /** when the last of them was put on record as in */
  readonly keptAt: Instant | null;
}

/** Papers of a task's list in whose place the applicant committed himself in writing (承诺制): they count as in for this task. */
export interface PaperCommitment {
  readonly kinds: readonly PaperKind[];
  readonly signedAt: Instant;
}
