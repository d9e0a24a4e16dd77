import { notFound, unfit } from '@doudi/infra/http';
import { endOfDays, qualificationStanding, reviewDays, type Day } from '@doudi/workflows';
import { z } from 'zod';
import { actOnAgency, type AgencyCall, type AgencyNote, type AgencyReason, asNote } from './act-on-agency.ts';
import type { AgencyRecord } from './agencies.ts';
import type { OfAgency, OfAgencyPart } from './agency-no.ts';
import { askedShape, faultsOfEnd } from './asked-qualification.ts';
import { faultsOfFiles } from './cited-files.ts';
import type { Dependencies } from './dependencies.ts';
import { decideAsked, findAsked, insertAsked, listAsked, withdrawGranted } from './qualifications.ts';
import { refuse, things } from './words.ts';

export const QualificationRequest = z.strictObject(askedShape).meta({
  id: 'QualificationRequest',
  examples: [
    {
      ...{ category: 'DSN', certificateNo: '样例证002号', validThrough: '2031-12-31' },
      file: '0b9f8f7e-2b57-4a8c-9d0e-000000000003',
    },
  ],
});
type QualificationRequest = z.output<typeof QualificationRequest>;

/** An agency hands in a qualification for one more category, or the renewed certificate of one it has. */
export const askQualification = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<QualificationRequest>('ask-qualification', {
    adding: async (call, agency, { now, calendar }) => {
      await refuseUnfit(call, agency, now);
      const { db, body } = call;
      const dueAt = endOfDays(calendar, now, reviewDays);
      const about = await insertAsked(db, agency.agencyNo, { asked: [body], at: now, dueAt });
      return { about, category: body.category, untilDay: body.validThrough as Day | null };
    },
  });

async function refuseUnfit(
  { db, body }: AgencyCall<QualificationRequest, OfAgency>,
  { agencyNo, uscc }: AgencyRecord,
  now: number,
): Promise<void> {
  const { category, file: fileId } = body;
  const faults = [
    ...faultsOfEnd('/validThrough', body, now),
    ...(await faultsOfFiles(db, uscc, [{ at: '/file', fileId, kind: 'certificate' }])),
  ];
  if (faults.length > 0) throw unfit(faults);
  if ((await listAsked(db, agencyNo)).some((one) => one.category === category))
    throw refuse({ refused: 'qualification-asked', category });
}

/** A supervisor grants what was handed in; the certificate before it in the same category counts no more. */
export const grantQualification = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<z.output<typeof AgencyNote>, OfAgencyPart>('grant-qualification', {
    adding: async (call, { agencyNo }, { now: at }) => {
      const asked = await getAsked(call, agencyNo);
      const { no, category, validThrough } = asked;
      if (qualificationStanding(asked, at) === 'expired')
        throw refuse({ refused: 'qualification-expired', agencyNo, needs: category, validThrough });
      await withdrawGranted(call.db, { agencyNo, category }, 'replaced');
      await decideAsked(call.db, { agencyNo, no }, { state: 'granted', at });
      return { ...asNote(call), about: no, category, untilDay: validThrough };
    },
  });

/** A supervisor refuses what was handed in; what the agency had before stays as it is. */
export const refuseQualification = (dependencies: Dependencies) =>
  actOnAgency(dependencies)<z.output<typeof AgencyReason>, OfAgencyPart>('refuse-qualification', {
    adding: async (call, { agencyNo }, { now: at }) => {
      const { no, category } = await getAsked(call, agencyNo);
      await decideAsked(call.db, { agencyNo, no }, { state: 'refused', at });
      return { ...asNote(call), about: no, category };
    },
  });

/** What waits for a decision of its own; what came with an application is decided with that. Throws 404. */
async function getAsked({ db, params }: AgencyCall<unknown, OfAgencyPart>, agencyNo: string) {
  const asked = await findAsked(db, agencyNo, Number(params.no));
  if (!asked || asked.dueAt === null) throw notFound(things.qualification);
  return asked;
}
