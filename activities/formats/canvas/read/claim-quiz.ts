/** Finds the files of a quiz: settings, questions and their copy, each read for one quiz. */
import type { ManifestResource } from '../../common-cartridge/manifest-types.js';
import { CANVAS_FOLDERS } from '../paths.js';
import type { CatalogueBuilder } from './catalogue-builder.js';
import { pathsOf } from './resource-paths.js';

const ASSESSMENTS = `${CANVAS_FOLDERS.assessments}/`;

/** The resource of the settings of a quiz or topic. */
export function metaOf(resource: ManifestResource, { manifest, metaOf: metas }: CatalogueBuilder) {
  const meta = resource.dependencies.find((dependency) => metas.get(dependency) === resource.identifier);
  return meta === undefined ? undefined : manifest.resources.get(meta);
}

export function claimQuiz(resource: ManifestResource, builder: CatalogueBuilder): void {
  const id = resource.identifier;
  const metaResource = metaOf(resource, builder);
  const paths = [...resource.files, ...(metaResource?.files ?? [])].map((path) => builder.pathOf(path));
  const find = (fits: (path: string) => boolean, otherwise: string) =>
    paths.find(fits) ?? builder.free(otherwise);
  const isMeta = (path: string) => path.endsWith('/assessment_meta.xml');
  const isQti = (path: string) => path.startsWith(ASSESSMENTS);
  const of = {
    meta: find(isMeta, `${id}/assessment_meta.xml`),
    qti: find(isQti, `${ASSESSMENTS}${id}.xml.qti`),
    common: paths.find((path) => !isMeta(path) && !isQti(path)),
  };
  const [meta, qti, common] = [of.meta, of.qti, of.common].map((path) => unread(path, builder));
  const twin = builder.ownerOf(of.qti ?? of.common ?? '');
  if (twin !== undefined && meta === undefined && qti === undefined && common === undefined) {
    claimTwin([resource, metaResource], twin, builder);
    return;
  }
  builder.quizzes.set(id, {
    id,
    resource,
    ...(metaResource === undefined ? {} : { metaResource }),
    ...(meta === undefined ? {} : { meta }),
    ...(qti === undefined ? {} : { qti }),
    ...(common === undefined ? {} : { commonQti: common }),
  });
  for (const path of [meta, qti, common]) if (path !== undefined) builder.take(path, id);
}

/** Two resources of one quiz. */
function claimTwin(
  resources: readonly (ManifestResource | undefined)[],
  owner: string,
  { twins }: CatalogueBuilder,
): void {
  for (const resource of resources) if (resource !== undefined) twins.set(resource.identifier, owner);
}

/** A file of a quiz, when no other quiz is read from it. */
function unread(path: string | undefined, builder: CatalogueBuilder): string | undefined {
  return path !== undefined && builder.quizzes.has(builder.ownerOf(path) ?? '') ? undefined : path;
}

/** The settings of a quiz that the manifest does not name. */
export function claimLooseMeta(resource: ManifestResource, builder: CatalogueBuilder): void {
  const paths = pathsOf(resource, builder);
  const meta = paths.find((path) => path.endsWith('/assessment_meta.xml')) ?? '';
  const id = meta.split('/').at(-2) ?? resource.identifier;
  builder.take(meta, id);
  if (builder.quizzes.has(id)) return;
  const named = paths.find((path) => path.startsWith(ASSESSMENTS) && builder.free(path) !== undefined);
  const qti = named ?? builder.free(`${ASSESSMENTS}${id}.xml.qti`);
  const commonQti = builder.free(`${id}/assessment_qti.xml`);
  for (const path of [qti, commonQti]) if (path !== undefined) builder.take(path, id);
  builder.quizzes.set(id, {
    id,
    metaResource: resource,
    meta,
    ...(qti === undefined ? {} : { qti }),
    ...(commonQti === undefined ? {} : { commonQti }),
  });
}
