import type { Parties } from '@doudi/testing/access/people';
import type { Samples, Thing } from '@doudi/testing/samples';
import type { AgencyState } from '@doudi/workflows';
import type { agencyRoutes } from './agency-routes.ts';
import { agencyRequestsOf, aFile, placeAgency } from './test-agencies.ts';
import { supervisor, type TestService } from './test-service.ts';

type Side = 'ours' | 'theirs';

/** Agencies that wait for the supervisors, one for each side, and files of both. */
export interface AgencyThings {
  readonly waiting: Readonly<Record<Side, string>>;
  readonly files: Readonly<Record<Side, string>>;
  readonly certificates: Readonly<Record<Side, string>>;
  /** what an application of ours names */
  readonly application: object;
}

/** The agency of each side, by the USCC of its party. */
const numbers = { ours: 'A90001', theirs: 'A90002' };

export async function agencyThings(service: TestService, parties: Parties): Promise<AgencyThings> {
  const { upload, anApplication } = agencyRequestsOf(service);
  const caller = (side: Side) =>
    ({ subject: `p-${side}`, roles: ['agency'], uscc: parties[side].uscc }) as const;
  const waits = (agencyNo: string) =>
    placeAgency(service, { agencyNo, uscc: `91330683MW000${agencyNo.slice(1)}`, status: 'applied' });
  return {
    waiting: { ours: await waits('A90011'), theirs: await waits('A90012') },
    files: {
      ours: await upload(caller('ours'), 'licence'),
      theirs: await upload(caller('theirs'), 'licence'),
    },
    certificates: {
      ours: await upload(caller('ours'), 'certificate'),
      theirs: await upload(caller('theirs'), 'certificate'),
    },
    application: await anApplication(caller('ours')),
  };
}

const aContact = { phone: '13800138000', mail: 'office@example.cn', address: '样例路1号' };
let placed = 0;
const noFile = '0b9f8f7e-2b57-4a8c-9d0e-3f6f5f1c2a10';
const aQualification = (file: string) => ({
  ...{ category: 'EIA', certificateNo: '样例证002号', validThrough: '2099-12-31', file },
});

