import { addressee } from '@doudi/infra/http';
import { wordsIn, wordsOf, eventWords, type Department, type Words } from '@doudi/workflows';
import { sayEvent } from './day-events.ts';
import type { LedgerEvent } from './events.ts';

/** Who can be told of something: the applicant, people of the department whose task it is about, those who oversee all. */
export type Recipient =
  'enterprise' | 'agent' | 'reviewer' | 'checker' | 'head' | 'consulted' | 'supervisor' | 'fallback-officer';

const applicant = ['enterprise', 'agent'] as const;
const refused = [...applicant, 'fallback-officer'] as const;
const lead = ['checker', 'head'] as const;

/**
 * Whom an event is told, by its kind and what it says more: a check its verdict, a light its colour, a request what is asked, a delivery the act.
 * Refusals are reported to the fallback window; of silence that accepts, the supervisor hears, too. What is not here is told nobody.
 */
const told: Readonly<Record<string, readonly Recipient[]>> = {
  // orders
  receive: applicant,
  'agent-replaced': applicant,
  'track-changed': applicant,
  close: applicant,
  calendar: applicant,
  // tasks
  'waits.review': ['reviewer'],
  'waits.opinion': ['consulted'],
  review: ['checker'],
  'check.return': ['reviewer'],
  'check.approve': applicant,
  'check.refuse': refused,
  'check.not-accept': refused,
  carry: applicant,
  cite: applicant,
  end: ['reviewer', 'checker'],
  // at the counter
  'accept-papers': applicant,
  'deem-accepted': [...applicant, 'reviewer', 'head', 'supervisor'],
  'ask-supplement': applicant,
  'remind-supplement': applicant,
  'paper-changed': ['reviewer', 'checker'],
  supply: ['reviewer'],
  lapse: [...refused, 'reviewer'],
  'request.supplement': ['supervisor'],
  'request.stop': ['supervisor'],
  'request.extension': ['head'],
  'decide-request.grant': [...applicant, 'reviewer'],
  'decide-request.deny': ['reviewer'],
  'end-stop': [...applicant, 'reviewer'],
  'stop-over': [...applicant, 'reviewer'],
  opine: ['reviewer'],
  announce: applicant,
  promise: ['reviewer'],
  commit: ['reviewer'],
  'papers-arrived': [...applicant, 'reviewer', 'checker'],
  'promise-missed': applicant,
  'promise-broken': [...refused, 'reviewer', 'checker'],
  // beside workflows
  claim: ['supervisor'],
  'decide-claim': ['reviewer', 'checker'],
  amend: ['head'],
  'decide-amendment.grant': [...applicant, 'reviewer', 'checker'],
  'decide-amendment.deny': ['reviewer', 'checker'],
  // what was issued
  'deliver.dispatch': applicant,
  'deliver.hand-over': applicant,
  'deliver.prove': applicant,
  'deliver.cancel': applicant,
  'deliver-late': ['reviewer', 'checker', 'head'],
  // lights of steps, and what follows from them
  'light.YELLOW': ['agent', 'reviewer', 'checker'],
  'light.RED': [...applicant, 'reviewer', 'checker', 'head', 'supervisor'],
  'light-undone': [...applicant, 'head', 'supervisor'],
  // single tasks: the department that holds a late one, its head, the agent; of a commission the agent
  'task-late': ['agent', 'reviewer', 'checker', 'head'],
  'task-late-undone': ['agent', 'reviewer', 'checker', 'head'],
  escalate: [...applicant, 'head'],
  // cases: those of the department that is named are its checker and head
  'case.open': [...applicant, ...lead, 'fallback-officer'],
  'case.cause': [...lead, 'fallback-officer'],
  'case.reopen': ['fallback-officer'],
  'case.confirming': ['supervisor', 'fallback-officer'],
  'case.closed': [...applicant, ...lead],
  'case.hand-over': ['fallback-officer'],
  'case.arrange': lead,
  'case.ask': [...lead, 'reviewer'],
  'case.answer': ['fallback-officer'],
  'case.set-commitment': [...lead, 'reviewer'],
  'case.commitment-broken': [...lead, 'fallback-officer', 'supervisor'],
  'case.fulfil': ['fallback-officer'],
  'case.schedule': lead,
  'case.item-missed': [...lead, 'fallback-officer'],
  'case.urge': [...applicant, 'reviewer', ...lead],
  'case.ask-stop-end': ['reviewer', ...lead, 'supervisor'],
  'case.silence': [...lead, 'fallback-officer'],
  'case.contact-missed': ['fallback-officer', 'supervisor'],
  'case.level-up': [...lead, 'fallback-officer', 'supervisor'],
  'case.raise': [...lead, 'fallback-officer', 'supervisor'],
  'case.plan': lead,
  'case.plan-missing': ['fallback-officer', 'supervisor'],
  'case.plan-missed': [...lead, 'fallback-officer', 'supervisor'],
  'case.decided': ['fallback-officer'],
  'case.call-back': ['fallback-officer'],
  'case.call-back-missed': ['fallback-officer', 'supervisor'],
};

/** What the event is and says more, as codes. */
type Said = Pick<LedgerEvent, 'kind' | 'detail'>;

/** What an event's detail says that decides whom it is told. */
const tellingFields = ['verdict', 'light', 'request', 'delivery'];

/** Those who are told of an event. */
export function recipientsOf({ kind, detail }: Said): readonly Recipient[] {
  const more = tellingFields.map((field) => detail[field]).find((code) => typeof code === 'string');
  return told[`${kind}.${more}`] ?? told[kind] ?? [];
}

/** Whose order and task it is about. */
export interface Bounds {
  readonly uscc: string;
  readonly agentIds: readonly string[];
  /** of the task; null of a commission and of what is about no task */
  readonly department: Department | null;
  readonly consulted: readonly Department[];
}

/** Recipients as addressees, a department's only where there is one. */
export function addresseesOf(recipients: readonly Recipient[], bounds: Bounds): string[] {
  const { uscc, agentIds, department, consulted } = bounds;
  return recipients.flatMap((recipient) => {
    if (recipient === 'enterprise') return [addressee(recipient, uscc)];
    if (recipient === 'agent') return agentIds.map((agentId) => addressee(recipient, agentId));
    if (recipient === 'consulted') return consulted.map((one) => addressee('reviewer', one));
    if (recipient === 'supervisor' || recipient === 'fallback-officer') return [addressee(recipient)];
    return department ? [addressee(recipient, department)] : [];
  });
}

/** Where the side of a recipient reads on: a department at its task, all others at the progress of the order. */
export const isOfDepartment = (recipient: Recipient): boolean =>
  recipient === 'reviewer' || recipient === 'checker' || recipient === 'head' || recipient === 'consulted';

/** What a notice says: the event, and in brackets what it is about: `批复：准予（听证）`. */
export function sayNotice(kind: string, detail: LedgerEvent['detail']): Words {
  const what = kind in eventWords ? sayEvent({ kind, detail }) : wordsIn('notice', kind);
  const about = detail['about'];
  if (typeof about !== 'string') return what;
  const { zh, en } = wordsOf(about);
  return { zh: `${what.zh}（${zh}）`, en: `${what.en} (${en})` };
}
