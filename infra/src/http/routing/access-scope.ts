import { roles, type Caller, type Role } from './role.ts';

/** How far a role reaches behind the door of a URL. */
export const reachWords = {
  all: { zh: '全部', en: 'everything' },
  own: { zh: '本单位', en: 'what bears the USCC of the token' },
  mandated: { zh: '受托', en: 'what the subject has a mandate for, as it is in force at this moment' },
  department: { zh: '本部门', en: 'what lies with the department of the token' },
  engaged: { zh: '受聘', en: 'what the agency with the USCC of the token is engaged for' },
} as const;
type ReachWord = keyof typeof reachWords;

/** Who may, and how far each reaches. */
export type May = Readonly<Partial<Record<Role, ReachWord>>>;

/** What one caller may know of through one URL: everything, or what fits one of the ids that are not null. */
export interface Reach {
  readonly all: boolean;
  readonly uscc: string | null;
  readonly agentId: string | null;
  readonly department: string | null;
  readonly agencyUscc: string | null;
}

/** The reaches of all roles of the caller together; undefined when none of them may. */
export function reachOf(may: May, { roles, subject, uscc, department }: Caller): Reach | undefined {
  const words = new Set(roles.flatMap((role) => may[role] ?? []));
  if (words.size === 0) return undefined;
  const when = (word: ReachWord, id: string | undefined) => (words.has(word) && id) || null;
  return {
    all: words.has('all'),
    uscc: when('own', uscc),
    agentId: when('mandated', subject),
    department: when('department', department),
    agencyUscc: when('engaged', uscc),
  };
}

/** Those who see all there is, wherever they may look at all. */
export const overseers = {
  'fallback-officer': 'all',
  supervisor: 'all',
  administrator: 'all',
  auditor: 'all',
} as const satisfies May;

/** Open to every role; nothing of it belongs to anybody. */
export const everyone: May = Object.fromEntries(roles.map((role) => [role, 'all' as const]));
