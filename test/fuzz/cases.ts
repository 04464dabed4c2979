/** A case: one package, damaged at one level, told by the run's seed and the case's number. */
import { zipped } from './archive.js';
import { damageBytes } from './bytes.js';
import type { SeedFile, SeedPackage } from './corpus.js';
import { damageDocument } from './documents.js';
import { attributesOf, elementsOf } from './elements.js';
import { damageNames } from './names.js';
import { createRandom, type Random } from './random.js';
import { damageStructure } from './structure.js';

export const LEVELS = ['bytes', 'structure', 'names', 'documents'] as const;
export type Level = (typeof LEVELS)[number];

export interface FuzzCase {
  readonly number: number;
  readonly level: Level;
  readonly package: string;
  /** What was done to it. */
  readonly said: string;
  readonly bytes: Buffer;
}

/** The same seed, number and packages give the same bytes. */
export function makeCase(seed: number, number: number, corpus: readonly SeedPackage[]): FuzzCase {
  const random = createRandom(seed, number);
  const seedPackage = pickPackage(corpus, random);
  // Documents have by far the most ways to be wrong.
  const wanted = random.pick([...LEVELS, 'documents', 'documents'] as const);
  const isArchive = seedPackage.files.length > 0;
  const level = isArchive || (wanted === 'documents' && isXml(seedPackage)) ? wanted : 'bytes';
  return { number, level, package: seedPackage.name, ...damage(level, seedPackage, random) };
}

/** Small packages come oftener: they say as much and take less time. */
function pickPackage(corpus: readonly SeedPackage[], random: Random): SeedPackage {
  for (;;) {
    const one = random.pick(corpus);
    if (random.chance(1 / (1 + one.bytes.length / 40_000))) return one;
  }
}

function damage(
  level: Level,
  { bytes, files }: SeedPackage,
  random: Random,
): { bytes: Buffer; said: string } {
  switch (level) {
    case 'bytes':
      return damageBytes(bytes, random);
    case 'structure':
      return damageStructure(files, random);
    case 'names':
      return damageNames(files, random);
    case 'documents':
      return files.length === 0 ? damageFlat(bytes, random) : damageDocuments(files, random);
  }
}

function isXml({ bytes }: SeedPackage): boolean {
  return bytes.subarray(0, 100).includes('<');
}

function damageFlat(bytes: Buffer, random: Random): { bytes: Buffer; said: string } {
  const files = [{ path: 'imsmanifest.xml', content: bytes }];
  const { content, said } = damageDocument(bytes, { random, known: namesIn(files), files });
  return { bytes: content, said };
}

function damageDocuments(files: readonly SeedFile[], random: Random): { bytes: Buffer; said: string } {
  const documents = files.filter(({ path }) => /\.(xml|html?|qti)$/i.test(path));
  if (documents.length === 0) return damageNames(files, random);
  const known = namesIn(files);
  const changed = new Map<string, Buffer>();
  const all: string[] = [];
  for (let left = random.pick([1, 1, 2, 3]); left > 0; left -= 1) {
    const manifests = documents.filter(({ path }) => path.endsWith('imsmanifest.xml'));
    const file = random.pick(manifests.length > 0 && random.chance(0.3) ? manifests : documents);
    const { content, said } = damageDocument(changed.get(file.path) ?? file.content, {
      random,
      known,
      files,
    });
    changed.set(file.path, content);
    all.push(`${file.path}: ${said}`);
  }
  const bytes = zipped(files.map((file) => ({ ...file, content: changed.get(file.path) ?? file.content })));
  return { bytes, said: all.join(' | ') };
}

const NAMING = /^(identifier|identifierref|ident|href|id|linkrefid)$/i;
const MOST_NAMES = 400;
const known = new WeakMap<readonly SeedFile[], readonly string[]>();

/** What documents of the package call each other by. */
function namesIn(files: readonly SeedFile[]): readonly string[] {
  const found = known.get(files) ?? collectNames(files);
  known.set(files, found);
  return found;
}

function collectNames(files: readonly SeedFile[]): string[] {
  const names = new Set(files.map(({ path }) => path));
  for (const { path, content } of files) {
    if (!/\.(xml|qti)$/i.test(path) || content.length > 500_000) continue;
    const text = content.toString('utf8');
    for (const element of elementsOf(text)) {
      for (const { name, value } of attributesOf(text, element)) if (NAMING.test(name)) names.add(value);
      if (names.size > MOST_NAMES) return [...names];
    }
  }
  return [...names];
}
