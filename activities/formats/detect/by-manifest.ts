/** What a package is by its imsmanifest.xml. */
import { UnsupportedError } from '../../errors.js';
import { CANVAS_PATHS } from '../canvas/paths.js';
import { readManifest } from '../common-cartridge/manifest.js';
import type { Manifest } from '../common-cartridge/manifest-types.js';
import type { PackageSource } from '../types.js';
import { detectByRootElement } from './by-root-element.js';
import { folderView } from './folder-view.js';
import { readHead } from './read-head.js';
import { PRODUCT_NAMESPACES, PRODUCT_TYPES, READABLE } from './signatures.js';
import type { DetectedPackage } from './types.js';

/** Namespaces stand in the first element; it is never longer. */
const HEAD = 2 ** 16;

/** Throws `PackageError` when the manifest is not well-formed. */
export async function detectByManifest(
  source: PackageSource,
  path: string,
  signal?: AbortSignal,
): Promise<DetectedPackage> {
  const { root, folder, manifest, types, has } = await openManifest(source, path, signal);
  const { schema = '' } = manifest;
  if (/common cartridge/i.test(schema)) return { ...cartridge(manifest, folder), root };
  const head = await readHead(source, path, HEAD, signal);
  if (areBlackboardQuestions(has)) return { ...BLACKBOARD_QUESTIONS, root };
  const product =
    PRODUCT_NAMESPACES.find(({ namespace }) => namespace.test(head))?.product ??
    PRODUCT_TYPES.find(({ type }) => has(type))?.product;
  if (product !== undefined)
    throw new UnsupportedError(`${source.name}: this is ${product}. ${READABLE}`, { path });
  if (has(SURELY_CARTRIDGE)) return { ...cartridge(manifest, folder), root };
  const qti = qtiVersion(types, schema, head);
  if (qti !== undefined) return { format: 'qti', ...(await versionOf(qti, folder, signal)), root };
  if (has(MAYBE_CARTRIDGE)) return { ...cartridge(manifest, folder), root };
  throw new UnsupportedError(
    `${source.name}: this is an IMS content package${schema === '' ? '' : ` (${schema})`} with nothing in it that marks a cartridge or questions. ${READABLE}`,
    { path },
  );
}

/**
 * Blackboard's export of tests, surveys and question pools, told from that of a course, which holds them too;
 * `undefined` when it is none. Throws `PackageError` when the manifest is not well-formed.
 */
export async function detectBlackboardQuestions(
  source: PackageSource,
  path: string,
  signal?: AbortSignal,
): Promise<DetectedPackage | undefined> {
  const { root, has } = await openManifest(source, path, signal);
  return areBlackboardQuestions(has) ? { ...BLACKBOARD_QUESTIONS, root } : undefined;
}

const BLACKBOARD_QUESTIONS = { format: 'qti', version: '1.2' } as const;

type HasType = (shape: RegExp) => boolean;

function areBlackboardQuestions(has: HasType): boolean {
  const isCourse = has(
    /^course\/x-bb-coursesetting|^resource\/x-bb-(document|discussionboard|announcement)/i,
  );
  return has(/^assessment\/x-bb-qti-(pool|test|survey)$/i) && !isCourse;
}

async function openManifest(source: PackageSource, path: string, signal: AbortSignal | undefined) {
  const root = path.slice(0, path.lastIndexOf('/') + 1);
  const folder = folderView(source, root);
  const manifest = await readManifest(folder, {
    ...(signal === undefined ? {} : { signal }),
    path: path.slice(root.length),
  });
  const types = [...manifest.resources.values()].map(({ type }) => type);
  const has: HasType = (shape) => types.some((type) => shape.test(type));
  return { root, folder, manifest, types, has };
}

/** Types that only cartridges have; some come without the schema's name. */
const SURELY_CARTRIDGE = /^imsqti_[^/]*\/imscc_xmlv|^ims(dt|wl)_xmlv/i;
/** Types that packages of questions have too. */
const MAYBE_CARTRIDGE = /^associatedcontent\/imscc_xmlv|^imsbasiclti_xmlv/i;

function cartridge(
  manifest: Manifest,
  { entries }: Pick<PackageSource, 'entries'>,
): Pick<DetectedPackage, 'format' | 'version'> {
  const names = (path: string) =>
    entries.has(path) || [...manifest.resources.values()].some(({ files }) => files.includes(path));
  const isCanvas = names(CANVAS_PATHS.marker) || names(CANVAS_PATHS.courseSettings);
  const version = cartridgeVersion(manifest);
  return {
    format: isCanvas ? 'canvas_cartridge' : 'common_cartridge',
    ...(version === undefined ? {} : { version }),
  };
}

/** As the schema says, else as the types of resources do. */
function cartridgeVersion({ schemaVersion = '', resources }: Manifest): string | undefined {
  const [stated] = /\d+\.\d+/.exec(schemaVersion) ?? [];
  if (stated !== undefined) return stated;
  for (const { type } of resources.values()) {
    const [, major, minor] = /(?:imscc_xmlv|ims(?:dt|wl)_xmlv)(\d)p(\d)/i.exec(type) ?? [];
    if (major !== undefined) return `${major}.${minor}`;
  }
  return undefined;
}

/** As the manifest says, else as the files do. */
async function versionOf(
  said: string,
  folder: PackageSource,
  signal: AbortSignal | undefined,
): Promise<Pick<DetectedPackage, 'version'>> {
  const version = said === '' ? (await detectByRootElement(folder, signal))?.version : said;
  return version === undefined ? {} : { version };
}

/** Empty when it is QTI of a version that is not said; `undefined` when it is none. */
function qtiVersion(types: readonly string[], schema: string, head: string): string | undefined {
  const type = types.find((one) => /^ims_?qti/i.test(one));
  const isQti = type !== undefined || /qti/i.test(schema) || /xsd\/qti\//i.test(head);
  if (!isQti) return undefined;
  const [, major, minor] = /v(\d)p(\d)/i.exec(type ?? '') ?? /qtiv(\d)p(\d)/i.exec(head) ?? [];
  return major === undefined ? '' : `${major}.${minor}`;
}
