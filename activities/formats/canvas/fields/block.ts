/** Fields of more than one value: objects spread over several elements, containers, and lists. */
import { child, elements, plainText, type XmlElement } from '../../xml/tree.js';
import { type XmlContent, xml } from '../../xml/write.js';
import { type Draft, type Field, type Reading, readPart, type Table, writeTable } from './field.js';
import { keep, writeKept } from './kept.js';

/**
 * An object of the model whose parts lie side by side in the record's element. It is there when `complete` gives it;
 * otherwise its elements are kept word for word.
 */
export function spread<Model, Key extends keyof Model & string>(
  key: Key,
  table: Table<NonNullable<Model[Key]>>,
  complete: (draft: Draft<NonNullable<Model[Key]>>) => NonNullable<Model[Key]> | undefined,
): Field<Model> {
  const names = table.flatMap((field) => field.elements);
  return {
    elements: names,
    keys: [key],
    read: (parent, draft, reading) => {
      const part: Draft<NonNullable<Model[Key]>> = {};
      for (const field of table) field.read(parent, part, reading);
      if (Object.keys(part).length === 0) return;
      const whole = complete(part);
      if (whole !== undefined) draft[key] = whole;
      else keepWritten(parent, names, reading);
    },
    write: (model, writing) => {
      const part = model[key];
      if (part === undefined || part === null)
        return names.map((name) => writeKept(name, writing.kept[name]));
      return table.map((field) => field.write(part, writing));
    },
  };
}

function keepWritten(parent: XmlElement, names: readonly string[], { kept }: Reading): void {
  for (const name of names) {
    const found = elements(parent, name).filter((one) => plainText(one).trim() !== '');
    if (kept === undefined) for (const one of found) one.taken.self = false;
    else if (found.length > 0) kept[name] = keep(found);
  }
}

/** Keys of the model that lie one element deeper. What is not known in there stays unread. */
export function inside<Model extends object>(element: string, table: Table<Model>): Field<Model> {
  return {
    elements: [element],
    keys: table.flatMap((field) => field.keys),
    read: (parent, draft, { scope }) => {
      const found = child(parent, element);
      if (found !== undefined) Object.assign(draft, readPart(table, found, scope));
    },
    write: (model, { scope }) => {
      const content = table.map((field) => field.write(model, { scope, kept: {} }));
      const attributes = Object.assign(
        {},
        ...table.map((field) => field.attributes?.(model, { scope, kept: {} }) ?? {}),
      );
      const empty = content.every(isNothing) && Object.values(attributes).every((one) => one === undefined);
      return empty ? undefined : xml(element, attributes, content);
    },
  };
}

function isNothing(content: XmlContent): boolean {
  return content === undefined || (Array.isArray(content) && content.every(isNothing));
}

/** An object of the model as an element of its own. */
export function part<Model, Key extends keyof Model & string>(
  element: string,
  key: Key,
  table: Table<NonNullable<Model[Key]>>,
  complete: (draft: Draft<NonNullable<Model[Key]>>) => NonNullable<Model[Key]> | undefined,
): Field<Model> {
  return {
    elements: [element],
    keys: [key],
    read: (parent, draft, { scope }) => {
      const found = child(parent, element);
      if (found === undefined || (found.children.length === 0 && found.attributes.size === 0)) return;
      const whole = complete(readPart(table, found, scope));
      if (whole === undefined) found.taken.self = false;
      else draft[key] = whole;
    },
    write: (model, { scope }) => {
      const whole = model[key];
      return whole === undefined || whole === null ? undefined : writeElement(element, table, whole, scope);
    },
  };
}

/** An element of a record or a part, from its table. */
export function writeElement<Model extends object>(
  element: string,
  table: Table<Model>,
  model: Model,
  scope: Parameters<typeof writeTable>[2],
  attributes: Readonly<Record<string, string | undefined>> = {},
): ReturnType<typeof xml> {
  const own = Object.assign(
    {},
    ...table.map((field) => field.attributes?.(model, { scope, kept: {} }) ?? {}),
  );
  return xml(element, { ...attributes, ...own }, writeTable(table, model, scope));
}

export interface ListOptions<Item> {
  /** The element around the list. */
  readonly container: string;
  readonly element: string;
  readonly table: Table<Item>;
  /** The item, or `undefined` when what was read is none: it then stays unread. */
  complete(draft: Draft<Item>, element: XmlElement): Item | undefined;
}

type KeysOfLists<Model, Item> = {
  [Key in keyof Model]-?: Item[] extends NonNullable<Model[Key]> ? Key : never;
}[keyof Model] &
  string;

/** A list of parts in a container: `<rules><rule>…</rule></rules>`. An empty container is no list. */
export function list<Model, Item extends object>(
  key: KeysOfLists<Model, Item>,
  { container, element, table, complete }: ListOptions<Item>,
): Field<Model> {
  return {
    elements: [container],
    keys: [key],
    read: (parent, draft, { scope }) => {
      const items: Item[] = [];
      for (const around of elements(parent, container)) {
        around.taken.self = true;
        for (const one of elements(around, element)) {
          one.taken.self = true;
          const item = complete(readPart(table, one, scope), one);
          if (item === undefined) one.taken.self = false;
          else items.push(item);
        }
      }
      if (items.length > 0) draft[key] = items as Draft<Model>[typeof key];
    },
    write: (model, { scope }) => {
      const items = (model[key] ?? []) as readonly Item[];
      return items.length === 0
        ? undefined
        : xml(container, {}, ...items.map((item) => writeElement(element, table, item, scope)));
    },
  };
}
