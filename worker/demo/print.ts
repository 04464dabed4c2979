/** What the demo shows: the selection tree, ledger, issues, what went where. */
import type { SelectiveNode, StoredIssueLine } from './types.js';

type Print = (line?: string) => void;

export function heading(print: Print, text: string): void {
  print();
  print(text);
  print('-'.repeat(text.length));
}

/** Two levels of the tree, at most `most` nodes of a type. */
export function printTree(
  print: Print,
  nodes: readonly SelectiveNode[],
  children: ReadonlyMap<string, readonly SelectiveNode[]>,
  most = 8,
): void {
  for (const node of nodes) {
    const count = node.count === undefined ? '' : ` (${node.count})`;
    print(`  ${node.title}${count}   ${node.property ?? ''}`);
    printNodes(print, children.get(node.type) ?? [], '    ', most);
  }
}

function printNodes(print: Print, nodes: readonly SelectiveNode[], indent: string, most: number): void {
  for (const node of nodes.slice(0, most)) {
    print(
      `${indent}- ${node.title}${node.linked_resource === undefined ? '' : ` (with its ${node.linked_resource.type})`}`,
    );
    printNodes(print, node.sub_items ?? [], `${indent}  `, most);
  }
  if (nodes.length > most) print(`${indent}  ... and ${nodes.length - most} more`);
}

export function printTable(
  print: Print,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const all = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  for (const row of all) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    print(`  ${cells.join('  ')}`);
  }
}

/** The first issues of a job with `total`; `good` is what their absence means. */
export function printIssues(
  print: Print,
  issues: readonly StoredIssueLine[],
  total: number,
  good: string,
): void {
  if (total === 0) print(`  none: ${good}.`);
  for (const { severity, message } of issues) print(`  ${severity.padEnd(7)} ${message}`);
  if (total > issues.length) print(`  ... and ${total - issues.length} more`);
}
