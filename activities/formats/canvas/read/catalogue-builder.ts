/** A catalogue in the making: which file is whose, and what is still free. */
import type { Manifest, ManifestResource } from '../../common-cartridge/manifest-types.js';
import type { PackageSource } from '../../types.js';
import type {
  AssignmentPart,
  Catalogue,
  CommonBankPart,
  FilePart,
  LooseQuestions,
  QuizPart,
  TopicPart,
} from './catalogue-types.js';

/** Bytes; HTML above this size stays a file. */
export const LARGEST_PAGE = 16 * 2 ** 20;

export interface CatalogueBuilder {
  readonly manifest: Manifest;
  readonly looseQuestions: LooseQuestions;
  readonly settings: ManifestResource[];
  readonly pages: FilePart[];
  readonly files: FilePart[];
  readonly assignments: Map<string, AssignmentPart>;
  readonly quizzes: Map<string, QuizPart>;
  readonly banks: FilePart[];
  readonly commonBanks: CommonBankPart[];
  readonly topics: TopicPart[];
  readonly webLinks: FilePart[];
  readonly tools: FilePart[];
  readonly resourceLinks: FilePart[];
  readonly externalContent: string[];
  readonly unknownSettings: string[];
  readonly unknown: ManifestResource[];
  readonly twins: Map<string, string>;
  /** Resources that belong to another one (settings of a topic or quiz): which one. */
  readonly metaOf: ReadonlyMap<string, string>;
  /** The exact path of a file that the manifest names, or the name when the package does not contain it. */
  pathOf(named: string): string;
  /** Takes a file for an object; false when another has it already. */
  take(path: string, owner: string): boolean;
  /** The object that has taken a file. */
  ownerOf(path: string): string | undefined;
  /** Whether a file is small enough to be a page. */
  isPage(path: string): boolean;
  /** The path, when the package has such a file and nobody has taken it. */
  free(path: string): string | undefined;
}

export function startCatalogue(
  manifest: Manifest,
  source: PackageSource,
  looseQuestions: LooseQuestions,
): CatalogueBuilder {
  const owners = new Map<string, string>([[manifest.path, manifest.identifier]]);
  return {
    manifest,
    looseQuestions,
    settings: [],
    pages: [],
    files: [],
    assignments: new Map(),
    quizzes: new Map(),
    banks: [],
    commonBanks: [],
    topics: [],
    webLinks: [],
    tools: [],
    resourceLinks: [],
    externalContent: [],
    unknownSettings: [],
    unknown: [],
    twins: new Map(),
    metaOf: findMetas(manifest),
    pathOf: (named) => source.find(named)?.path ?? named,
    take: (path, owner) => {
      const isNew = !owners.has(path);
      if (isNew) owners.set(path, owner);
      return isNew;
    },
    ownerOf: (path) => owners.get(path),
    isPage: (path) => (source.entries.get(path)?.size ?? 0) <= LARGEST_PAGE,
    free: (path) => (source.entries.has(path) && !owners.has(path) ? path : undefined),
  };
}

export function finishCatalogue(builder: CatalogueBuilder): Catalogue {
  return {
    ...builder,
    assignments: [...builder.assignments.values()],
    quizzes: [...builder.quizzes.values()],
  };
}

/** The settings of a topic or quiz are a resource that it depends on: of associated content, with an XML file. */
function findMetas({ resources }: Manifest): Map<string, string> {
  const metas = new Map<string, string>();
  for (const { identifier, kind, dependencies } of resources.values()) {
    if (kind !== 'discussionTopic' && kind !== 'assessment') continue;
    const meta = dependencies.find((dependency) => isMeta(resources.get(dependency)));
    if (meta !== undefined && !metas.has(meta)) metas.set(meta, identifier);
  }
  return metas;
}

function isMeta(resource: ManifestResource | undefined): boolean {
  if (resource?.kind !== 'associatedcontent') return false;
  return resource.files.some((path) => path.endsWith('.xml') && !path.endsWith('/assignment_settings.xml'));
}
