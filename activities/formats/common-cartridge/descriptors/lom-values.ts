/** The values LOM is made of: texts, texts in languages, and words of vocabularies, under names in any case of letters. */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import { attribute, elements, plainText, textOf, type XmlElement } from '../../xml/tree.js';

type LanguageText = NonNullable<LearningObjectMetadata['titles']>[number];

/** The vocabularies that words are from anyway: LOM's own, and those of Common Cartridge. */
const EXPECTED_VOCABULARY = /^(LOM|IMSGLC_CC)/i;

/** A vocabulary's word: the `value` beside its `source`, or the text itself. Further words are still unread. */
export function firstWord(parent: XmlElement, name: string): string | undefined {
  const [around] = named(parent, name);
  if (around === undefined) return undefined;
  around.taken.self = true;
  const [source] = named(around, 'source');
  if (source !== undefined && EXPECTED_VOCABULARY.test(plainText(source).trim())) textOf(source);
  return firstText(around, 'value') ?? (elements(around).length > 0 ? undefined : ownText(around)[0]);
}

export function languageTexts(parent: XmlElement, name: string): LanguageText[] {
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

/** The first that says something; those behind it are still unread. */
export function firstText(parent: XmlElement, name: string): string | undefined {
  const found = named(parent, name).find((element) => plainText(element).trim() !== '');
  return found === undefined ? undefined : ownText(found)[0];
}

export function texts(parent: XmlElement, name: string): string[] {
  return all(parent, name).flatMap(ownText);
}

export function ownText(element: XmlElement): string[] {
  const text = textOf(element).trim();
  return text === '' ? [] : [text];
}

/** Children of a name, in any case of its letters; they count as read. */
export function all(parent: XmlElement, name: string): XmlElement[] {
  const found = named(parent, name);
  for (const element of found) element.taken.self = true;
  return found;
}

export function named(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).filter((element) => element.name.toLowerCase() === name);
}
