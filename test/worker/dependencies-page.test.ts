/** docs/dependencies.md lists the packages of package.json, each with its reason. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/dependencies.md');
const declared = JSON.parse(read('package.json'));

interface Row {
  readonly packages: readonly string[];
  readonly reason: string;
}

function rows(heading: string): Row[] {
  const [, text = ''] = page.split(`\n## ${heading}\n`);
  const lines = (text.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => {
    const [, names = '', reason = ''] = line.split('|');
    return {
      packages: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      reason: reason.trim(),
    };
  });
}

describe('docs/dependencies.md', () => {
  it.each([
    ['At run time', 'dependencies'],
    ['For development', 'devDependencies'],
  ])('lists under "%s" the %s of package.json, no more and no less', (heading, field) => {
    const listed = rows(heading).flatMap(({ packages }) => packages);
    expect(listed.toSorted()).toEqual(Object.keys(declared[field]).toSorted());
  });

  it('gives a reason for each', () => {
    const bare = [...rows('At run time'), ...rows('For development')].filter(({ reason }) => reason === '');
    expect(bare).toEqual([]);
  });
});
