import { someLines } from '@doudi/infra/http';
import { applicationParts, categories } from '@doudi/workflows';
import { z } from 'zod';
import { actOnAgency, type AgencyNote, type AgencyReason, asNote } from './act-on-agency.ts';
import { insertFaults } from './agency-applications.ts';
import type { Dependencies } from './dependencies.ts';
import { decideAsked, withdrawGranted } from './qualifications.ts';
import { insertText } from './texts.ts';

export const ApplicationReturn = z
  .strictObject({
    /** all that is at fault, at once */
    faults: z
      .array(
        z.strictObject({
          part: z.enum(applicationParts),
          /** of a qualification: which */
          category: z.enum(categories).optional(),
          text: someLines(500),
        }),
      )
      .min(1)
      .max(50),
  })
  .meta({
    id: 'ApplicationReturn',
    examples: [
      {
        faults: [
          { part: 'commitment', text: '承诺书未盖章' },
          { part: 'qualification', category: 'DSN', text: '证书扫描件不清' },
        ],
      },
    ],
  });
type ApplicationReturn = z.output<typeof ApplicationReturn>;

/** A supervisor approves an application: it is on public notice, and its qualifications are granted with it. */
export const approveApplication = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<z.output<typeof AgencyNote>>('approve', {
    adding: asNote,
    then: async ({ db }, { agencyNo, standing }) => {
      await withdrawGranted(db, { agencyNo }, 'replaced');
      await decideAsked(db, { agencyNo }, { state: 'granted', at: standing.changedAt });
    },
  });

/** A supervisor returns an application with all that is at fault, at once. */
export const returnApplication = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<ApplicationReturn>('return', {
    then: async ({ db, body, caller }, { agencyNo, standing }) => {
      const faults = [];
      for (const { part, category = null, text } of body.faults)
        faults.push({ part, category, note: await insertText(db, caller.subject, text) });
      await insertFaults(db, { agencyNo, seq: standing.events }, faults);
    },
  });

/** A supervisor refuses an application; the agency may apply again. */
export const refuseApplication = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<z.output<typeof AgencyReason>>('refuse', {
    adding: asNote,
    then: ({ db }, { agencyNo, standing }) =>
      decideAsked(db, { agencyNo }, { state: 'refused', at: standing.changedAt }),
  });
