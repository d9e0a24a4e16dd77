import { IsoDay, oneLine, type Fault } from '@doudi/infra/http';
import { categories, shanghaiDay, type Instant } from '@doudi/workflows';
import { z } from 'zod';

/** The id of a file that an agency has uploaded. */
export const FileId = z.uuid();

/** What an agency says of a qualification: its category, the certificate, its last valid day if it has one, the evidence. */
export const askedShape = {
  category: z.enum(categories),
  certificateNo: oneLine(60),
  /** the last valid day of the certificate; null of one without end */
  validThrough: IsoDay.nullable(),
  file: FileId,
};

/** A fault for a certificate that has expired. */
export const faultsOfEnd = (
  at: string,
  { validThrough }: { readonly validThrough: string | null },
  now: Instant,
): Fault[] => (validThrough !== null && validThrough < shanghaiDay(now) ? [{ at, fault: expired }] : []);

const expired = { zh: '证书已过期', en: 'the certificate has expired' };
