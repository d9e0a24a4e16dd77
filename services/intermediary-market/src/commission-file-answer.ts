import { fixedLimits, IsoInstant } from '@doudi/infra/http';
import { paperTypes } from '@doudi/infra/storage';
import { filePurposes, fileSides, shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import type { CommissionFile } from './commission-files.ts';

/** A result becomes a paper, so its files are what papers are. */
export const takenCommissionFiles = { types: paperTypes, mostBytes: fixedLimits.upload.usual };

/** A file of a commission; `round` is the one in which it was given. */
export const CommissionFileAnswer = z
  .strictObject({
    fileNo: z.int().min(1),
    purpose: z.enum(filePurposes),
    round: z.int().min(1),
    side: z.enum(fileSides),
    name: z.string(),
    mediaType: z.enum(paperTypes),
    bytes: z.int().min(1),
    sha256: z.string(),
    by: z.string(),
    at: IsoInstant,
    /** where its content is downloaded */
    href: z.string(),
  })
  .meta({ id: 'CommissionFile' });

export const hrefOf = ({ commissionNo, fileNo }: CommissionFile) =>
  `/v1/commissions/${commissionNo}/files/${fileNo}`;

export const showCommissionFile = (file: CommissionFile): z.output<typeof CommissionFileAnswer> => {
  const { fileNo, purpose, round, side, name, mediaType, bytes, sha256 } = file;
  return {
    ...{ fileNo, purpose, round, side, name, mediaType, bytes, sha256, by: file.givenBy },
    ...{ at: shanghaiIso(file.givenAt.getTime()), href: hrefOf(file) },
  };
};
