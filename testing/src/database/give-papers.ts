import { createHash } from 'node:crypto';
import { paperKinds } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { asOwner } from './as-owner.ts';

/** Puts a paper of every kind into the pool of a project, long ago, as intake does; registers the project where nobody has. */
export const givePapers = (
  databaseUrl: string,
  { projectCode, uscc }: { readonly projectCode: string; readonly uscc: string },
  kinds: readonly string[] = paperKinds,
): Promise<void> =>
  asOwner(
    databaseUrl,
    sql`insert into intake.projects (code, name, uscc, enterprise_name, investment_yuan, land_hectares, industry, registered_by, registered_at)
        values (${projectCode}, '样例', ${uscc}, '虚构', 1, 1, 'C17', 'p-clerk', now()) on conflict do nothing`,
    ...kinds.map((kind) => {
      const id = createHash('sha256').update(`${projectCode} ${kind}`).digest('hex');
      return sql`
        insert into intake.papers (paper_no, request_key, project_code, uscc, kind, version, name, media_type, bytes, sha256, storage_key,
                                   given_by, given_at)
        values (${`P-${id.slice(0, 20)}`}, ${id}, ${projectCode}, ${uscc}, ${kind}, 1, ${`${kind}.pdf`}, 'application/pdf', 1, ${id},
                ${`papers/${id}`}, 'p-clerk', '2010-01-01')`;
    }),
  );

/** Replaces the paper of a kind that `givePapers` gave by a newer version, at an instant. */
export const replacePaper = (
  databaseUrl: string,
  { projectCode, kind, at }: { readonly projectCode: string; readonly kind: string; readonly at: Date },
): Promise<void> =>
  asOwner(
    databaseUrl,
    sql`insert into intake.papers (paper_no, request_key, project_code, uscc, kind, version, replaces, name, media_type, bytes, sha256,
                                   storage_key, given_by, given_at)
        select p.paper_no || '-2', p.request_key || '2', p.project_code, p.uscc, p.kind, 2, p.paper_no, p.name, p.media_type, p.bytes, p.sha256,
               p.storage_key || '2', p.given_by, ${at}
          from intake.papers p where p.project_code = ${projectCode} and p.kind = ${kind} and p.version = 1`,
  );
