/** docs/configuration.md says what the table of settings says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultOf, type Variable, type VariableTable } from '../../worker/config/variable.js';
import { VARIABLE_GROUPS } from '../../worker/config.js';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const groups: Readonly<Record<string, VariableTable>> = VARIABLE_GROUPS;

function row(name: string, variable: Variable): string {
  const value = defaultOf(variable);
  const shown =
    value === undefined ? '**has to be set**' : value.startsWith('(') ? value.slice(1, -1) : `\`${value}\``;
  return `| \`${name}\` | ${shown} | ${variable.summary} |`;
}

function section(heading: string): string[] {
  const [, text = ''] = page.split(`\n## ${heading}\n`);
  return (text.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
}

describe('docs/configuration.md', () => {
  it.each(Object.keys(groups))('lists every setting under "%s" with its default', (heading) => {
    const rows = Object.entries(groups[heading] ?? {}).map(([name, variable]) => row(name, variable));
    expect(section(heading)).toEqual(rows);
  });
});
