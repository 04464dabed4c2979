/** What imsmanifest.xml says, as plain data: resources by identifier, the organisation as a flat list with depths. */
import type { Notice } from '../../course/ledger.js';
import type { LearningObjectMetadata } from '../../course/model/common.js';
import type { XmlElement } from '../xml/tree.js';

/** Resource types by shape; versions and spellings are told apart nowhere else (real packages mix them). */
export type ResourceKind =
  | 'webcontent'
  | 'associatedcontent'
  | 'discussionTopic'
  | 'webLink'
  | 'assessment'
  | 'questionBank'
  | 'basicLti'
  | 'assignment'
  | 'epub'
  | 'apip'
  | 'iwb'
  | 'openVideo'
  | 'qti3'
  | 'unknown';

export interface StandardAlignment {
  readonly provider?: string;
  readonly region?: string;
  readonly version?: string;
  readonly label?: string;
  readonly guid: string;
  readonly caseItemUri?: string;
}

export interface ManifestResource {
  /** Unique: of several resources with one identifier the later ones are called `<identifier>-2` and so on. */
  readonly identifier: string;
  readonly kind: ResourceKind;
  /** As written. */
  readonly type: string;
  /** Package path (xml:base applied, decoded), if it has an href; an address outside the package as written. */
  readonly href?: string;
  readonly intendedUse?: string;
  /** Blackboard's name for it; in the standard the organisation has names. */
  readonly title?: string;
  /** Package paths, in order, href included once. */
  readonly files: readonly string[];
  /** Identifiers of other resources. */
  readonly dependencies: readonly string[];
  /** Learner, Instructor, Mentor (LOM intendedEndUserRole). */
  readonly roles: readonly ('Learner' | 'Instructor' | 'Mentor')[];
  readonly metadata?: LearningObjectMetadata;
  readonly alignments?: readonly StandardAlignment[];
  readonly protected?: boolean;
  /** CC 1.3 variants: the resource to prefer if its type is supported. */
  readonly variants: readonly string[];
  /** Flat form: the descriptor inside the resource. */
  readonly inline?: XmlElement;
  /** What was not understood of the resource, one phrase each. */
  readonly lost?: readonly string[];
  readonly line: number;
}

export interface OrganizationItem {
  /** Unique: of several items with one identifier the later ones are called `<identifier>-2` and so on. */
  readonly identifier: string;
  readonly title?: string;
  readonly identifierref?: string;
  /** 0 for the children of the root item. */
  readonly depth: number;
  /** Position in the list of the item this one is in. */
  readonly parent?: number;
  /** IMS Content Packaging's `isvisible="false"`. */
  readonly hidden?: boolean;
  readonly metadata?: LearningObjectMetadata;
  readonly roles?: readonly ('Learner' | 'Instructor' | 'Mentor')[];
  readonly alignments?: readonly StandardAlignment[];
  /** What was not understood of the item, one phrase each. */
  readonly lost?: readonly string[];
  readonly line: number;
}

export interface Manifest {
  /** Path in the package, usually `imsmanifest.xml`. */
  readonly path: string;
  readonly identifier: string;
  readonly schema?: string;
  readonly schemaVersion?: string;
  readonly metadata?: LearningObjectMetadata;
  /** Of the cartridge as a whole. */
  readonly roles: readonly ('Learner' | 'Instructor' | 'Mentor')[];
  readonly alignments?: readonly StandardAlignment[];
  readonly authorizations?: readonly {
    access?: string;
    import?: boolean;
    cartridgeId?: string;
    webService?: string;
  }[];
  /** In document order, the title-less root item left out. */
  readonly items: readonly OrganizationItem[];
  readonly resources: ReadonlyMap<string, ManifestResource>;
  /** What was not understood of the manifest outside its items and resources. */
  readonly lost: readonly string[];
  /** What is odd about it: identifiers that are missing or not unique. */
  readonly notices: readonly Notice[];
}
