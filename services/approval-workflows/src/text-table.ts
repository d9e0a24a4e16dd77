/** A column of a printed table; numbers stand at its right edge. */
export interface Column {
  readonly head: string;
  readonly isNumber?: boolean;
}

/** Rows in blocks with a line between them; every column is as wide as its widest cell. */
export function textTable(columns: readonly Column[], blocks: readonly (readonly string[][])[]): string[] {
  const head = columns.map((column) => column.head);
  const widths = columns.map((_, i) =>
    Math.max(...[[head], ...blocks].flat().map((row) => widthOf(row[i] ?? ''))),
  );
  const line = widths.map((width) => '-'.repeat(width)).join('  ');
  const text = (row: readonly string[]) =>
    widths
      .map((width, i) => padded(row[i] ?? '', width, columns[i]?.isNumber ?? false))
      .join('  ')
      .trimEnd();
  return [text(head), ...blocks.flatMap((block) => [line, ...block.map(text)])];
}

// Chinese characters and full-width marks take two columns (Unicode: East Asian Width W and F).
const wide = /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g;

/** Columns a text takes where every letter has the same width. */
export const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

function padded(text: string, width: number, isNumber: boolean): string {
  const space = ' '.repeat(width - widthOf(text));
  return isNumber ? space + text : text + space;
}
