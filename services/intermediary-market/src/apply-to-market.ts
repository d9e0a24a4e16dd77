import type { Queryable } from '@doudi/infra/database';
import { type Answer, type Call, type Fault, forbidden, oneLine, unfit } from '@doudi/infra/http';
import { categories, isRefusal, newAgency } from '@doudi/workflows';
import { z } from 'zod';
import { type AgencyRecord, findApplicantToChange, insertApplicant } from './agencies.ts';
import { showStanding } from './agency-answer.ts';
import { AgencyContact, writeAgencyContact } from './agency-contacts.ts';
import { insertApplication, StaffCount } from './agency-applications.ts';
import { askedShape, faultsOfEnd, FileId } from './asked-qualification.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { faultsOfFiles } from './cited-files.ts';
import type { Dependencies } from './dependencies.ts';
import { notOwn, OwnUscc } from './give-agency-file.ts';
import { type Moment, moveAgency, writeAct } from './move-agency.ts';
import { decideAsked, insertAsked } from './qualifications.ts';
import { refuse } from './words.ts';

const sampleFile = (no: number) => `0b9f8f7e-2b57-4a8c-9d0e-00000000000${no}`;

export const MarketApplication = z
  .strictObject({
    uscc: OwnUscc,
    name: oneLine(100),
    /** the main one, among those of the qualifications */
    category: z.enum(categories),
    /** ids of files that were uploaded: the business licence, the signed commitment */
    licence: FileId,
    commitment: FileId,
    /** counts without names */
    staff: z.array(StaffCount).min(1).max(20),
    qualifications: z.array(z.strictObject(askedShape)).min(1).max(categories.length),
    /** how its office is reached; what is known stays when it is left out */
    contact: AgencyContact.optional(),
  })
  .meta({
    id: 'MarketApplication',
    examples: [
      {
        ...{ uscc: '91330683MAFAKE14X0', name: '样例勘察设计院(虚构)', category: 'DSN' },
        ...{ licence: sampleFile(1), commitment: sampleFile(2) },
        staff: [{ certificate: 'registered-architect', count: 3 }],
        qualifications: [
          { category: 'DSN', certificateNo: '样例证001号', validThrough: '2031-12-31', file: sampleFile(3) },
        ],
        contact: { phone: '13800138000', mail: 'office@example.cn', address: '样例路1号' },
      },
    ],
  });
type MarketApplication = z.output<typeof MarketApplication>;

/** An agency applies to the market, for the first time or again; everything it needs comes with the application, files by their ids. */
export const applyToMarket =
  ({ now }: Dependencies) =>
  async ({ db, body, caller, scope }: Call<MarketApplication>): Promise<Answer> => {
    if (scope.uscc !== body.uscc) throw forbidden(notOwn);
    const moment = { now: await now(db), calendar: await calendarInForce(db) };
    const faults = [...faultsOf(body, moment), ...(await faultsOfFiles(db, body.uscc, filesOf(body)))];
    if (faults.length > 0) throw unfit(faults);
    const applied = await apply(db, { body, by: caller.subject, moment });
    const { agencyNo, standing } = applied;
    await insertApplication(db, agencyNo, { ...body, seq: standing.events });
    await decideAsked(db, { agencyNo }, { state: 'replaced', at: moment.now });
    await insertAsked(db, agencyNo, { asked: body.qualifications, at: moment.now, dueAt: null });
    if (body.contact)
      await writeAgencyContact(db, agencyNo, { ...body.contact, by: caller.subject, at: moment.now });
    const headers = { Location: `/v1/agencies/${agencyNo}` };
    return { status: 201, body: showStanding(applied, moment.calendar), headers };
  };

const filesOf = ({ licence, commitment, qualifications }: MarketApplication) => [
  { at: '/licence', fileId: licence, kind: 'licence' as const },
  { at: '/commitment', fileId: commitment, kind: 'commitment' as const },
  ...qualifications.map(({ file }, i) => ({
    ...{ at: `/qualifications/${i}/file`, fileId: file },
    kind: 'certificate' as const,
  })),
];

/** What no schema can say: what is named twice, a main category without a qualification, certificates that have expired. */
function faultsOf({ category, qualifications, staff }: MarketApplication, { now }: Moment): Fault[] {
  const isLater = <T>(list: readonly T[], key: (one: T) => string, i: number) =>
    list.slice(0, i).some((one) => key(one) === key(list[i]!));
  return [
    ...(qualifications.some((one) => one.category === category)
      ? []
      : [{ at: '/category', fault: notQualified }]),
    ...qualifications.flatMap((one, i) => [
      ...(isLater(qualifications, (other) => other.category, i)
        ? [{ at: `/qualifications/${i}/category`, fault: twice }]
        : []),
      ...faultsOfEnd(`/qualifications/${i}/validThrough`, one, now),
    ]),
    ...staff.flatMap((_one, i) =>
      isLater(staff, (other) => other.certificate, i)
        ? [{ at: `/staff/${i}/certificate`, fault: twice }]
        : [],
    ),
  ];
}

const twice = { zh: '重复', en: 'is named before' };
const notQualified = {
  zh: '须是所申报资质的类别之一',
  en: 'must be the category of one of the qualifications',
};

interface Applying {
  readonly body: MarketApplication;
  readonly by: string;
  readonly moment: Moment;
}

/** The agency of the application: a new one, or the one of this USCC, of which the rule says whether it may apply again. */
async function apply(db: Queryable, { body, by, moment }: Applying): Promise<AgencyRecord> {
  const { uscc, name: zh, category } = body;
  const known = await findApplicantToChange(db, uscc);
  const made = known ? undefined : await insertApplicant(db, body);
  if (made) {
    const act = { kind: 'apply' as const, by, at: moment.now };
    const next = newAgency(moment.calendar, moment.now);
    return writeAct(db, made, { act, next });
  }
  const agency = known ?? (await findApplicantToChange(db, uscc))!;
  const act = { kind: 'apply' as const, by };
  const applied = await moveAgency(db, { ...agency, zh, category }, { ...moment, act });
  if (isRefusal(applied)) throw refuse(applied);
  return applied;
}
