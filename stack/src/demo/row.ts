/** A line of the narration. */
export interface Row {
  readonly day: string;
  readonly orderNo: string;
  readonly subject: string;
  readonly light?: string;
  readonly what: string;
  /** used of budget, in working days */
  readonly days?: string;
}

/** Columns a terminal gives to each field. */
const widths = { day: 10, orderNo: 13, subject: 37, light: 11, what: 39, days: 5 } as const;
type Field = keyof typeof widths;

/** What the columns are. */
export const heading: Row = {
  day: 'office day',
  orderNo: 'order',
  subject: '环节 step',
  light: '灯 light',
  what: '当前经办 who holds the ball',
  days: 'used/budget',
};

/** The row as text in columns. */
export const rowText = (row: Row): string =>
  (Object.keys(widths) as Field[])
    .map((field) => pad(row[field] ?? '', widths[field]))
    .join(' ')
    .trimEnd();

// Chinese characters and full-width marks take two columns of a terminal (Unicode: East Asian Width W and F).
const wide = /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g;

const pad = (text: string, width: number) =>
  text + ' '.repeat(Math.max(0, width - text.length - (text.match(wide)?.length ?? 0)));
