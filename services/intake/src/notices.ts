import { addressee, type NewNotice } from '@doudi/infra/http';
import { wordsOf, type Instant } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { causeOfMandate, type Mandate } from './mandates.ts';
import { causeOfPaper, type ExpiringPaper } from './papers.ts';

/** How notices are shown here, and of an agent whether a mandate for the project of the notice `n` is in force. */
export const notices = {
  say: wordsOf,
  isMandated: (agentId: string | Sql) => sql`exists (
    select from active_mandates m where m.agent_id = ${agentId} and m.project_code = n.project_code)`,
  /** who is mailed what is addressed to him */
  mailRecipients: sql`mail_recipients`,
};

type OfMandate = Pick<Mandate, 'mandateNo' | 'projectCode' | 'agentId'>;
interface Happened {
  readonly at: Instant;
  readonly by: string | null;
}

/** The agent is told of a new mandate. */
export const mandateGranted = (mandate: OfMandate, happened: Happened): NewNotice[] => [
  aboutMandate('mandate-granted', mandate, {
    ...happened,
    addressees: [addressee('agent', mandate.agentId)],
  }),
];

/** The agent is told of the end of a mandate, which needs no mandate to be read. */
export const mandateRevoked = (mandate: OfMandate, happened: Happened): NewNotice[] => [
  {
    ...aboutMandate('mandate-revoked', mandate, {
      ...happened,
      addressees: [addressee('agent', mandate.agentId)],
    }),
    projectCode: null,
  },
];

/** Agent and enterprise are told that a mandate ends soon. */
export const mandateExpiring = (mandate: OfMandate & { uscc: string }, at: Instant): NewNotice[] => [
  aboutMandate('mandate-expiring', mandate, {
    ...{ at, by: null },
    addressees: [addressee('agent', mandate.agentId), addressee('enterprise', mandate.uscc)],
  }),
];

/** Agents and enterprise are told that a paper expires soon. */
export const paperExpiring = (
  { paperNo, projectCode, kind, uscc, agentIds }: ExpiringPaper,
  at: Instant,
): NewNotice[] => [
  {
    ...{ cause: causeOfPaper(paperNo), kind: 'paper-expiring', at, by: null },
    ...{ orderNo: null, projectCode, step: null, task: null, about: paperNo },
    addressees: [...agentIds.map((id) => addressee('agent', id)), addressee('enterprise', uscc)],
    link: `/v1/projects/${projectCode}/papers/${paperNo}`,
    detail: { paper: kind },
  },
];

const aboutMandate = (
  kind: string,
  { mandateNo, projectCode }: OfMandate,
  happened: Happened & { addressees: string[] },
): NewNotice => ({
  ...{ cause: causeOfMandate(mandateNo), kind, ...happened },
  ...{ orderNo: null, projectCode, step: null, task: null, about: mandateNo },
  link: `/v1/mandates?projectCode=${projectCode}`,
  detail: {},
});
