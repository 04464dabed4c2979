/** LOM as cartridges carry it: the Dublin Core subset of IEEE LOM, in the namespace prefix it is asked for. */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import { type Markup, xml } from '../../xml/write.js';

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

export type Role = 'Learner' | 'Instructor' | 'Mentor';
type LanguageTexts = NonNullable<LearningObjectMetadata['titles']>;
type Contribution = NonNullable<LearningObjectMetadata['contributions']>[number];
type Relation = NonNullable<LearningObjectMetadata['relations']>[number];

export interface LomOptions {
  /** The prefix its namespace is declared with. */
  readonly prefix: string;
  /** The vocabulary end user roles are from. */
  readonly rolesSource: string;
  /** Whether values outside LOM's vocabularies may be written: CC 1.1 refuses them, CC 1.3 takes any word. */
  readonly anyValue: boolean;
}

/** An element; nothing when it would hold nothing. */
type Build = (name: string, ...content: readonly (Markup | string | undefined)[]) => Markup | undefined;

interface Writing {
  readonly build: Build;
  readonly options: LomOptions;
}

export const VOCABULARIES = {
  contributorRole: new Set([
    ...['author', 'publisher', 'unknown', 'initiator', 'terminator', 'validator', 'editor'],
    ...['graphical designer', 'technical implementor', 'content provider', 'technical validator'],
    ...['educational validator', 'script writer', 'instructional designer', 'subject matter expert'],
  ]),
  relationKind: new Set([
    ...['ispartof', 'haspart', 'isversionof', 'hasversion', 'isformatof', 'hasformat'],
    ...['references', 'isreferencedby', 'isbasedon', 'isbasisfor', 'requires', 'isrequiredby'],
  ]),
  copyright: new Set(['yes', 'no']),
} as const;

/** `<prefix:lom>` with what there is to say. */
export function lomElement(
  metadata: LearningObjectMetadata,
  audience: readonly Role[],
  options: LomOptions,
): Markup {
  const { prefix } = options;
  const build: Build = (name, ...content) =>
    content.every((part) => part === undefined) ? undefined : xml(`${prefix}:${name}`, {}, content);
  const writing: Writing = { build, options };
  return xml(
    `${prefix}:lom`,
    {},
    general(metadata, writing),
    build('lifeCycle', ...(metadata.contributions ?? []).map((part) => contribute(part, writing))),
    build('technical', ...(metadata.formats ?? []).map((format) => build('format', format))),
    build('educational', ...audience.map((role) => userRole(role, writing))),
    rights(metadata, writing),
    ...(metadata.relations ?? []).map((part) => relation(part, writing)),
  );
}

function general(metadata: LearningObjectMetadata, writing: Writing): Markup | undefined {
  const { build } = writing;
  return build(
    'general',
    ...(metadata.identifiers ?? []).map(({ catalog, entry }) => identifier(catalog, entry, writing)),
    together('title', metadata.titles, writing),
    ...(metadata.languages ?? []).map((language) => build('language', language)),
    ...apart('description', metadata.descriptions, writing),
    ...apart('keyword', metadata.keywords, writing),
    ...apart('coverage', metadata.coverage, writing),
  );
}

function rights(metadata: LearningObjectMetadata, writing: Writing): Markup | undefined {
  return writing.build(
    'rights',
    word('copyrightAndOtherRestrictions', metadata.copyright, VOCABULARIES.copyright, writing),
    together('description', metadata.rights, writing),
  );
}

function contribute({ role, entities, date }: Contribution, writing: Writing): Markup | undefined {
  const { build } = writing;
  return build(
    'contribute',
    word('role', role, VOCABULARIES.contributorRole, writing),
    ...(entities ?? []).map((entity) => build('entity', entity)),
    date === undefined ? undefined : build('date', build('dateTime', date)),
  );
}

function relation({ kind, entry }: Relation, writing: Writing): Markup | undefined {
  return writing.build(
    'relation',
    word('kind', kind, VOCABULARIES.relationKind, writing),
    entry === undefined ? undefined : related(entry, writing),
  );
}

/**
 * LOM's `resource` says of which type it is: Canvas takes every element of that name for a resource of the manifest,
 * and its import fails at one without a type.
 */
function related(entry: string, writing: Writing): Markup {
  const { prefix } = writing.options;
  const type = { 'xmlns:xsi': SCHEMA_INSTANCE, 'xsi:type': `${prefix}:Resource.Type` };
  return xml(`${prefix}:resource`, type, identifier(undefined, entry, writing));
}

function userRole(role: Role, { build, options }: Writing): Markup | undefined {
  return build('intendedEndUserRole', build('source', options.rolesSource), build('value', role));
}

function identifier(catalog: string | undefined, entry: string, { build }: Writing): Markup | undefined {
  return build(
    'identifier',
    catalog === undefined ? undefined : build('catalog', catalog),
    build('entry', entry),
  );
}

/** One element with a string per language: LOM allows one title and one statement of rights. */
function together(
  name: string,
  texts: LanguageTexts | undefined,
  { build, options }: Writing,
): Markup | undefined {
  return build(name, ...strings(texts ?? [], options));
}

/** An element for each text: LOM allows many keywords, each in many languages. */
function apart(
  name: string,
  texts: LanguageTexts | undefined,
  { build, options }: Writing,
): (Markup | undefined)[] {
  return (texts ?? []).map((text) => build(name, ...strings([text], options)));
}

function strings(texts: LanguageTexts, { prefix }: LomOptions): Markup[] {
  return texts.map(({ text, language }) => xml(`${prefix}:string`, { language }, text));
}

function word(
  name: string,
  value: string | undefined,
  vocabulary: ReadonlySet<string>,
  { build, options }: Writing,
): Markup | undefined {
  const fits = value !== undefined && (options.anyValue || vocabulary.has(value));
  return fits ? build(name, build('value', value)) : undefined;
}
