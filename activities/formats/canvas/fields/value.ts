/** Fields of one value: an element's text, or an attribute of the record's element. */
import { isDeepStrictEqual } from 'node:util';
import type { Reference } from '../../../course/model/common.js';
import { attribute, elements, isElement, plainText, takeWhole, type XmlElement } from '../../xml/tree.js';
import { type XmlContent, xml } from '../../xml/write.js';
import type { Codec, WriteScope } from './codec.js';
import type { Draft, Field, KeptElements, Writing } from './field.js';
import { keep, writeKept } from './kept.js';

/** A key of the model as the text of an element. Text that is no such value is kept word for word. */
export function value<Model, Key extends keyof Model & string>(
  element: string,
  key: Key,
  codec: Codec<NonNullable<Model[Key]>>,
): Field<Model> {
  return {
    elements: [element],
    keys: [key],
    read: (parent, draft, { scope, kept }) => {
      const found = single(parent, element);
      const written = found === undefined ? '' : ownText(found);
      if (found === undefined || written.trim() === '') return;
      const known = draft[key] === undefined ? codec.read(written, scope) : undefined;
      if (known !== undefined) draft[key] = known;
      else if (kept === undefined) found.taken.self = false;
      if (kept === undefined) return;
      if (known === undefined || hasOtherSpelling(codec, written, known)) kept[element] = written;
    },
    write: (model, writing) => {
      const written = textOfValue(element, model[key] as NonNullable<Model[Key]> | undefined, codec, writing);
      return written === undefined ? undefined : xml(element, {}, written);
    },
  };
}

/** As the package had it: its own identifiers, its own links. */
const AS_READ = {
  identifier: ({ migrationId }: Reference) => migrationId,
  rewriteHtml: (html: string) => html,
};

function hasOtherSpelling<Value>(codec: Codec<Value>, written: string, known: Value): boolean {
  return codec.spellings === true && codec.write(known, AS_READ) !== written;
}

function textOfValue<Value>(
  element: string,
  known: Value | undefined,
  codec: Codec<Value>,
  { scope, kept }: Writing,
): string | undefined {
  const spelled = typeof kept[element] === 'string' ? kept[element] : undefined;
  if (known === undefined || spelled === undefined)
    return known === undefined ? spelled : codec.write(known, scope);
  return stillSays(spelled, known, codec, scope) ? spelled : (codec.write(known, scope) ?? spelled);
}

/** A spelling is written again while it means the value, and the identifiers in it have not changed. */
function stillSays<Value>(spelled: string, known: Value, codec: Codec<Value>, scope: WriteScope): boolean {
  return (
    codec.spellings === true &&
    isDeepStrictEqual(codec.read(spelled, AS_READ), known) &&
    codec.write(known, scope) === codec.write(known, AS_READ)
  );
}

/** An attribute of the record's element. */
export function attributeValue<Model, Key extends keyof Model & string>(
  name: string,
  key: Key,
  codec: Codec<NonNullable<Model[Key]>>,
): Field<Model> {
  return {
    elements: [],
    keys: [key],
    read: (parent, draft, { scope }) => {
      const written = parent.attributes.get(name);
      if (written === undefined) return;
      const known = written.trim() === '' ? undefined : codec.read(written, scope);
      if (known === undefined && written.trim() !== '') return;
      attribute(parent, name);
      if (known !== undefined) draft[key] = known;
    },
    write: () => undefined,
    attributes: (model, { scope }) => {
      const known = model[key];
      return { [name]: known === undefined || known === null ? undefined : codec.write(known, scope) };
    },
  };
}

/** Elements the model has no place for: kept word for word, whatever is in them. */
export function kept<Model>(...names: readonly string[]): Field<Model> {
  return {
    elements: names,
    keys: [],
    read: (parent, _, reading) => {
      for (const name of names) keepAll(parent, name, reading.kept);
    },
    write: (_, writing) => names.map((name) => writeKept(name, writing.kept[name])),
  };
}

function keepAll(parent: XmlElement, name: string, into: KeptElements | undefined): void {
  const found = elements(parent, name).filter((one) => one.children.length > 0 || one.attributes.size > 0);
  if (into !== undefined && found.length > 0) into[name] = keep(found);
}

/** An element that says what other fields say already. Where it says something else, it is kept. */
export function derived<Model>(
  element: string,
  derive: (model: Draft<Model>) => string | undefined,
): Field<Model> {
  return {
    elements: [element],
    keys: [],
    read: (parent, draft, reading) => {
      const found = single(parent, element);
      if (found === undefined) return;
      const written = ownText(found);
      if (written.trim() === '' || written === derive(draft)) return;
      if (reading.kept === undefined) found.taken.self = false;
      else reading.kept[element] = written;
    },
    write: (model, { kept: keptElements }): XmlContent => {
      const spelled = keptElements[element];
      const written = typeof spelled === 'string' ? spelled : derive(model as Draft<Model>);
      return written === undefined ? undefined : xml(element, {}, written);
    },
  };
}

/** The first element of a name; later ones that say the same are read with it (Canvas repeats some). */
export function single(parent: XmlElement, name: string): XmlElement | undefined {
  const [first, ...others] = elements(parent, name);
  if (first === undefined) return undefined;
  for (const other of others) if (plainText(other) === plainText(first)) takeWhole(other);
  return first;
}

/** The text directly in an element. Elements inside it stay unread. */
export function ownText(element: XmlElement): string {
  element.taken.self = true;
  element.taken.text = true;
  return element.children.filter((node) => !isElement(node)).join('');
}
