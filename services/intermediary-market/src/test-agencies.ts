import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from '@doudi/infra/http';
import { asOwner } from '@doudi/testing/database/as-owner';
import type { AgencyFileKind, AgencyState, Category } from '@doudi/workflows';
import sql from 'sql-template-tag';
import request from 'supertest';
import { supervisor, type TestService } from './test-service.ts';

/** What the tests look at in answers about agencies; each answer has some of it. */
interface AgencyBody {
  readonly agencyNo: string;
  readonly fileId: string;
  readonly status: string;
  readonly type: string;
  readonly dueDay: string | null;
  readonly noticeEndsAt: string | null;
  readonly suspendedThrough: string | null;
  readonly mayApplyFrom: string | null;
  readonly repair: string | null;
  readonly state: string;
  readonly faults: readonly { readonly at: string; readonly part: string; readonly text: string }[];
  readonly application: { readonly name: string; readonly licence: string } | null;
  readonly asked: readonly { readonly no: number }[];
  readonly objections: readonly { readonly no: number; readonly by: string | null; readonly text: string }[];
  readonly qualifications: readonly {
    readonly category: string;
    readonly validThrough: string | null;
    readonly standing: string;
  }[];
  readonly history: readonly {
    readonly kind: string;
    readonly at: string;
    readonly text: string | null;
    readonly by: string | null;
    readonly cause: string | null;
  }[];
  readonly actions: readonly {
    readonly action: string;
    readonly href: string;
    readonly fields: readonly string[];
  }[];
  readonly items: readonly {
    readonly agencyNo: string;
    readonly kind: string;
    readonly about: string;
    readonly at: string;
    readonly dueDay: string | null;
    readonly isLate: boolean;
    readonly status: string;
    readonly actions: readonly { readonly href: string }[];
  }[];
}

/** A file as it is uploaded, with what the query says of it. */
export function aFile(uscc: string, kind: AgencyFileKind = 'certificate') {
  const content = `%PDF-1.7\n% ${randomUUID()}\n%%EOF\n`;
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { query: { uscc, kind, name: '扫描件.pdf', sha256 }, content };
}

let agencies = 0;
/** Somebody of an agency that is not at the market yet. */
export const anApplicant = (): Caller & { readonly uscc: string } => ({
  ...{ subject: `p-applicant-${(agencies += 1)}`, roles: ['agency'] },
  uscc: `91330683MT${String(agencies).padStart(8, '0')}`,
});

