import { roles, type Caller, type Role } from './role.ts';

/** What a role may see and change through a URL. */
export const accessScopes = {
  all: { zh: '全部', en: 'everything' },
  own: { zh: '本单位', en: 'what bears the USCC of the token' },
  mandated: { zh: '受托', en: 'what the subject has a mandate for, as it is in force at this moment' },
  department: { zh: '本部门', en: 'what lies with the department of the token' },
  engaged: { zh: '受聘', en: 'what the agency with the USCC of the token is engaged for' },
} as const;
type ScopeName = keyof typeof accessScopes;

/** The roles that may call a URL, each with its access scope. */
export type Allow = Readonly<Partial<Record<Role, ScopeName>>>;

/** What one caller may know of through one URL: everything, or what fits one of the ids that are not null. */
export interface AccessScope {
  readonly all: boolean;
  readonly uscc: string | null;
  readonly agentId: string | null;
  readonly department: string | null;
  readonly agencyUscc: string | null;
}

/** Of whom nothing is known: what he may see follows from what he shows. */
export const noScope: AccessScope = {
  all: false,
  uscc: null,
  agentId: null,
  department: null,
  agencyUscc: null,
};

/** The scopes of all roles of the caller together; undefined when none of them may call the URL. */
export function accessScopeOf(
  allow: Allow,
  { roles, subject, uscc, department }: Caller,
): AccessScope | undefined {
  const names = new Set(roles.flatMap((role) => allow[role] ?? []));
  if (names.size === 0) return undefined;
  const when = (name: ScopeName, id: string | undefined) => (names.has(name) && id) || null;
  return {
    all: names.has('all'),
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
} as const satisfies Allow;

/** Open to every role; nothing of it belongs to anybody. */
export const everyone: Allow = Object.fromEntries(roles.map((role) => [role, 'all' as const]));