/** What the generated tests need to know of each URL of agencies. */
export function agencySamples(
  parties: Parties,
  world: () => { readonly service: TestService; readonly things: AgencyThings },
) {
  const none = { agencyNo: 'A999' };
  const written = [
    'agencies',
    'agency_events',
    'texts',
    'notices',
    'qualifications',
    'agency_objections',
    'agency_records',
  ];
  type As = Omit<Parameters<typeof placeAgency>[1], 'agencyNo' | 'uscc'>;

  /** An act of somebody who reaches every agency, each time on another one. */
  const onAny = (as: As, body: object, params: Record<string, string> = {}) => ({
    own: async (): Promise<Thing> => {
      const no = String((placed += 1)).padStart(6, '0');
      const agency = { agencyNo: `A91${no}`, uscc: `91330683MP00${no}`, ...as };
      return { params: { agencyNo: await placeAgency(world().service, agency), ...params }, body };
    },
    none: { params: { ...none, ...params }, body },
    touches: [...written, 'application_faults'],
  });

  /** An act of an agency on itself. */
  const onOwn = (as: As, body: (side: Side) => object, noBody = body('ours')) => {
    const make = async (side: Side): Promise<Thing> => {
      const agency = { agencyNo: numbers[side], uscc: parties[side].uscc, ...as };
      return { params: { agencyNo: await placeAgency(world().service, agency) }, body: body(side) };
    };
    return {
      ...{
        own: () => make('ours'),
        foreign: () => make('theirs'),
        none: { params: none, body: noBody },
      },
      touches: written,
    };
  };
  const reason = { reason: '样例理由' };
  const is = (status: AgencyState): As => ({ status });
  const handedIn: As = { status: 'repairing', repair: 'handed-in' };
  return {
    'GET /v1/agencies': { own: () => ({}) },
    'GET /v1/agencies/categories': { own: () => ({}) },
    'GET /v1/agencies/:agencyNo': { own: () => ({ params: { agencyNo: 'A016' } }), none: { params: none } },
    'POST /v1/agency-files': {
      own: () => aFile(parties.ours.uscc),
      foreign: () => aFile(parties.theirs.uscc),
      says: { foreign: 403, bare: 403 },
      touches: ['agency_files'],
    },
    'GET /v1/agency-files/:fileId': {
      own: () => ({ params: { fileId: world().things.files.ours } }),
      foreign: () => ({ params: { fileId: world().things.files.theirs } }),
      none: { params: { fileId: noFile } },
    },
    'POST /v1/agencies/applications': {
      own: async () => {
        const agency = { agencyNo: numbers.ours, uscc: parties.ours.uscc, ...is('returned') };
        await placeAgency(world().service, agency);
        return { body: world().things.application };
      },
      says: { foreign: 403, bare: 403 },
      touches: [...written, 'agency_applications', 'agency_contacts'],
      readAgain: async () => {
        const { read } = agencyRequestsOf(world().service);
        return { name: (await read(supervisor, `/v1/agencies/${numbers.ours}`)).body.application?.name };
      },
    },
    'POST /v1/agencies/:agencyNo/contact': {
      ...onOwn(is('listed'), () => aContact),
      touches: [...written, 'agency_contacts'],
      readAgain: async ({ params }: Thing) => {
        const { read } = agencyRequestsOf(world().service);
        const { contact } = (await read(supervisor, `/v1/agencies/${params?.['agencyNo']}`))
          .body as unknown as {
          readonly contact: Readonly<Record<string, unknown>>;
        };
        return contact;
      },
    },
    'POST /v1/agencies/:agencyNo/approval': onAny(is('applied'), { note: '材料齐全' }),
    'POST /v1/agencies/:agencyNo/return': onAny(is('applied'), {
      faults: [{ part: 'qualification', category: 'DSN', text: '证书扫描件不清' }],
    }),
    'POST /v1/agencies/:agencyNo/refusal': onAny(is('applied'), reason),
    'POST /v1/agencies/:agencyNo/objections': onAny(is('on-notice'), reason),
    'POST /v1/agencies/:agencyNo/objections/:no/upholding': onAny(
      { status: 'on-notice', disputed: true },
      reason,
      { no: '1' },
    ),
    'POST /v1/agencies/:agencyNo/objections/:no/overruling': onAny(
      { status: 'on-notice', disputed: true },
      reason,
      { no: '1' },
    ),
    'POST /v1/agencies/:agencyNo/warning': onAny(is('listed'), reason),
    'POST /v1/agencies/:agencyNo/suspension': onAny(is('listed'), {
      ...{ months: 3, cause: 'dishonest', reason: '出具虚假检测报告' },
    }),
    'POST /v1/agencies/:agencyNo/repair-request': onAny(is('suspended'), reason),
    'POST /v1/agencies/:agencyNo/repair': onOwn(is('suspended'), () => ({ note: '已整改', files: [] })),
    'POST /v1/agencies/:agencyNo/repair-acceptance': onAny(handedIn, { note: '整改到位' }),
    'POST /v1/agencies/:agencyNo/repair-return': onAny(handedIn, reason),
    'POST /v1/agencies/:agencyNo/restoration': onAny(is('warned'), reason),
    'POST /v1/agencies/:agencyNo/delisting': onAny(is('listed'), reason),
    'POST /v1/agencies/:agencyNo/qualifications': onOwn(
      is('listed'),
      (side) => aQualification(world().things.certificates[side]),
      aQualification(noFile),
    ),
    'POST /v1/agencies/:agencyNo/qualifications/:no/granting': onAny(
      { status: 'listed', asked: true },
      { note: '有效' },
      { no: '1' },
    ),
    'POST /v1/agencies/:agencyNo/qualifications/:no/refusal': onAny(
      { status: 'listed', asked: true },
      reason,
      { no: '1' },
    ),
  } satisfies Samples<ReturnType<typeof agencyRoutes>[number]>;
}
