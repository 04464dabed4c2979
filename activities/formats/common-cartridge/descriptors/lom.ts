/** Reads LOM metadata of any age: the profiles of CC 1.0 to 1.4 and the older IMS metadata (langstring, centity). */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import { elements, plainText, textOf, type XmlElement } from '../../xml/tree.js';
import { all, firstText, firstWord, languageTexts, named, ownText, texts } from './lom-values.js';

export type Role = 'Learner' | 'Instructor' | 'Mentor';

export interface Lom {
  readonly metadata?: LearningObjectMetadata;
  /** Who it is for, by the roles of Common Cartridge; words of other vocabularies stay unread. */
  readonly roles: readonly Role[];
}

/**
 * Reads a `lom` element. What has no place in the model is still unread (`leftovers`), so is the word on copyright
 * when the metadata `before` it has one already.
 */
export function readLom(lom: XmlElement, before?: LearningObjectMetadata): Lom {
  lom.taken.self = true;
  const metadata = withoutEmpty({
    ...readGeneral(lom),
    contributions: readContributions(lom),
    formats: all(lom, 'technical').flatMap((technical) => texts(technical, 'format')),
    copyright: before?.copyright === undefined ? readCopyright(lom) : undefined,
    rights: all(lom, 'rights').flatMap((rights) => languageTexts(rights, 'description')),
    relations: all(lom, 'relation').flatMap(readRelation),
  });
  const roles = readRoles(lom);
  return Object.keys(metadata).length === 0 ? { roles } : { metadata, roles };
}

/** Two metadata records of one thing: lists are joined, of single values the first counts. */
export function joinMetadata(
  first: LearningObjectMetadata | undefined,
  second: LearningObjectMetadata | undefined,
): LearningObjectMetadata | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const joined: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const known = joined[key];
    if (known === undefined) joined[key] = value;
    else if (Array.isArray(known) && Array.isArray(value)) joined[key] = [...known, ...value];
  }
  return joined as LearningObjectMetadata;
}

function readGeneral(lom: XmlElement): LearningObjectMetadata {
  const parts = all(lom, 'general');
  const inAll = <Value>(read: (general: XmlElement) => Value[]) => parts.flatMap(read);
  return {
    titles: inAll((general) => languageTexts(general, 'title')),
    descriptions: inAll((general) => languageTexts(general, 'description')),
    keywords: inAll((general) => languageTexts(general, 'keyword')),
    languages: inAll((general) => texts(general, 'language')),
    coverage: inAll((general) => languageTexts(general, 'coverage')),
    identifiers: inAll((general) => all(general, 'identifier').flatMap(readIdentifier)),
  };
}

/** A catalog without an entry is still unread. */
function readIdentifier(identifier: XmlElement): { catalog?: string; entry: string }[] {
  const entry =
    firstText(identifier, 'entry') ??
    (elements(identifier).length === 0 ? ownText(identifier)[0] : undefined);
  if (entry === undefined) return [];
  const catalog = firstText(identifier, 'catalog');
  return [catalog === undefined ? { entry } : { catalog, entry }];
}

function readContributions(lom: XmlElement): LearningObjectMetadata['contributions'] {
  return all(lom, 'lifecycle')
    .flatMap((lifeCycle) => all(lifeCycle, 'contribute'))
    .map((contribute) => {
      const role = firstWord(contribute, 'role');
      const entities = [...texts(contribute, 'entity'), ...texts(contribute, 'centity')];
      const [around] = named(contribute, 'date');
      return withoutEmpty({ role, entities, date: around === undefined ? undefined : readDate(around) });
    })
    .filter((contribution) => Object.keys(contribution).length > 0);
}

function readDate(around: XmlElement): string | undefined {
  around.taken.self = true;
  return firstText(around, 'datetime');
}

function readCopyright(lom: XmlElement): string | undefined {
  const [rights] = all(lom, 'rights').filter(
    (part) => named(part, 'copyrightandotherrestrictions').length > 0,
  );
  return rights === undefined ? undefined : firstWord(rights, 'copyrightandotherrestrictions');
}

/** One relation for each name of the thing that is related; a description counts where it has no name. */
function readRelation(relation: XmlElement): NonNullable<LearningObjectMetadata['relations']> {
  const kind = firstWord(relation, 'kind');
  const resources = all(relation, 'resource');
  const names = resources.flatMap((resource) => all(resource, 'identifier').flatMap(relatedName));
  const entries = names.length > 0 ? names : resources.flatMap((resource) => descriptionsOf(resource));
  const related = entries.length === 0 ? [{}] : entries.map((entry) => ({ entry }));
  return related
    .map(({ entry }: { entry?: string }) => withoutEmpty({ kind, entry }))
    .filter((one) => Object.keys(one).length > 0);
}

/** Without its catalog, which is still unread: a relation has no place for one. */
function relatedName(identifier: XmlElement): string[] {
  const entry = firstText(identifier, 'entry');
  if (entry !== undefined) return [entry];
  return elements(identifier).length === 0 ? ownText(identifier) : [];
}

/** Their texts; the languages they are in are still unread. */
function descriptionsOf(resource: XmlElement): string[] {
  return all(resource, 'description').flatMap((description) => {
    const strings = [...all(description, 'string'), ...all(description, 'langstring')];
    return (strings.length === 0 ? [description] : strings).flatMap(ownText);
  });
}

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['learner', 'Learner'],
  ['instructor', 'Instructor'],
  ['mentor', 'Mentor'],
  ['student', 'Learner'],
  ['teacher', 'Instructor'],
]);

function readRoles(lom: XmlElement): Role[] {
  const roles = new Set<Role>();
  for (const educational of all(lom, 'educational')) {
    readKind(educational);
    for (const around of named(educational, 'intendedenduserrole')) {
      const [value] = named(around, 'value');
      const role = ROLES.get(value === undefined ? '' : plainText(value).trim().toLowerCase());
      const [source] = named(around, 'source');
      const vocabulary = source === undefined ? '' : plainText(source).trim();
      if (role === undefined || (vocabulary !== '' && !/role|lom/i.test(vocabulary))) continue;
      around.taken.self = true;
      for (const one of [value, source]) if (one !== undefined) textOf(one);
      roles.add(role);
    }
  }
  return [...roles];
}

/** Profiles up to CC 1.2 demand this one word of the manifest's metadata, so it says nothing. */
const ANY_CARTRIDGE = /^IMS Common Cartridge$/i;

function readKind(educational: XmlElement): void {
  for (const kind of named(educational, 'learningresourcetype')) {
    if (ANY_CARTRIDGE.test(plainText(kind).trim())) textOf(kind);
  }
}

function withoutEmpty<Fields extends object>(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Fields;
}
