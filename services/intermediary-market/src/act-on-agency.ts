import { type Answer, type Call, someLines } from '@doudi/infra/http';
import { isRefusal, sideOfAgencyAct, type AgencyEventKind } from '@doudi/workflows';
import { z } from 'zod';
import { type AgencyRecord, getAgencyToChange } from './agencies.ts';
import { showStanding } from './agency-answer.ts';
import type { OfAgency } from './agency-no.ts';
import { agenciesToActOn } from './agency-reach.ts';
import { calendarInForce } from './calendar-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { type AgencyAct, type Moment, moveAgency } from './move-agency.ts';
import { refuse } from './words.ts';

const Text = someLines(2000);

/** An act that may be explained. */
export const AgencyNote = z
  .strictObject({ note: Text.optional() })
  .meta({ id: 'AgencyNote', examples: [{ note: '材料齐全' }] });
/** An act that must be explained. */
export const AgencyReason = z
  .strictObject({ reason: Text })
  .meta({ id: 'AgencyReason', examples: [{ reason: '现场核查与材料不一致' }] });

export type AgencyCall<Body, Params extends OfAgency = OfAgency> = Call<Body, Params>;
type Addition = Omit<AgencyAct, 'kind' | 'by' | 'at'>;

/** How a use case takes part in an act. Each part may throw a problem: then nothing of it is done. */
interface Parts<Body, Params extends OfAgency> {
  /** what the call adds to the event; what it writes is written before it */
  readonly adding?: (
    call: AgencyCall<Body, Params>,
    agency: AgencyRecord,
    moment: Moment,
  ) => Addition | Promise<Addition>;
  /** what is written after it, by its number */
  readonly then?: (call: AgencyCall<Body, Params>, agency: AgencyRecord, moment: Moment) => Promise<void>;
}

/** One act on one agency. Whoever may not know of it gets 404, what the rule refuses 409. */
export const actOnAgency =
  ({ now }: Dependencies) =>
  <Body, Params extends OfAgency = OfAgency>(kind: AgencyEventKind, parts: Parts<Body, Params> = {}) =>
  async (call: AgencyCall<Body, Params>): Promise<Answer> => {
    const { db, caller, scope, params } = call;
    const within = agenciesToActOn(sideOfAgencyAct(kind), scope);
    const agency = await getAgencyToChange(db, params.agencyNo, within);
    const moment = { now: await now(db), calendar: await calendarInForce(db) };
    const addition = (await parts.adding?.(call, agency, moment)) ?? {};
    const moved = await moveAgency(db, agency, {
      ...moment,
      act: { kind, by: caller.subject, ...addition },
    });
    if (isRefusal(moved)) throw refuse(moved);
    await parts.then?.(call, moved, moment);
    return { body: showStanding(moved, moment.calendar) };
  };

/** What a call says by its note or its reason. */
export const asNote = ({
  body,
}: {
  readonly body: { readonly note?: string | undefined } | { readonly reason: string };
}) => ({
  note: 'reason' in body ? body.reason : body.note,
});
