import { createContext, use, type ComponentType } from 'react';

/** What an own field of a page gets: it behaves like any field of a form. */
export interface OwnFieldProps {
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly id?: string;
}

/** Fields that a page shows in its own way, by name: an agency is chosen from the directory, a file is uploaded. */
export type OwnFields = Readonly<Record<string, ComponentType<OwnFieldProps>>>;

export const OwnFieldsContext = createContext<OwnFields>({});
export const useOwnFields = (): OwnFields => use(OwnFieldsContext);
