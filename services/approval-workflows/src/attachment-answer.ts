import { IsoInstant } from '@doudi/infra/http';
import { paperTypes } from '@doudi/infra/storage';
import { shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import type { CaseAttachment } from './case-attachments.ts';

/** Files of one case, each of at most 20 MiB: it is settled with scans and photographs, not with sets of drawings. */
export const mostFiles = 20;
export const attachable = { types: paperTypes, mostBytes: 20_971_520 };

/** A file that was given with a case. */
export const Attachment = z
  .strictObject({
    /** the case it was given with: this one, or one that was merged into it */
    caseNo: z.string(),
    no: z.int().min(1).max(mostFiles),
    name: z.string(),
    type: z.enum(paperTypes),
    bytes: z.int().min(1).max(attachable.mostBytes),
    /** SHA-256 of the content */
    hash: z.string(),
    at: IsoInstant,
    /** the subject id of who gave it */
    by: z.string(),
    /** where its content is downloaded */
    href: z.string(),
  })
  .meta({ id: 'CaseAttachment' });

export const hrefOf = ({ caseNo, no }: Pick<CaseAttachment, 'caseNo' | 'no'>): string =>
  `/v1/cases/${caseNo}/attachments/${no}`;

export const showAttachment = (one: CaseAttachment): z.output<typeof Attachment> => ({
  ...{ caseNo: one.caseNo, no: one.no, name: one.name, type: one.mediaType, bytes: one.bytes },
  ...{ hash: one.sha256, at: shanghaiIso(one.givenAt.getTime()), by: one.givenBy, href: hrefOf(one) },
});
