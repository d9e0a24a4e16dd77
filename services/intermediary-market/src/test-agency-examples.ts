import { randomUUID } from 'node:crypto';
import { asOwner } from '@doudi/testing/database/as-owner';
import type { bodyExamples } from '@doudi/testing/contract/body-examples';
import sql from 'sql-template-tag';
import { agencyRequestsOf, placeAgency } from './test-agencies.ts';
import { supervisor, type TestService } from './test-service.ts';

const uscc = '91330683MAFAKE14X0';
const agency = { subject: 'p-applicant', roles: ['agency'], uscc } as const;

/** Puts the files of the examples on record, without a content. */
const giveFiles = ({ database }: TestService, files: Readonly<Record<string, string>>) =>
  asOwner(
    database.url,
    ...Object.entries(files).map(
      ([fileId, kind]) => sql`
        insert into intermediary_market.agency_files (file_id, uscc, kind, request_key, name, media_type, bytes, sha256, storage_key,
                                                      given_by, given_at)
        values (${fileId}, ${uscc}, ${kind}, ${fileId}, '扫描件.pdf', 'application/pdf', 1, ${'0'.repeat(64)}, ${fileId}, 'p-applicant', now())`,
    ),
  );

/** Sends the examples of the URLs of agencies as they stand; answers the names of those that were taken. */
export async function tryAgencyExamples(
  service: TestService,
  examples: ReturnType<typeof bodyExamples>,
): Promise<string[]> {
  const { post } = agencyRequestsOf(service);
  const application = 'POST /v1/agencies/applications';
  const { licence, commitment, qualifications } = examples[application]?.[0] as {
    licence: string;
    commitment: string;
    qualifications: readonly { file: string }[];
  };
  const certificate = qualifications[0]?.file ?? randomUUID();
  await giveFiles(service, {
    [licence]: 'licence',
    [commitment]: 'commitment',
    [certificate]: 'certificate',
  });
  const tried: string[] = [];
  const send = async (who: typeof agency | typeof supervisor, what: string, agencyNo = '') => {
    const name = `POST /v1/agencies/${what}`;
    const path = name.slice('POST '.length).replace('{agencyNo}', agencyNo).replace('{no}', '1');
    const { status, text } = await post(who, path, examples[name]?.[0]);
    if (status > 201) throw new Error(`${name}: ${text}`);
    tried.push(name);
  };
  await send(agency, 'applications');
  const placed = (more: Partial<Parameters<typeof placeAgency>[1]> = {}) =>
    placeAgency(service, {
      ...{ agencyNo: 'A95001', uscc: '91330683MT95000010', status: 'applied', ...more },
    });
  await send(supervisor, '{agencyNo}/return', await placed());
  await send(supervisor, '{agencyNo}/refusal', await placed());
  await send(supervisor, '{agencyNo}/approval', await placed());
  await send(supervisor, '{agencyNo}/objections', await placed({ status: 'on-notice' }));
  for (const what of ['upholding', 'overruling'])
    await send(
      supervisor,
      `{agencyNo}/objections/{no}/${what}`,
      await placed({ status: 'on-notice', disputed: true }),
    );
  for (const what of ['granting', 'refusal'])
    await send(
      supervisor,
      `{agencyNo}/qualifications/{no}/${what}`,
      await placed({ status: 'listed', asked: true }),
    );
  const no = await ownListed(service);
  await send(agency, '{agencyNo}/contact', no);
  await send(agency, '{agencyNo}/qualifications', no);
  await send(supervisor, '{agencyNo}/warning', no);
  await send(supervisor, '{agencyNo}/restoration', no);
  await send(supervisor, '{agencyNo}/suspension', no);
  await send(supervisor, '{agencyNo}/repair-request', no);
  await send(agency, '{agencyNo}/repair', no);
  await send(supervisor, '{agencyNo}/repair-return', no);
  await post(agency, `/v1/agencies/${no}/repair`, { note: '已整改', files: [] });
  await send(supervisor, '{agencyNo}/repair-acceptance', no);
  await send(supervisor, '{agencyNo}/delisting', no);
  return tried;
}

/** The agency that has applied, as it stands when it is listed. */
async function ownListed(service: TestService): Promise<string> {
  const { rows } = await service.pool.query<{ agencyNo: string }>(
    'select agency_no as "agencyNo" from agencies where uscc = $1',
    [uscc],
  );
  return placeAgency(service, { agencyNo: rows[0]!.agencyNo, uscc, status: 'listed' });
}
