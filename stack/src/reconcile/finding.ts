/** One difference between the stores. */
export interface Finding {
  /** number of the order, case or commission */
  readonly about: string;
  /** one sentence, without a full stop */
  readonly says: string;
  /** puts the rows right; no service may run */
  readonly mendRows?: () => Promise<unknown>;
  /** has running workflows write their state again; the services run */
  readonly mendWorkflow?: () => Promise<unknown>;
  /** what a person is asked to decide, where it is one of these */
  readonly asks?: { readonly what: 'start anew' | 'register project'; readonly of: string };
}

/** Nothing but a decision of a person puts it right. */
export const isForPerson = ({ mendRows, mendWorkflow }: Finding): boolean => !mendRows && !mendWorkflow;

export const keyOf = ({ about, says }: Finding): string => `${about} ${says}`;
