/** A few hundred damaged copies of the sample course; `fuzz.ts` runs thousands, of other people's packages too. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, makeCase } from './cases.js';
import { checkConversion } from './check-conversion.js';
import { type SeedPackage, sampleCorpus } from './corpus.js';

const SEED = 20_240_601;
const CASES = 300;

let corpus: SeedPackage[];
beforeAll(async () => {
  corpus = await sampleCorpus();
});

describe('the fuzzer', () => {
  it('makes the same case of the same seed and number', () => {
    for (let number = 0; number < 20; number += 1) {
      expect(makeCase(SEED, number, corpus)).toEqual(makeCase(SEED, number, corpus));
    }
    expect(makeCase(SEED + 1, 0, corpus).bytes.equals(makeCase(SEED, 0, corpus).bytes)).toBe(false);
  });

  it('finds nothing wrong with the sample course as it is', async () => {
    const [sample] = corpus;
    expect(await checkConversion(sample?.bytes ?? Buffer.alloc(0))).toEqual({
      ending: 'converted',
      faults: [],
    });
  });
});

describe('a damaged sample course', () => {
  const endings = new Set<string>();

  it(`ends in a course or in a sentence, ${CASES} times`, async () => {
    const findings: string[] = [];
    for (let number = 0; number < CASES; number += 1) {
      const { bytes, level, said } = makeCase(SEED, number, corpus);
      const { ending, faults } = await checkConversion(bytes);
      endings.add(`${level} ${ending}`);
      if (faults.length > 0) findings.push(`case ${number}, ${said}: ${faults.join('; ')}`);
    }
    expect(findings).toEqual([]);
  });

  it('is read in part as often as it is refused, at every level', () => {
    for (const level of LEVELS) {
      expect(endings).toContain(`${level} converted`);
      expect(endings).toContain(`${level} PackageError`);
    }
  });
});
