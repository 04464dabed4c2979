/** Metadata fields of an assessment, a section, a bank or an item, in all four spellings. */
import { attribute, childText, elements, plainText, textOf, type XmlElement } from '../../xml/tree.js';

/** Elements that list single-named metadata (Blackboard) or hold `qtimetadata`. */
const HOLDERS = new Set(['itemmetadata', 'assessmentmetadata', 'sectionmetadata', 'qtimetadata']);

export function isMetadata(element: XmlElement): boolean {
  return HOLDERS.has(element.name);
}

/**
 * Adds the fields of a metadata element: `qtimetadatafield` (Respondus and Brightspace: `qti_metadatafield`) with
 * label and entry, or elements named after the field. The first value of a label wins.
 */
export function addFields(element: XmlElement, fields: Map<string, string>): void {
  element.taken.self = true;
  for (const part of elements(element)) {
    if (HOLDERS.has(part.name)) addFields(part, fields);
    else if (/^qti_?metadatafield$/.test(part.name)) addField(part, fields);
    else if (part.name !== 'vocabulary' && elements(part).length === 0) add(fields, part.name, part);
  }
  for (const vocabulary of elements(element, 'vocabulary')) takeVocabulary(vocabulary, fields);
}

/** Which list the labels are from. The list itself, where it is there, says nothing but the labels of the fields. */
function takeVocabulary(element: XmlElement, fields: ReadonlyMap<string, string>): void {
  for (const name of ['uri', 'entityref', 'vocab_type']) attribute(element, name);
  element.taken.self = true;
  const labels = plainText(element).split(/[\s,]+/);
  if (labels.every((label) => label === '' || fields.has(label))) textOf(element);
}

/** The fields of an item, from wherever it keeps them; Brightspace keeps some in extensions. */
export function itemFields(item: XmlElement): Map<string, string> {
  const fields = new Map<string, string>();
  for (const element of elements(item).filter(isMetadata)) addFields(element, fields);
  for (const element of extensionsIn(item)) {
    element.taken.self = true;
    for (const part of elements(element)) {
      if (elements(part).length === 0) add(fields, part.name, part);
    }
  }
  return fields;
}

function extensionsIn(element: XmlElement): XmlElement[] {
  return elements(element).flatMap((part) => {
    if (part.name === 'itemproc_extension' || part.name === 'response_extension') return [part];
    return part.name === 'presentation' || part.name === 'flow' ? extensionsIn(part) : [];
  });
}

/** A field without the white space round it; `undefined` when it is absent or blank. */
export function fieldValue(fields: ReadonlyMap<string, string>, label: string): string | undefined {
  return fields.get(label)?.trim() || undefined;
}

function addField(element: XmlElement, fields: Map<string, string>): void {
  element.taken.self = true;
  const label = childText(element, 'fieldlabel')?.trim() ?? '';
  const [entry] = elements(element, 'fieldentry');
  if (label !== '') add(fields, label, entry);
}

/** A second value of a label stays unread, unless it is the same. */
function add(fields: Map<string, string>, label: string, entry: XmlElement | undefined): void {
  const value = entry === undefined ? '' : plainText(entry);
  const isOther = fields.has(label) && fields.get(label)?.trim() !== value.trim();
  if (isOther) return;
  if (!fields.has(label)) fields.set(label, value);
  if (entry !== undefined) textOf(entry);
}
