/** Reads the descriptor of an LTI tool or link (cartridge_basiclti_link in any of its namespaces). */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import type { ExternalTool, ToolSettings } from '../../../course/model/tool.js';
import {
  attribute,
  child,
  children,
  childValue,
  elements,
  leafText,
  type XmlElement,
} from '../../xml/tree.js';
import { readDescribed } from '../manifest/metadata.js';
import { present } from './web-link.js';

/** The platform whose settings are the tool's own facts. */
export const CANVAS_PLATFORM = 'canvas.instructure.com';

export interface BasicLtiDescriptor {
  readonly title?: string;
  readonly description?: string;
  readonly launchUrl?: string;
  readonly secureLaunchUrl?: string;
  readonly icon?: string;
  readonly secureIcon?: string;
  readonly custom?: Record<string, string>;
  /** All settings by platform, those of Canvas included. */
  readonly platforms: readonly { readonly platform: string; readonly settings: ToolSettings }[];
  readonly vendor?: ExternalTool['vendor'];
  /** The resource that holds the icon. */
  readonly iconResource?: string;
  readonly metadata?: LearningObjectMetadata;
}

/** Reads a `cartridge_basiclti_link`. What was not understood is still unread (`leftovers`). */
export function readBasicLti(element: XmlElement): BasicLtiDescriptor {
  element.taken.self = true;
  const custom = readCustom(child(element, 'custom'));
  const vendor = readVendor(child(element, 'vendor'));
  const { metadata } = readDescribed(element);
  return {
    ...present({
      title: childValue(element, 'title'),
      description: childValue(element, 'description'),
      launchUrl: childValue(element, 'launch_url'),
      secureLaunchUrl: childValue(element, 'secure_launch_url'),
      icon: childValue(element, 'icon'),
      secureIcon: childValue(element, 'secure_icon'),
      iconResource: attribute(child(element, 'cartridge_icon'), 'identifierref'),
    }),
    ...(custom === undefined ? {} : { custom }),
    platforms: readPlatforms(element),
    ...(vendor === undefined ? {} : { vendor }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

type ToolFacts = Pick<ExternalTool, 'domain' | 'privacyLevel' | 'version' | 'clientId' | 'platforms'>;

/** Settings of Canvas that are fields of a tool in the model. */
const CANVAS_FACTS = {
  domain: 'domain',
  privacy_level: 'privacyLevel',
  lti_version: 'version',
  client_id: 'clientId',
} as const satisfies Record<string, keyof ToolFacts>;

/** The settings by platform, with what Canvas says of the tool itself as fields. */
export function toolFacts({ platforms }: Pick<BasicLtiDescriptor, 'platforms'>): ToolFacts {
  const facts: Partial<Record<(typeof CANVAS_FACTS)[keyof typeof CANVAS_FACTS], string>> = {};
  const left = platforms.flatMap(({ platform, settings }) => {
    if (platform !== CANVAS_PLATFORM) return [{ platform, settings }];
    const others: ToolSettings = {};
    for (const [name, value] of Object.entries(settings)) {
      const field = CANVAS_FACTS[name as keyof typeof CANVAS_FACTS];
      if (field !== undefined && typeof value === 'string' && facts[field] === undefined)
        facts[field] = value;
      else others[name] = value;
    }
    return Object.keys(others).length === 0 ? [] : [{ platform, settings: others }];
  });
  return { ...facts, ...(left.length === 0 ? {} : { platforms: left }) };
}

function readCustom(custom: XmlElement | undefined): Record<string, string> | undefined {
  if (custom === undefined) return undefined;
  const properties = readSettings(custom);
  const texts = Object.entries(properties).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}

/** Several blocks of one platform are one. */
function readPlatforms(element: XmlElement): BasicLtiDescriptor['platforms'] {
  const platforms = new Map<string, ToolSettings>();
  for (const extensions of children(element, 'extensions')) {
    const platform = attribute(extensions, 'platform') ?? '';
    platforms.set(platform, { ...platforms.get(platform), ...readSettings(extensions) });
  }
  return [...platforms].map(([platform, settings]) => ({ platform, settings }));
}

/** The custom parameters of one placement go by this name among its settings: they are no `options` with a name. */
export const CUSTOM = 'blti:custom';

/**
 * `property` is a text, `options` (and `set`) hold further settings, `custom` the parameters of a placement. The second
 * of a name stays unread.
 */
function readSettings(parent: XmlElement): ToolSettings {
  const settings = new Map<string, ToolSettings[string]>();
  for (const element of elements(parent)) {
    const isGroup = GROUPS.has(element.name);
    const name = element.name === 'custom' ? CUSTOM : element.attributes.get('name');
    if (name === undefined || (element.name !== 'property' && !isGroup) || settings.has(name)) continue;
    element.taken.self = true;
    if (name !== CUSTOM) attribute(element, 'name');
    settings.set(name, isGroup ? readSettings(element) : leafText(element).trim());
  }
  return Object.fromEntries(settings);
}

const GROUPS = new Set(['options', 'set', 'custom']);

function readVendor(vendor: XmlElement | undefined): ExternalTool['vendor'] {
  if (vendor === undefined) return undefined;
  const contact = child(vendor, 'contact');
  const found = present({
    code: knownValue(vendor, 'code'),
    name: knownValue(vendor, 'name'),
    description: childValue(vendor, 'description'),
    url: childValue(vendor, 'url'),
    contactEmail: childValue(contact, 'email'),
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Canvas, and our writer, say of a vendor without a code or a name, which the schema demands, that it is unknown. */
function knownValue(vendor: XmlElement, name: string): string | undefined {
  const value = childValue(vendor, name);
  return value === 'unknown' ? undefined : value;
}
