/** Takes a real package through a course and out again: what was read, what was written, and what comes of reading that. */
import type { CourseRecord } from '../../activities/course/collections.js';
import { UnsupportedError } from '../../activities/errors.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { detectPackage } from '../../activities/formats/detect.js';
import { readerOf } from '../../activities/formats/registry.js';
import type { FormatId, PackageSource } from '../../activities/formats/types.js';
import { type Exported, exportCourse } from './cartridge-export.js';
import { type ReadPackage, readPackage } from './read-package.js';
import { differencesBetween, isListed, recordsIn, showDifference } from './round-trip.js';
import { openSharedPackage, packageCounts, sharedPackages } from './shared-packages.js';

export interface PackageRoundTrip {
  readonly source: PackageSource;
  readonly format: FormatId;
  /** Of the export: the nearest to that of the package. */
  readonly version: CartridgeVersion;
  readonly imported: ReadPackage;
  readonly course: readonly CourseRecord[];
  readonly exported: Exported;
  readonly back: ReadPackage;
  readonly courseBack: readonly CourseRecord[];
}

/** The packages of a folder that are of one of these formats. */
export async function readablePackagesIn(folder: string, formats: readonly FormatId[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of sharedPackages(folder)) if (await isOneOf(formats, path)) found.push(path);
  return found;
}

async function isOneOf(formats: readonly FormatId[], path: string): Promise<boolean> {
  try {
    const { format } = await detectPackage(await openSharedPackage(path));
    return formats.includes(format);
  } catch (error) {
    if (error instanceof UnsupportedError) return false;
    throw error;
  }
}

/** What a package was read as. */
export interface PackageCourse {
  readonly source: PackageSource;
  readonly format: FormatId;
  readonly imported: ReadPackage;
  readonly course: readonly CourseRecord[];
  readonly contentOf: (sha256: string) => Uint8Array;
}

export async function courseOf(path: string): Promise<PackageCourse> {
  const source = await openSharedPackage(path);
  const detected = await detectPackage(source);
  const imported = await readPackage(readerOf(detected, path), source);
  const contentOf = await contentsOf(source, imported);
  return { source, format: detected.format, imported, course: recordsIn(imported), contentOf };
}

/** Reads a package, writes its course, and reads what was written. */
export async function roundTripOf(path: string): Promise<PackageRoundTrip> {
  const { contentOf, ...read } = await courseOf(path);
  const version = /^1\.[34]/.test(packageCounts()[path]?.schemaversion ?? '') ? '1.3' : '1.1';
  const dialect = read.format === 'canvas_cartridge' ? 'canvas' : 'standard';
  const exported = await exportCourse(read.course, { version, dialect }, contentOf);
  const written = exported.sink.source();
  const back = await readPackage(readerOf(await detectPackage(written), path), written);
  return { ...read, version, exported, back, courseBack: recordsIn(back) };
}

/** What came back otherwise, or did not, without a word of the export. */
export function silentDifferences({ course, courseBack, exported, version }: PackageRoundTrip): string[] {
  const silent = differencesBetween(course, courseBack, exported.entries).filter(
    ({ kind, field, told }) => !told && !isListed(['replaced', 'added'], kind, field, version),
  );
  return silent.map(showDifference);
}

async function contentsOf(
  source: PackageSource,
  { records: { files = [] } }: ReadPackage,
): Promise<(sha256: string) => Uint8Array> {
  const wanted = new Set(files.map(({ sha256 }) => sha256));
  const contents = new Map<string, Uint8Array>();
  for (const { path, sha256, size } of source.entries.values())
    if (wanted.has(sha256)) contents.set(sha256, await source.read(path, size));
  return (sha256) => {
    const bytes = contents.get(sha256);
    if (bytes === undefined) throw new Error(`The package has no file of the hash ${sha256}.`);
    return bytes;
  };
}
