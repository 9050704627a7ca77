/** A spreadsheet runs a cell that begins so. An apostrophe before it makes it a text. */
const FORMULA = /^'*[=+\-@\t\r]/;

export const withoutFormula = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Takes back the apostrophe of `withoutFormula`. */
export const withFormula = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
