/** What a Canvas cartridge holds, by the names of its files and the words of its manifest: nothing has been read yet. */
import type { ManifestResource } from '../../common-cartridge/manifest-types.js';

/** An object, its resource if the manifest names it, and the paths of its parts, which may be missing. */
interface Part {
  readonly id: string;
  readonly resource?: ManifestResource;
}

/** An object that is one file. */
export interface FilePart extends Part {
  readonly path: string;
}

export interface AssignmentPart extends Part {
  readonly html?: string;
  /** assignment_settings.xml of Canvas. */
  readonly settings?: string;
  /** assignment.xml of CC 1.3. */
  readonly descriptor?: string;
  /** The web content that stands in where the type is not known. */
  readonly fallback?: ManifestResource;
}

export interface QuizPart extends Part {
  readonly metaResource?: ManifestResource;
  readonly meta?: string;
  /** The whole quiz, in `non_cc_assessments`. */
  readonly qti?: string;
  /** The copy for other systems, which lacks most types of question. */
  readonly commonQti?: string;
}

/** A bank of the standard that repeats banks in Canvas's dialect. */
export interface CommonBankPart extends FilePart {
  readonly resource: ManifestResource;
  /** The resources of those banks. */
  readonly of: readonly string[];
}

export interface TopicPart extends FilePart {
  readonly metaResource?: ManifestResource;
  readonly meta?: string;
}

/** Files of questions by their paths, and what each holds. */
export type LooseQuestions = ReadonlyMap<string, 'quiz' | 'questionBank'>;

export interface Catalogue {
  /** Resources whose files are the settings of the course. */
  readonly settings: readonly ManifestResource[];
  readonly pages: readonly FilePart[];
  readonly files: readonly FilePart[];
  readonly assignments: readonly AssignmentPart[];
  readonly quizzes: readonly QuizPart[];
  /** QTI files that belong to no quiz; some may be quizzes all the same. */
  readonly banks: readonly FilePart[];
  readonly commonBanks: readonly CommonBankPart[];
  readonly topics: readonly TopicPart[];
  readonly webLinks: readonly FilePart[];
  readonly tools: readonly FilePart[];
  readonly resourceLinks: readonly FilePart[];
  readonly externalContent: readonly string[];
  /** Settings files that nobody knows. */
  readonly unknownSettings: readonly string[];
  /** Resources of types that are not handled; their files are read as files of the course. */
  readonly unknown: readonly ManifestResource[];
  /** Resources whose one file another resource has already brought. */
  readonly twins: ReadonlyMap<string, string>;
}
