/** `auditor` reads and never writes: a table of routes that lets one write is refused at start. */
export const roles = [
  'agent',
  'enterprise',
  'reviewer',
  'checker',
  'head',
  'agency',
  'fallback-officer',
  'supervisor',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** Who calls, from the verified token. `subject` is an opaque id; `department` and `uscc` bound what they own. */
export interface Caller {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  readonly uscc?: string;
}

/** Who calls a public route: nobody knows. */
export const anybody: Caller = { subject: 'anybody', roles: [] };
