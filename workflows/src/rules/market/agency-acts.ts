import type { Agency, AgencyEvent, AgencyEventKind, AgencyState } from '../../domain/agency.ts';
import { agencyEventKinds } from '../../domain/agency.ts';
import type { AgencyRefusal, Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';
import { addDays } from './civil-days.ts';

/** Who acts on an agency: itself, a supervisor, anybody who is signed in, or the market, by time and by its other rules. */
export type AgencySide = 'agency' | 'supervisor' | 'anyone' | 'market';

type Judged = Readonly<{ agency: Agency; event: AgencyEvent }>;

interface Act {
  readonly by: AgencySide;
  readonly from: readonly AgencyState[];
  /** null: the state stays */
  readonly to: AgencyState | null;
  /** as people read it in a list of what they may do */
  readonly action: string;
  /** the names of what is said with it */
  readonly fields: readonly string[];
  /** what else stands against it */
  readonly unless?: (judged: Judged) => Refusal<AgencyRefusal> | undefined;
}

const inMarket = ['listed', 'warned', 'suspended', 'repairing'] as const;
const inForce = ['warned', 'suspended', 'repairing'] as const;

/** 12 months pass between a delisting and the next application (domain 2.2). */
const unlessBarred = ({ agency: { barredThrough }, event }: Judged): Refusal<AgencyRefusal> | undefined =>
  barredThrough !== null && shanghaiDay(event.at) <= barredThrough
    ? { refused: 'agency-barred', mayApplyFrom: addDays(barredThrough, 1) }
    : undefined;

const unlessNoticeOver = ({ agency: { noticeEndsAt }, event }: Judged): Refusal<AgencyRefusal> | undefined =>
  noticeEndsAt !== null && event.at >= noticeEndsAt ? { refused: 'notice-over' } : undefined;

const unlessUndisputed = ({ agency }: Judged): Refusal<AgencyRefusal> | undefined =>
  agency.openObjections === 0 ? { refused: 'nothing-to-decide' } : undefined;

const unlessDisputed = ({ agency }: Judged): Refusal<AgencyRefusal> | undefined =>
  agency.openObjections > 0 ? { refused: 'nothing-to-decide' } : undefined;

const unlessRepair =
  (...stages: readonly Agency['repair'][]) =>
  ({ agency: { repair } }: Judged): Refusal<AgencyRefusal> | undefined =>
    stages.includes(repair) ? undefined : { refused: 'repair-not-there', repair };

const bySupervisor = { by: 'supervisor', fields: ['reason'] } as const;
const handedIn = unlessRepair('handed-in');

/** Everything that can happen to an agency: who does it, from where, what it leads to. Who may is judged where the URL is; the rule judges the rest. */
export const agencyActs: Readonly<Record<AgencyEventKind, Act>> = {
  apply: {
    ...{ by: 'agency', from: ['returned', 'refused', 'delisted'], to: 'applied', action: 'apply-to-market' },
    fields: ['uscc', 'name', 'category', 'licence', 'commitment', 'staff', 'qualifications'],
    unless: unlessBarred,
  },
  approve: {
    ...{ by: 'supervisor', from: ['applied'], to: 'on-notice', action: 'approve-application' },
    fields: ['note'],
  },
  return: {
    ...{ by: 'supervisor', from: ['applied'], to: 'returned', action: 'return-application' },
    fields: ['faults'],
  },
  refuse: { ...bySupervisor, from: ['applied'], to: 'refused', action: 'refuse-application' },
  object: {
    ...{ by: 'anyone', from: ['on-notice'], to: null, action: 'object-to-listing', fields: ['reason'] },
    unless: unlessNoticeOver,
  },
  uphold: {
    ...{ ...bySupervisor, from: ['on-notice'], to: 'refused', action: 'uphold-objection' },
    unless: unlessUndisputed,
  },
  overrule: {
    ...{ ...bySupervisor, from: ['on-notice'], to: null, action: 'overrule-objection' },
    unless: unlessUndisputed,
  },
  list: {
    ...{ by: 'market', from: ['on-notice'], to: 'listed', action: 'list-agency', fields: [] },
    unless: unlessDisputed,
  },
  warn: { ...bySupervisor, from: ['listed', 'warned'], to: 'warned', action: 'warn-agency' },
  suspend: {
    ...{ by: 'supervisor', from: inMarket, to: 'suspended', action: 'suspend-agency' },
    fields: ['months', 'cause', 'reason'],
  },
  'want-repair': {
    ...{ ...bySupervisor, from: ['suspended'], to: 'repairing', action: 'want-repair' },
    unless: unlessRepair(null),
  },
  'hand-in-repair': {
    ...{ by: 'agency', from: ['suspended', 'repairing'], to: 'repairing', action: 'hand-in-repair' },
    fields: ['note', 'files'],
    unless: unlessRepair(null, 'wanted'),
  },
  'accept-repair': {
    ...{ by: 'supervisor', from: ['repairing'], to: 'suspended', action: 'accept-repair', fields: ['note'] },
    unless: handedIn,
  },
  'return-repair': {
    ...{ ...bySupervisor, from: ['repairing'], to: 'repairing', action: 'return-repair' },
    unless: handedIn,
  },
  restore: { ...bySupervisor, from: inForce, to: 'listed', action: 'restore-agency' },
  delist: { ...bySupervisor, from: inMarket, to: 'delisted', action: 'delist-agency' },
  'ask-qualification': {
    ...{ by: 'agency', from: inMarket, to: null, action: 'ask-qualification' },
    fields: ['category', 'certificateNo', 'validThrough', 'file'],
  },
  'grant-qualification': {
    ...{ by: 'supervisor', from: inMarket, to: null, action: 'grant-qualification', fields: ['note'] },
  },
  'refuse-qualification': { ...bySupervisor, from: inMarket, to: null, action: 'refuse-qualification' },
  'expire-qualification': {
    ...{ by: 'market', from: inMarket, to: null, action: 'expire-qualification', fields: [] },
  },
};

/** Why the rule refuses an event, if it does. */
export function agencyObjection(agency: Agency, event: AgencyEvent): Refusal<AgencyRefusal> | undefined {
  const { from, unless } = agencyActs[event.kind];
  if (!from.includes(agency.state)) return { refused: 'agency-not-there', state: agency.state, needs: from };
  return unless?.({ agency, event });
}

/** Whose an act is. */
export const sideOfAgencyAct = (kind: AgencyEventKind): AgencySide => agencyActs[kind].by;

export interface AgencyAction extends Pick<Act, 'action' | 'fields'> {
  readonly kind: AgencyEventKind;
}

/** The acts that are open to a side at an instant: `agencyStanding` accepts these of it and no others. */
export const agencyActions = (agency: Agency, side: AgencySide, at: AgencyEvent['at']): AgencyAction[] =>
  agencyEventKinds.flatMap((kind) => {
    const { by, action, fields } = agencyActs[kind];
    return by === side && !agencyObjection(agency, { kind, at }) ? [{ kind, action, fields }] : [];
  });
