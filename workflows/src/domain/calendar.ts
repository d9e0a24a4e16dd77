/** A calendar day of Asia/Shanghai as `yyyy-mm-dd`. */
export type Day = string & { readonly day: true };

/**
 * What makes a day a working day. Weekends that are not listed are off, weekdays that are not listed are worked.
 * Source: the yearly notice of the General Office of the State Council.
 */
export interface Calendar {
  readonly version: string;
  /** the last day whose notice is known; dates beyond it are provisional */
  readonly publishedThrough: Day;
  /** holidays, weekend days within them included */
  readonly off: readonly Day[];
  /** make-up working days: Saturdays and Sundays that are worked */
  readonly work: readonly Day[];
}
