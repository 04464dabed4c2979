/** Prints a table for people: the first column to the left, the others to the right but for the last. */

/** How a table is made from runs of one kind. */
export interface Table<Run> {
  readonly header: readonly string[];
  rows(runs: readonly Run[]): (string | number)[][];
}

/** Prints nothing when there is no row. */
export function printTable<Run>(table: Table<Run>, runs: readonly Run[]): void {
  const rows = table.rows(runs);
  if (rows.length > 0) printRows(table.header, rows);
  console.log();
}

function printRows(header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const all = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const last = header.length - 1;
  for (const row of all) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      if (column === last) return cell;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(cells.join('  ').trimEnd());
  }
}

/** The value that `share` of all values lie below. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}
