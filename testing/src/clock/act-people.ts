import { departmentOf, type Acting, type Plan, type StepEvent } from '@doudi/workflows';

/** The people who act on random orders: of every department too few to keep out of each other's way. */

const ofDepartment = (department: string): Acting[] => [
  { subject: `${department}-1`, roles: ['reviewer'], department, isApplicant: false },
  { subject: `${department}-2`, roles: ['reviewer', 'checker'], department, isApplicant: false },
  { subject: `${department}-3`, roles: ['checker', 'head'], department, isApplicant: false },
  { subject: `${department}-4`, roles: ['reviewer', 'head', 'supervisor'], department, isApplicant: false },
];

const others: readonly Acting[] = [
  { subject: 'enterprise', roles: ['enterprise'], isApplicant: true },
  { subject: 'agent', roles: ['agent'], isApplicant: true },
  { subject: 'stranger', roles: ['enterprise'], isApplicant: false },
  { subject: 'supervisor-1', roles: ['supervisor'], isApplicant: false },
  { subject: 'supervisor-2', roles: ['supervisor'], department: 'ASC', isApplicant: false },
];

/** Everybody who may come near an order of this plan. */
export function peopleOf({ steps }: Plan): readonly Acting[] {
  const tasks = steps.flatMap((step) => step.tasks);
  const departments = tasks.flatMap((task) => [departmentOf(task), ...(task.consults?.departments ?? [])]);
  return [...new Set(departments)].flatMap((one) => (one ? ofDepartment(one) : [])).concat(others);
}

/** Who does an act by his role, whatever his department. */
const roles = {
  review: 'reviewer',
  check: 'checker',
  'accept-papers': 'reviewer',
  'ask-supplement': 'reviewer',
  request: 'reviewer',
  'end-stop': 'reviewer',
  opine: 'reviewer',
  announce: 'reviewer',
} as const satisfies Partial<Record<StepEvent['kind'], string>>;

/** Whether an act is a person's by his role; a request is decided in the role that is named with it. */
export function hasRole(person: Acting, event: StepEvent): boolean {
  if (event.kind === 'supply' || event.kind === 'promise' || event.kind === 'commit')
    return person.isApplicant;
  if (event.kind === 'decide-request') return person.roles.includes(event.as);
  return event.kind in roles && person.roles.includes(roles[event.kind as keyof typeof roles]);
}
