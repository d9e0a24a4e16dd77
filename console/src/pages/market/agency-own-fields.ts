import type { OwnFields } from '../../domain/form/field-context.ts';
import {
  CertificateFileField,
  CommitmentFileField,
  LicenceFileField,
  RepairFilesField,
} from './agency-file-field.tsx';

/** The files that an agency names in its requests: each is uploaded where it is asked for. */
export const agencyFields: OwnFields = {
  licence: LicenceFileField,
  commitment: CommitmentFileField,
  file: CertificateFileField,
  files: RepairFilesField,
};
