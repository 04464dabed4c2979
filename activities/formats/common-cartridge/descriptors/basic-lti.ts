/** Reads the descriptor of an LTI tool or link (cartridge_basiclti_link in any of its namespaces, or basic_lti_link). */
import type { Notice } from '../../../course/ledger.js';
import type { Reference } from '../../../course/model/common.js';
import type { ExternalTool, ToolSettings } from '../../../course/model/tool.js';
import { attribute, child, children, childValue, type XmlElement } from '../../xml/tree.js';
import { type Described, readDescribed } from '../manifest/metadata.js';
import { readPlatforms, readProperties } from './properties.js';
import { present } from './web-link.js';

/** The platform whose settings are the tool's own facts. */
export const CANVAS_PLATFORM = 'canvas.instructure.com';

/** With what its own metadata says of it. */
export interface BasicLtiDescriptor extends Described {
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
}

/** Reads a `cartridge_basiclti_link`, or the `basic_lti_link` of old exports, which holds the same. What was not understood is still unread (`leftovers`). */
export function readBasicLti(element: XmlElement): BasicLtiDescriptor {
  element.taken.self = true;
  const custom = readProperties(children(element, 'custom'));
  const vendor = readVendor(child(element, 'vendor'));
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
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
    platforms: readPlatforms(element),
    ...(vendor === undefined ? {} : { vendor }),
    ...readDescribed(element),
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

interface Addresses extends Pick<ExternalTool, 'launchUrl' | 'secureLaunchUrl' | 'domain' | 'clientId'> {
  readonly platforms?: BasicLtiDescriptor['platforms'] | undefined;
}

/**
 * Whether there is a way to a tool: an address of its own, or what Canvas takes for one (context_external_tool.rb): a
 * domain, a registration, or an address for one of the places it is shown in.
 */
export function hasAddress({
  launchUrl,
  secureLaunchUrl,
  domain,
  clientId,
  platforms = [],
}: Addresses): boolean {
  if ([launchUrl, secureLaunchUrl, domain, clientId].some(isText)) return true;
  const ofCanvas = platforms.filter(({ platform }) => platform === CANVAS_PLATFORM);
  return ofCanvas
    .flatMap(({ settings }) => Object.values(settings))
    .some((place) => typeof place === 'object' && isText(place.url));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** What is said of a tool, or of a link to one, that leads nowhere. */
export function withoutAddress(path: string, title: string, target: Reference): Notice {
  const [code, what] =
    target.kind === 'resourceLink' ? ['link_without_address', 'link'] : ['tool_without_address', 'tool'];
  const message = `${path}: the ${what} "${title}" names no address, so nothing can be launched.`;
  return { severity: 'warning', code, message, path, target };
}

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
