/** A calendar day of Asia/Shanghai as `yyyy-mm-dd`. */
export type Day = string & { readonly day: true };

/** The holidays of the yearly notices, two that fell together among them. */
export const holidayCodes = [
  'new-year',
  'spring-festival',
  'tomb-sweeping-day',
  'labour-day',
  'dragon-boat-festival',
  'mid-autumn-festival',
  'national-day',
  'mid-autumn-and-national-day',
] as const;
export type HolidayCode = (typeof holidayCodes)[number];

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
  /** of a day in `off` the holiday it belongs to, of one in `work` the holiday it is worked for; where known */
  readonly names?: Readonly<Record<string, HolidayCode>>;
}
