/** The resources of the manifest: each is noted as a finished line when its files are written. */
import { type Markup, xml } from '../../xml/write.js';
import { type DescribedObject, resourceMetadata } from './metadata.js';
import { encodeHref } from './paths.js';
import type { CartridgeProfile } from './versions.js';

export interface Resource {
  readonly identifier: string;
  readonly type: string;
  /** Package paths, the one a reader opens first. */
  readonly files: readonly string[];
  /** Whether the resource has an `href`: content has, descriptors (links, topics, tests, tools) must not. */
  readonly hasHref: boolean;
  readonly intendedUse?: string | undefined;
  readonly described?: DescribedObject | undefined;
  /** Identifiers of other resources, each once. */
  readonly dependencies?: readonly string[];
  /** The resource to prefer to this one, where its type is known. */
  readonly variantOf?: { readonly identifier: string; readonly resource: string };
}

export interface ResourceList {
  add(resource: Resource): void;
  /** The resources as XML, in the order they were added. */
  lines(): Iterable<string>;
}

/** Characters of lines that are kept as text before they become bytes. */
const BLOCK = 2 ** 16;

/** Lines are kept as blocks of bytes: as texts, each would hold on to the many pieces it was put together from. */
export function createResourceList(profile: CartridgeProfile): ResourceList {
  const blocks: Buffer[] = [];
  let open: string[] = [];
  let length = 0;
  return {
    add(resource) {
      const line = resourceElement(resource, profile).xml;
      open.push(line);
      length += line.length;
      if (length < BLOCK) return;
      blocks.push(Buffer.from(open.join('\n')));
      open = [];
      length = 0;
    },
    *lines() {
      for (const block of blocks) yield* block.toString('utf8').split('\n');
      yield* open;
    },
  };
}

/** What `intendeduse` may say in a version. */
const INTENDED_USES: Readonly<Record<string, ReadonlySet<string>>> = {
  '1.1': new Set(['lessonplan', 'syllabus', 'unspecified']),
  '1.3': new Set(['lessonplan', 'syllabus', 'assignment', 'unspecified']),
};

/** Whether a version has a word for this use. */
export function isIntendedUse(use: string, profile: CartridgeProfile): boolean {
  return INTENDED_USES[profile.version]?.has(use) === true;
}

/** Canvas writes and reads file names as they are, whatever is in them (webcontent_converter.rb). */
function resourceElement(resource: Resource, profile: CartridgeProfile): Markup {
  const { identifier, type, files, hasHref, intendedUse, variantOf } = resource;
  const hrefs = profile.dialect === 'canvas' ? files : files.map(encodeHref);
  const use = intendedUse !== undefined && isIntendedUse(intendedUse, profile) ? intendedUse : undefined;
  return xml(
    'resource',
    { identifier, type, href: hasHref ? hrefs[0] : undefined, intendeduse: use },
    resourceMetadata(resource.described ?? {}, profile),
    hrefs.map((href) => xml('file', { href })),
    [...new Set(resource.dependencies)].map((identifierref) => xml('dependency', { identifierref })),
    variantOf && variant(variantOf.identifier, variantOf.resource),
  );
}

function variant(identifier: string, identifierref: string): Markup {
  return xml('cpx:variant', { identifier, identifierref }, xml('cpx:metadata'));
}
