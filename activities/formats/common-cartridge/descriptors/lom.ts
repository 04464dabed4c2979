/** Reads LOM metadata of any age: the profiles of CC 1.0 to 1.4 and the older IMS metadata (langstring, centity). */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import { attribute, elements, plainText, textOf, type XmlElement } from '../../xml/tree.js';

export type Role = 'Learner' | 'Instructor' | 'Mentor';

export interface Lom {
  readonly metadata?: LearningObjectMetadata;
  /** Who it is for, by the roles of Common Cartridge; words of other vocabularies stay unread. */
  readonly roles: readonly Role[];
}

type LanguageText = NonNullable<LearningObjectMetadata['titles']>[number];

/** Reads a `lom` element. What has no place in the model is still unread (`leftovers`). */
export function readLom(lom: XmlElement): Lom {
  lom.taken.self = true;
  const metadata = withoutEmpty({
    ...readGeneral(lom),
    contributions: readContributions(lom),
    formats: all(lom, 'technical').flatMap((technical) => texts(technical, 'format')),
    ...readRights(lom),
    relations: readRelations(lom),
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

function readIdentifier(identifier: XmlElement): { catalog?: string; entry: string }[] {
  const [entry] = texts(identifier, 'entry');
  const [catalog] = texts(identifier, 'catalog');
  const plain = entry ?? (elements(identifier).length === 0 ? textOf(identifier).trim() : '');
  if (plain === '') return [];
  return [catalog === undefined ? { entry: plain } : { catalog, entry: plain }];
}

function readContributions(lom: XmlElement): LearningObjectMetadata['contributions'] {
  return all(lom, 'lifecycle')
    .flatMap((lifeCycle) => all(lifeCycle, 'contribute'))
    .map((contribute) => {
      const [role] = vocabulary(contribute, 'role');
      const entities = [...texts(contribute, 'entity'), ...texts(contribute, 'centity')];
      const [date] = all(contribute, 'date').flatMap((around) => texts(around, 'datetime'));
      return withoutEmpty({ role, entities, date });
    })
    .filter((contribution) => Object.keys(contribution).length > 0);
}

function readRights(lom: XmlElement): Pick<LearningObjectMetadata, 'copyright' | 'rights'> {
  const parts = all(lom, 'rights');
  return {
    copyright: parts.flatMap((rights) => vocabulary(rights, 'copyrightandotherrestrictions'))[0],
    rights: parts.flatMap((rights) => languageTexts(rights, 'description')),
  };
}

function readRelations(lom: XmlElement): LearningObjectMetadata['relations'] {
  return all(lom, 'relation')
    .map((relation) => {
      const [kind] = vocabulary(relation, 'kind');
      const [entry] = all(relation, 'resource').flatMap((resource) => [
        ...all(resource, 'identifier').flatMap((identifier) =>
          readIdentifier(identifier).map((one) => one.entry),
        ),
        ...languageTexts(resource, 'description').map(({ text }) => text),
      ]);
      return withoutEmpty({ kind, entry });
    })
    .filter((relation) => Object.keys(relation).length > 0);
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
    for (const around of named(educational, 'intendedenduserrole')) {
      const role = ROLES.get(peek(around, 'value').toLowerCase());
      const vocabularyName = peek(around, 'source');
      if (role === undefined || (vocabularyName !== '' && !/role|lom/i.test(vocabularyName))) continue;
      textOf(around);
      roles.add(role);
    }
  }
  return [...roles];
}

function peek(parent: XmlElement, name: string): string {
  const [found] = named(parent, name);
  return found === undefined ? '' : plainText(found).trim();
}

/** A vocabulary's word: the `value` beside its `source`, or the text itself. */
function vocabulary(parent: XmlElement, name: string): string[] {
  return all(parent, name).flatMap((around) => {
    for (const source of all(around, 'source')) textOf(source);
    const values = texts(around, 'value');
    return values.length > 0 || elements(around).length > 0 ? values : ownText(around);
  });
}

function languageTexts(parent: XmlElement, name: string): LanguageText[] {
  return all(parent, name).flatMap((around) => {
    const strings = [...all(around, 'string'), ...all(around, 'langstring')];
    const parts = strings.length === 0 && elements(around).length === 0 ? [around] : strings;
    return parts.flatMap(readLanguageText);
  });
}

function readLanguageText(string: XmlElement): LanguageText[] {
  const text = textOf(string).trim();
  const language = (attribute(string, 'language') ?? attribute(string, 'lang'))?.trim();
  if (text === '') return [];
  return [language === undefined || language === '' || language === 'x-none' ? { text } : { text, language }];
}

function texts(parent: XmlElement, name: string): string[] {
  return all(parent, name).flatMap(ownText);
}

function ownText(element: XmlElement): string[] {
  const text = textOf(element).trim();
  return text === '' ? [] : [text];
}

/** Children of a name, in any case of its letters; they count as read. */
function all(parent: XmlElement, name: string): XmlElement[] {
  const found = named(parent, name);
  for (const element of found) element.taken.self = true;
  return found;
}

function named(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).filter((element) => element.name.toLowerCase() === name);
}

function withoutEmpty<Fields extends object>(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Fields;
}
