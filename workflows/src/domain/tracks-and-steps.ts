/** The order an enterprise may place: 80 or 50 working days, or 30 and less on demand. */
export const tracks = ['80', '50', '30'] as const;
export type Track = (typeof tracks)[number];

/** The five steps, in the order of every plan (which also breaks ties). */
export const stepCodes = [
  'project-initiation',
  'planning',
  'environmental-assessment',
  'fire-safety',
  'construction-permit',
] as const;
export type StepCode = (typeof stepCodes)[number];

export const taskCodes = [
  'record',
  'order-meeting',
  'planning-conditions',
  'scheme-design',
  'scheme-review',
  'eia-report',
  'eia-review',
  'construction-drawings',
  'drawing-review',
  'fire-review',
  'safety-registration',
  'construction-permit',
] as const;
export type TaskCode = (typeof taskCodes)[number];

/** Who reviews: the county departments that decide tasks. */
export const departments = ['DRC', 'ASC', 'NRP', 'EEB', 'FRD', 'HCB'] as const;
export type Department = (typeof departments)[number];

/** The 20 categories of the intermediary market. */
export const categories = [
  'ENG', 'GEO', 'DSN', 'DRW', 'MAP', 'EIA', 'ENE', 'SWC', 'HAZ', 'MIN',
  'SEI', 'SAF', 'OHS', 'LGT', 'FIR', 'CAD', 'CST', 'TND', 'SUP', 'VAL',
] as const; // prettier-ignore
export type Category = (typeof categories)[number];
