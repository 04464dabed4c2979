/** The Common Cartridge copy of a quiz: it repeats those of its questions that other systems know. */
import type { Reference } from '../../../course/model/common.js';
import { PackageError } from '../../../errors.js';
import { atMost } from '../../common-cartridge/manifest/lost.js';
import { readItem } from '../../qti/qti12/read-item.js';
import { isSameText, phraseOf, saidOtherwise } from '../../said-twice.js';
import { streamXml } from '../../xml/parse.js';
import { elements, plainText, type XmlElement } from '../../xml/tree.js';
import type { Asked } from './asked.js';
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

/** Settles a copy once every question of the package was read: what it asks beyond those is told. */
export async function settleCopy(reading: Reading, copy: CommonCopy, asked: Asked): Promise<void> {
  const lost = await orFailed(reading, copy.path, () => lostOfCopy(reading, copy, asked));
  if (lost !== undefined) await reading.accounts.entry(copy.path, mergedOutcome(copy.target, atMost(lost)));
}

async function lostOfCopy(
  { source, context, pace }: Reading,
  { path, target, titles, names }: CommonCopy,
  asked: Asked,
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
      if (type === 'record') lost.push(...lostOfItem(element, path, target, asked));
    }
  }
  return lost;
}

/** An item that is broken says nothing but what it asks. */
function lostOfItem(item: XmlElement, path: string, target: Reference, asked: Asked): string[] {
  const stem = stemOf(item);
  const name = `item "${item.attributes.get('ident') ?? ''}"`;
  if (!asked.has(stem)) return [phraseOf(name, stem)];
  try {
    const place = { path, name, migrationId: '', owner: target, position: 1, rewriteHtml: String };
    const { question } = readItem(item, place);
    return asked.beyond(question, stem, target.migrationId).map((phrase) => `${name}: ${phrase}`);
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    return [];
  }
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
