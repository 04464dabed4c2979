/** Real packages of other people's, kept beside the project: where they are on this machine, and how to open them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectPackage } from '../../activities/formats/detect.js';
import type { PackageSource } from '../../activities/formats/types.js';
import { createPackageSource } from '../../activities/package/package-source.js';
import { contentsOfZip, packageOf } from './package-source.js';

const FOLDER = process.env.CARTWRIGHT_PACKAGES ?? '../shared/packages';

/** The folder, or `undefined` when this machine has none. */
export const SHARED_PACKAGES = existsSync(FOLDER) ? FOLDER : undefined;

/** The packages of one sub-folder, as `folder/name`, sorted. */
export function sharedPackages(folder: string): string[] {
  if (SHARED_PACKAGES === undefined) return [];
  return readdirSync(join(SHARED_PACKAGES, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

export function readShared(path: string): Buffer {
  return readFileSync(join(SHARED_PACKAGES ?? FOLDER, path));
}

/** The whole archive, or the one file of a flat cartridge. */
export async function openShared(path: string): Promise<PackageSource> {
  const bytes = readShared(path);
  if (path.endsWith('.xml')) return packageOf({ 'imsmanifest.xml': bytes }, path);
  return createPackageSource({ ...(await contentsOfZip(bytes, path)), root: '' });
}

/** The package as its reader gets it: below the folder that holds its manifest. */
export async function openSharedPackage(path: string): Promise<PackageSource> {
  const whole = await openShared(path);
  const { root } = await detectPackage(whole);
  if (root === '') return whole;
  return createPackageSource({ ...(await contentsOfZip(readShared(path), path)), root });
}

/** What was counted in a package by other means. */
export interface PackageCounts {
  readonly files?: number;
  readonly schema?: string;
  readonly schemaversion?: string;
  readonly resources?: Readonly<Record<string, number>>;
  readonly resources_total?: number;
  readonly intendeduse?: Readonly<Record<string, number>>;
  readonly missing_files?: number;
  readonly organization?: {
    readonly top_level: number;
    readonly items: number;
    readonly items_with_resource: number;
    readonly folders: number;
    readonly dangling?: number;
  };
  readonly qti12?: Readonly<Record<string, number>>;
}

export function packageCounts(): Readonly<Record<string, PackageCounts>> {
  if (SHARED_PACKAGES === undefined) return {};
  const { packages } = JSON.parse(readShared('counts.json').toString('utf8'));
  return packages as Readonly<Record<string, PackageCounts>>;
}
