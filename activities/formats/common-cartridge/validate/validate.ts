/** Validates a cartridge against the rules of Common Cartridge that matter, in plain words. */
import { PackageError } from '../../../errors.js';
import { CANVAS_FOLDERS } from '../../canvas/paths.js';
import type { PackageSource } from '../../types.js';
import { resolvePath } from '../package-path.js';
import { checkDescriptorFile } from './descriptors.js';
import { checkFileLinks } from './links.js';
import { type CheckedResource, MANIFEST_PATH, readManifest } from './manifest.js';
import { checkManifestRules } from './manifest-rules.js';
import { complainAbout, type ReportProblem } from './problem.js';
import { checkQuestions } from './qti.js';
import type { TypedContent } from './versions.js';

export type { CartridgeProblem, ReportProblem } from './problem.js';

/** Texts larger than this are not read for their links. */
const MAX_TEXT = 50 * 2 ** 20;

/** Course files are other people's; what the writer makes lies elsewhere. */
const COURSE_FILES = `${CANVAS_FOLDERS.files}/`;

/**
 * Checks what XSD and Schematron of Common Cartridge 1.0 to 1.4 say of the manifest, its metadata and
 * authorizations, links, topics, tools, assignments and questions, and what they cannot say: that files exist, that
 * texts are UTF-8, that links to files lead somewhere. Problems are reported as they are found; the package is never
 * held. Rejects only when the package cannot be read, or with the reason of `signal`.
 */
export async function validateCartridge(
  source: PackageSource,
  report: ReportProblem,
  signal?: AbortSignal,
): Promise<void> {
  if (!source.entries.has(MANIFEST_PATH)) {
    complainAbout(report, MANIFEST_PATH)('manifest_missing', 'the package does not contain it.');
    return;
  }
  const manifest = await guarded(MANIFEST_PATH, report, () => readManifest(source, report, signal));
  if (manifest === undefined) return;
  checkManifestRules(manifest, source, report);
  for (const resource of manifest.resources.values()) await checkResource(resource, source, report, signal);
}

async function checkResource(
  { content, hrefs, folder }: CheckedResource,
  source: PackageSource,
  report: ReportProblem,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const href of hrefs) {
    signal?.throwIfAborted();
    const path = source.find(resolvePath(folder, href))?.path;
    if (path === undefined) continue;
    await checkText(path, source, report, signal);
    if (content !== undefined)
      await guarded(path, report, () => checkContent(path, content, source, report, signal));
  }
}

async function checkContent(
  path: string,
  { role, version }: TypedContent,
  source: PackageSource,
  report: ReportProblem,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (role === 'assessment' || role === 'questionBank')
    await checkQuestions(path, role, source, report, signal);
  else await checkDescriptorFile(role, path, version, source, report, signal);
}

async function checkText(
  path: string,
  source: PackageSource,
  report: ReportProblem,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isText = /\.(?:html?|xml|qti)$/i.test(path) && !path.startsWith(COURSE_FILES);
  if (!isText || (source.find(path)?.size ?? 0) > MAX_TEXT) return;
  const bytes = await source.read(path, MAX_TEXT, signal);
  const complain = complainAbout(report, path);
  try {
    checkFileLinks(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes), source, report);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    complain('not_utf8', 'the file is not UTF-8.');
  }
}

/** A file that cannot be parsed is a problem like any other. */
async function guarded<Result>(
  path: string,
  report: ReportProblem,
  run: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    report({ severity: 'error', code: 'not_well_formed', message: error.message, path });
    return undefined;
  }
}
