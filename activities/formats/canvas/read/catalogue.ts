/** Sorts the resources of a Canvas manifest, and the files it does not name, into the objects they are parts of. */
import type { Manifest, ManifestResource } from '../../common-cartridge/manifest-types.js';
import type { PackageSource } from '../../types.js';
import { finishCatalogue, startCatalogue } from './catalogue-builder.js';
import type { Catalogue, LooseQuestions } from './catalogue-types.js';
import { claimEntry } from './claim-entry.js';
import { claimResource } from './claim-resource.js';
import type { Pace } from './reading.js';

/**
 * Lists what a cartridge holds. Every resource is in exactly one part, and so is every file; parts may name files that
 * the package does not contain.
 */
export async function catalogue(
  manifest: Manifest,
  source: PackageSource,
  looseQuestions: LooseQuestions,
  pace: Pace,
): Promise<Catalogue> {
  const builder = startCatalogue(manifest, source, looseQuestions);
  for (const resource of ownersFirst(manifest)) {
    claimResource(resource, builder);
    await pace();
  }
  for (const path of settingsFirst(source.entries.keys())) {
    claimEntry(path, builder);
    await pace();
  }
  return finishCatalogue(builder);
}

/** Quizzes and topics know the files of their settings, whatever other resource names them too. */
function ownersFirst({ resources }: Manifest): ManifestResource[] {
  const isOwner = ({ kind }: ManifestResource) => kind === 'assessment' || kind === 'discussionTopic';
  const list = [...resources.values()];
  return [...list.filter(isOwner), ...list.filter((resource) => !isOwner(resource))];
}

/** Settings of quizzes and assignments claim the files beside them. */
function settingsFirst(paths: Iterable<string>): string[] {
  const list = [...paths];
  const first = list.filter((path) => /\/(assessment_meta|assignment_settings)\.xml$/.test(path));
  return [...first, ...list];
}
