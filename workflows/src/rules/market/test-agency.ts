import type { Agency, AgencyEvent, AgencyEventKind } from '../../domain/agency.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { agencyAsOf, agencyStanding, newAgency } from './agency-standing.ts';

/** An instant of Shanghai, `2026-03-02 10:00`. */
export const at = (text: string): Instant => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

/** Monday 2 March 2026, 10:00: when the agency of these tests applies. */
export const appliedAt = at('2026-03-02 10:00');

type Step = readonly [kind: AgencyEventKind, at: string, months?: number];

/** One event of an agency, as of its instant. */
export const on = (agency: Agency, event: AgencyEvent) =>
  agencyStanding(shippedCalendar, agencyAsOf(agency, event.at), event);

/** What a run of events makes of an agency that has applied on 2 March 2026. Throws at the first refusal. */
export const after = (...steps: readonly Step[]): Agency =>
  steps.reduce(
    (agency, [kind, when, months]) => {
      const next = on(agency, { kind, at: at(when), months });
      if (isRefusal(next)) throw new Error(`${kind} is refused: ${next.refused}`);
      return next;
    },
    newAgency(shippedCalendar, appliedAt),
  );

/** On the list since Friday 6 March 2026, 17:00. */
export const approved: Step = ['approve', '2026-03-03 10:00'];
