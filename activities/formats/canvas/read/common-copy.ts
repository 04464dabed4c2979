/** The Common Cartridge copy of a quiz: it repeats those of its questions that other systems know. */
import { createCompactSet } from '../../../course/compact-set.js';
import type { Reference } from '../../../course/model/common.js';
import type { Question } from '../../../course/model/question.js';
import { atMost } from '../../common-cartridge/manifest/lost.js';
import { decodeHtml } from '../../html/entities.js';
import { isSameText, phraseOf, saidOtherwise } from '../../said-twice.js';
import type { ReadContext } from '../../types.js';
import { streamXml } from '../../xml/parse.js';
import { elements, plainText, type XmlElement } from '../../xml/tree.js';
import { mergedOutcome, orFailed, type Reading } from './reading.js';

export interface CommonCopy {
  readonly path: string;
  /** The quiz it is a copy of. */
  readonly target: Reference;
  /** What the quiz is called in its other files. */
  readonly titles: readonly string[];
  /** The identifiers that the copy may go by. */
  readonly names: readonly (string | undefined)[];
}

/** The words that questions ask by, without their markup: Canvas gives a question another ident in the copy. */
export interface AskedWords {
  has(html: string): boolean;
}

/** Notes the words of every question that is emitted. */
export function noteAsked(given: ReadContext): { readonly context: ReadContext; readonly asked: AskedWords } {
  const words = createCompactSet();
  const context: ReadContext = {
    ...given,
    emit: async (collection, record) => {
      if (collection === 'questions') words.add(wordsOf((record as Question).stem));
      await given.emit(collection, record);
    },
  };
  return { context, asked: { has: (html) => words.has(wordsOf(html)) } };
}

function wordsOf(html: string): string {
  return decodeHtml(html.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, '');
}

/** Settles a copy once every question of the package was read: what it asks beyond those is told. */
export async function settleCopy(reading: Reading, copy: CommonCopy, asked: AskedWords): Promise<void> {
  const lost = await orFailed(reading, copy.path, () => lostOfCopy(reading, copy, asked));
  if (lost !== undefined) await reading.accounts.entry(copy.path, mergedOutcome(copy.target, atMost(lost)));
}

async function lostOfCopy(
  { source, context, pace }: Reading,
  { path, titles, names }: CommonCopy,
  asked: AskedWords,
): Promise<string[]> {
  const lost: string[] = [];
  const document = source.open(path, context.signal);
  for await (const events of streamXml(document, path, ({ name }) => name === 'item')) {
    await pace();
    for (const { type, element } of events) {
      if (type === 'open') lost.push(...saidOtherwise('@ident', identOf(element), names));
      const title = element.attributes.get('title')?.trim() ?? '';
      if (type === 'open' && element.name === 'assessment' && title !== '' && !titles.some(isSame(title)))
        lost.push(phraseOf('title', title));
      if (type === 'record' && !asked.has(stemOf(element)))
        lost.push(phraseOf(`item "${element.attributes.get('ident') ?? ''}"`, stemOf(element)));
    }
  }
  return lost;
}

function identOf({ name, attributes }: XmlElement): string | undefined {
  return name === 'assessment' || name === 'objectbank' ? attributes.get('ident')?.trim() : undefined;
}

const isSame = (title: string) => (other: string) => isSameText(title, other);

/** What stands first in the presentation is what is asked. */
function stemOf(item: XmlElement): string {
  const [material] = elements(item, 'presentation').flatMap((one) => descendants(one, 'material'));
  return material === undefined ? '' : elements(material, 'mattext').map(plainText).join(' ');
}

function descendants(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).flatMap((one) => (one.name === name ? [one] : descendants(one, name)));
}
