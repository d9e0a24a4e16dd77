import { createContext } from 'react';
import type { CommissionRecord } from './commission-facts.tsx';

interface Files {
  readonly commissionNo: string;
  readonly files: CommissionRecord['files'];
}

/** The files that a form of a commission can name. */
export const FilesOfCommission = createContext<Files>({ commissionNo: '', files: [] });
