/**
 * Settings as LTI links have them, and topics and web links since CC 1.4: `property` by name, `options` around further
 * ones. Drafts of LTI, and old exports, write a `parameter` by its key.
 */
import type { Extensions } from '../../../course/model/common.js';
import type { ToolSettings } from '../../../course/model/tool.js';
import { serializeXml } from '../../xml/serialize.js';
import { attribute, children, elements, leafText, takeWhole, type XmlElement } from '../../xml/tree.js';

/** The custom parameters of one placement go by this name among its settings: they are no `options` with a name. */
export const CUSTOM = 'blti:custom';

/** The attribute that holds the name of a setting. */
const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ['property', 'name'],
  ['parameter', 'key'],
]);

const GROUPS: ReadonlySet<string> = new Set(['options', 'set', 'custom']);

/**
 * The settings of all parents as one. Of several with one name the last counts; the others are still unread, but for
 * those that say the same (seen in Canvas's exports).
 */
export function readSettings(parents: readonly XmlElement[]): ToolSettings {
  const named = lastOfName(parents, ({ name }) => NAMED_BY.has(name) || GROUPS.has(name));
  return Object.fromEntries(
    [...named].map(([name, element]) => [
      name,
      GROUPS.has(element.name) ? readSettings([element]) : leafText(element).trim(),
    ]),
  );
}

/** As `readSettings`, for settings that cannot nest; groups are still unread. */
export function readProperties(parents: readonly XmlElement[]): Record<string, string> {
  const named = lastOfName(parents, ({ name }) => NAMED_BY.has(name));
  return Object.fromEntries([...named].map(([name, element]) => [name, leafText(element).trim()]));
}

function lastOfName(
  parents: readonly XmlElement[],
  isSetting: (element: XmlElement) => boolean,
): ReadonlyMap<string, XmlElement> {
  const settings = parents.flatMap((parent) => elements(parent).filter(isSetting));
  const named = new Map<string, XmlElement>();
  for (const element of settings) {
    const name = nameOf(element);
    if (name !== undefined) named.set(name, element);
  }
  for (const element of named.values()) {
    element.taken.self = true;
    if (element.name !== 'custom') attribute(element, nameAttribute(element));
  }
  for (const element of settings) {
    const counted = named.get(nameOf(element) ?? '');
    if (counted !== undefined && counted !== element && serializeXml(counted) === serializeXml(element))
      takeWhole(element);
  }
  return named;
}

function nameOf(element: XmlElement): string | undefined {
  return element.name === 'custom' ? CUSTOM : element.attributes.get(nameAttribute(element));
}

function nameAttribute({ name }: XmlElement): string {
  return NAMED_BY.get(name) ?? 'name';
}

/** The settings by platform; several blocks of one platform are one. */
export function readPlatforms(
  element: XmlElement,
): readonly { readonly platform: string; readonly settings: ToolSettings }[] {
  const blocks = new Map<string, XmlElement[]>();
  for (const block of children(element, 'extensions')) {
    const platform = attribute(block, 'platform') ?? '';
    blocks.set(platform, [...(blocks.get(platform) ?? []), block]);
  }
  return [...blocks].map(([platform, parents]) => ({ platform, settings: readSettings(parents) }));
}

/** The same as settings of other systems; `undefined` when there are none. */
export function readExtensions(element: XmlElement): Extensions | undefined {
  const platforms = readPlatforms(element).filter(({ settings }) => Object.keys(settings).length > 0);
  if (platforms.length === 0) return undefined;
  return Object.fromEntries(platforms.map(({ platform, settings }) => [platform, settings]));
}
