import type { z } from 'zod';
import { actOnAgency, type AgencyReason, asNote } from './act-on-agency.ts';
import type { Dependencies } from './dependencies.ts';
import { decideAsked } from './qualifications.ts';

type Reason = z.output<typeof AgencyReason>;

/** A supervisor warns an agency, which can still be hired. */
export const warnAgency = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Reason>('warn', { adding: asNote });

/** A supervisor lists an agency again before time would: after an appeal, or when a warning or a suspension was not right. */
export const restoreAgency = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Reason>('restore', { adding: asNote });

/** A supervisor takes an agency off the list; it cannot apply again for 12 months. */
export const delistAgency = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<Reason>('delist', {
    adding: asNote,
    then: ({ db }, { agencyNo, standing }) =>
      decideAsked(db, { agencyNo }, { state: 'refused', at: standing.changedAt }),
  });
