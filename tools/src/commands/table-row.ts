/** A line of a table: its title in so many columns from the left, its cells in so many each from the right. */
export const tableRow =
  (titleWidth: number, cellWidth: number) =>
  ([title = '', ...cells]: readonly string[]): string =>
    `${title.padEnd(titleWidth)}${cells.map((cell) => cell.padStart(cellWidth)).join('')}`;
