interface Exported<Row> {
  readonly title: string;
  readonly text?: (row: Row) => string | number | null;
}

/** Signs with which a spreadsheet takes a cell for a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/u;

/** A cell of RFC 4180; a text that begins like a formula is kept from being one by an apostrophe. */
export function cellOf(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV with a head, marked as UTF-8 so that a spreadsheet reads its Chinese. */
export function csvOf<Row>(columns: readonly Exported<Row>[], rows: readonly Row[]): string {
  const exported = columns.flatMap(({ title, text }) => (text ? [{ title, text }] : []));
  const lines = [
    exported.map(({ title }) => title),
    ...rows.map((row) => exported.map(({ text }) => text(row))),
  ];
  return `\uFEFF${lines.map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`;
}
