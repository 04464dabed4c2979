/** The manifest of a package of questions: programs name files otherwise than they pack them, or write none at all. */
import type { Notice } from '../../../course/ledger.js';
import type { LooseQuestions } from '../../canvas/read/catalogue-types.js';
import { MANIFEST_PATH, readManifest } from '../../common-cartridge/manifest.js';
import type { Manifest, ManifestResource } from '../../common-cartridge/manifest-types.js';
import { mainFile } from '../../common-cartridge/plan.js';
import type { PackageSource } from '../../types.js';

/** Reads the manifest, and makes its resources fit the files of questions there are. Throws `PackageError`. */
export async function readQuestionManifest(
  source: PackageSource,
  files: LooseQuestions,
  signal: AbortSignal,
): Promise<Manifest> {
  if (source.find(MANIFEST_PATH) === undefined) return NO_MANIFEST;
  const manifest = await readManifest(source, { signal });
  const named = new Set([...manifest.resources.values()].flatMap((resource) => resource.files));
  const free = new Set([...files.keys()].filter((path) => !named.has(path)));
  const notices: Notice[] = [...manifest.notices];
  const resources = [...manifest.resources.values()].map((resource) => {
    const found = underOtherName(resource, source, free);
    if (found === undefined) return withKind(resource, files);
    free.delete(found);
    notices.push(otherName(manifest, resource, found));
    return withKind(withMain(resource, found), files);
  });
  for (const path of free) notices.push(notNamed(manifest, path));
  return { ...manifest, notices, resources: new Map(resources.map((one) => [one.identifier, one])) };
}

/** What is said by a package that has no manifest: nothing. */
const NO_MANIFEST: Manifest = {
  path: '',
  identifier: '',
  roles: [],
  items: [],
  resources: new Map(),
  lost: [],
  notices: [],
};

function isOfQuestions({ kind }: ManifestResource): boolean {
  return kind === 'assessment' || kind === 'questionBank';
}

/** Some programs pack `Week_1.xml` and name `Week 1.xml`: the file that is left, whose name has the same letters. */
function underOtherName(
  resource: ManifestResource,
  { entries }: PackageSource,
  free: ReadonlySet<string>,
): string | undefined {
  const named = mainFile(resource);
  if (!isOfQuestions(resource) || named === undefined || entries.has(named)) return undefined;
  const alike = [...free].filter((path) => letters(path) === letters(named));
  return alike.length === 1 ? alike[0] : undefined;
}

function letters(path: string): string {
  return path
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}./]/gu, '');
}

function withMain(resource: ManifestResource, path: string): ManifestResource {
  const named = mainFile(resource);
  const { href: _, ...others } = resource;
  return { ...others, files: [path, ...resource.files.filter((one) => one !== named)] };
}

/**
 * Types tell quizzes from banks in cartridges alone; in other packages the file does. It comes first, before settings
 * and pictures that some programs list with it.
 */
function withKind(resource: ManifestResource, files: LooseQuestions): ManifestResource {
  if (!isOfQuestions(resource)) return resource;
  const main = resource.files.find((path) => files.has(path)) ?? mainFile(resource) ?? '';
  const kind = files.get(main) === 'questionBank' ? 'questionBank' : 'assessment';
  return { ...resource, kind, files: [main, ...resource.files.filter((one) => one !== main)] };
}

function otherName({ path }: Manifest, resource: ManifestResource, found: string): Notice {
  const element = `resource "${resource.identifier}"`;
  const message = `${path}: ${element} names "${mainFile(resource)}", which the package does not contain; "${found}" was taken for it.`;
  return { severity: 'warning', code: 'other_name', message, path, element };
}

function notNamed(manifest: Manifest, path: string): Notice {
  const message = `${path}: ${manifest.path} does not name this file; its questions were imported all the same.`;
  return { severity: 'warning', code: 'not_in_manifest', message, path };
}
