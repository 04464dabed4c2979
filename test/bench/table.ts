/** Prints a table for people: the first column to the left, the others to the right but for the last. */

export function printTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
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