/** People who do something about agencies, and what most tests need to have happened before. */
export function agencyRequestsOf({ url, tokenOf, clock }: TestService) {
  const answered = ({ status, body, text }: request.Response) => ({ status, text, body: body as AgencyBody });
  const read = async (caller: Caller, path: string) =>
    answered(
      await request(url)
        .get(path)
        .set('Authorization', await tokenOf(caller)),
    );
  const post = async (caller: Caller, path: string, body: object = {}, key: string = randomUUID()) =>
    answered(
      await request(url)
        .post(path)
        .set({ Authorization: await tokenOf(caller), 'Idempotency-Key': key })
        .send(body),
    );
  const act = (caller: Caller, agencyNo: string, what: string, body: object = {}) =>
    post(caller, `/v1/agencies/${agencyNo}/${what}`, body);
  const supervise = (agencyNo: string, what: string, body: object = { reason: '样例理由' }) =>
    act(supervisor, agencyNo, what, body);
  const upload = async (caller: Caller & { readonly uscc: string }, kind: AgencyFileKind) => {
    const { query, content } = aFile(caller.uscc, kind);
    const headers = { Authorization: await tokenOf(caller), 'Idempotency-Key': randomUUID() };
    const { status, body } = answered(
      await request(url)
        .post('/v1/agency-files')
        .query(query)
        .set({ ...headers, 'Content-Type': 'application/pdf' })
        .send(content),
    );
    if (status !== 201) throw new Error(`the file is not taken: ${JSON.stringify(body)}`);
    return body.fileId;
  };
  const anApplication = async (
    caller: Caller & { readonly uscc: string },
    qualifications: readonly { category: Category; validThrough: string | null }[] = [
      { category: 'DSN', validThrough: null },
    ],
  ) => ({
    ...{
      uscc: caller.uscc,
      name: `样例设计院(虚构${caller.uscc.slice(-3)})`,
      category: qualifications[0]!.category,
    },
    ...{ licence: await upload(caller, 'licence'), commitment: await upload(caller, 'commitment') },
    staff: [{ certificate: 'registered-architect', count: 3 }],
    qualifications: await Promise.all(
      qualifications.map(async (one) => ({
        ...{ ...one, certificateNo: '样例证001号', file: await upload(caller, 'certificate') },
      })),
    ),
  });
  const apply = async (...given: Parameters<typeof anApplication>) =>
    post(given[0], '/v1/agencies/applications', await anApplication(...given));
  /** The next request is made at this minute of Shanghai, `2026-03-06 10:00`. */
  const at = (text: string) => void (clock.at = Date.parse(`${text.replace(' ', 'T')}:00+08:00`) - 60_000);
  const record = async (agencyNo: string, who: Caller = supervisor) =>
    (await read(who, `/v1/agencies/${agencyNo}`)).body;
  const about = async (who: Caller, path: string, agencyNo: string) =>
    (await read(who, `/v1/inbox/intermediary-market${path}?limit=100`)).body.items.filter(
      (item) => item.about === agencyNo,
    );
  const waits = (who: Caller, agencyNo: string) => about(who, '', agencyNo);
  const told = (who: Caller, agencyNo: string) => about(who, '/notices', agencyNo);
  /** An agency on public notice from 2 to 5 March 2026, 17:00. */
  const onNotice = async (...given: Parameters<typeof apply> | []) => {
    const agency = given[0] ?? anApplicant();
    const { agencyNo } = (await apply(agency, given[1])).body;
    await supervise(agencyNo, 'approval', {});
    return { agency, agencyNo };
  };
  /** One on the list since 5 March 2026, 17:00; the next request is made at 10:00 on the 6th. */
  const listed = async (...given: Parameters<typeof onNotice>) => {
    const made = await onNotice(...given);
    at('2026-03-06 10:00');
    return made;
  };
  const acting = { read, post, act, supervise, upload, anApplication, apply };
  return { ...acting, at, record, waits, told, onNotice, listed };
}

interface Placed {
  readonly agencyNo: string;
  readonly uscc: string;
  readonly status: AgencyState;
  readonly repair?: 'wanted' | 'handed-in';
  /** with one objection, and with one qualification, that wait for a decision */
  readonly disputed?: true;
  readonly asked?: true;
}

/** Puts an agency on record as the tests need it, with an application and nothing else of what was before. */
export async function placeAgency(
  { database, clock }: TestService,
  { agencyNo, uscc, status, repair, disputed, asked }: Placed,
): Promise<string> {
  const far = new Date(clock.at + 3_000 * 86_400_000);
  const now = new Date(clock.at);
  const [noticeEnds, due] = [
    status === 'on-notice' ? far : null,
    status === 'applied' || repair === 'handed-in' ? far : null,
  ];
  await asOwner(
    database.url,
    sql`set search_path to intermediary_market`,
    sql`
      insert into agencies (agency_no, category, uscc, zh, status, changed_at, events, due_at, notice_ends_at, open_objections, repair)
      values (${agencyNo}, 'DSN', ${uscc}, '样例设计院(虚构)', ${status}, ${now}, 0, ${due}, ${noticeEnds}, ${disputed ? 1 : 0}, ${repair ?? null})
      on conflict (agency_no) do update
         set status = excluded.status, due_at = excluded.due_at, notice_ends_at = excluded.notice_ends_at,
             open_objections = excluded.open_objections, repair = excluded.repair, lists_at = null, suspended_through = null,
             barred_through = null`,
    sql`delete from qualifications where agency_no = ${agencyNo}`,
    sql`delete from agency_objections where agency_no = ${agencyNo}`,
    ...(asked
      ? [
          sql`insert into qualifications (agency_no, no, category, certificate_no, state, asked_at, due_at)
              values (${agencyNo}, 1, 'DSN', '样例证001号', 'asked', ${now}, ${far})`,
        ]
      : []),
    ...(disputed
      ? [
          sql`with said as (insert into texts (author, body) values ('p-objector', '不实') returning text_id)
              insert into agency_objections (agency_no, no, "by", at, note, due_at)
              select ${agencyNo}, 1, 'p-objector', ${now}, text_id, ${far} from said`,
        ]
      : []),
  );
  return agencyNo;
}
