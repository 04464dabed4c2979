/** The descriptor of an LTI tool or link (cartridge_basiclti_link). */
import type { Reference } from '../../../../course/model/common.js';
import type { ExternalTool, ResourceLink, ToolSettings } from '../../../../course/model/tool.js';
import { type Markup, optionalXml, XML_DECLARATION, xml } from '../../../xml/write.js';
import { CUSTOM } from '../../descriptors/properties.js';
import type { CartridgeProfile } from '../versions.js';

/** The platform whose settings Canvas reads. */
export const CANVAS_PLATFORM = 'canvas.instructure.com';

/** What Canvas writes as the vendor of tools without one. */
const UNKNOWN = 'unknown';

interface DescriptorOptions {
  readonly profile: CartridgeProfile;
  rewriteHtml(html: string): string;
  /** The identifier of a resource of the cartridge; `undefined` when the object is not exported. */
  resourceOf(target: Reference): string | undefined;
}

/** The parts of a descriptor, in the order of the schema (imslticc, imsbasiclti_v1p0p1.xsd). */
interface Parts {
  readonly title: string;
  readonly description?: string | undefined;
  readonly custom?: Readonly<Record<string, string>> | undefined;
  readonly platforms?: readonly { platform: string; settings: ToolSettings }[] | undefined;
  readonly launchUrl?: string | undefined;
  readonly secureLaunchUrl?: string | undefined;
  readonly icon?: string | undefined;
  readonly secureIcon?: string | undefined;
  /** The schema demands one: what an empty one lacks is invented, as Canvas does. */
  readonly vendor: ExternalTool['vendor'];
  readonly iconResource?: string | undefined;
}

/** The descriptor of a tool. What only Canvas knows of a tool is written as its platform's settings. */
export function toolDescriptor(tool: ExternalTool, options: DescriptorOptions): string {
  const { description, iconFile } = tool;
  return descriptor(
    {
      ...tool,
      description: description === undefined ? undefined : options.rewriteHtml(description),
      platforms: toolPlatforms(tool),
      vendor: tool.vendor ?? {},
      iconResource: iconFile === undefined ? undefined : options.resourceOf(iconFile),
    },
    options.profile,
  );
}

/**
 * The descriptor of an LTI 1.3 resource link, as Canvas writes it: the link's own facts are platform settings, the
 * address is that of its tool, by which Canvas finds the tool again.
 */
export function resourceLinkDescriptor(link: ResourceLink, options: DescriptorOptions): string {
  const { title, custom, url, toolUrl, lookupUuid } = link;
  const known = { lookup_uuid: lookupUuid, resource_link_url: url };
  const platforms = withSettings(link.platforms, known);
  const { types, dialect } = options.profile;
  const isJudged = dialect === 'standard' && types.resourceLink !== types.associatedContent;
  const vendor = isJudged ? {} : undefined;
  const address = toolUrl?.startsWith('https:') ? { secureLaunchUrl: toolUrl } : { launchUrl: toolUrl };
  return descriptor({ title, custom, platforms, ...address, vendor }, options.profile);
}

function toolPlatforms(tool: ExternalTool): Parts['platforms'] {
  return withSettings(tool.platforms, {
    privacy_level: tool.privacyLevel,
    domain: tool.domain,
    lti_version: tool.version,
    client_id: tool.clientId,
  });
}

function withSettings(
  platforms: Parts['platforms'] = [],
  known: Readonly<Record<string, string | undefined>>,
): Parts['platforms'] {
  const settings = Object.fromEntries(Object.entries(known).filter((entry) => entry[1] !== undefined));
  if (Object.keys(settings).length === 0) return platforms;
  const canvas = platforms.find(({ platform }) => platform === CANVAS_PLATFORM);
  const merged = {
    platform: CANVAS_PLATFORM,
    settings: { ...canvas?.settings, ...(settings as ToolSettings) },
  };
  return canvas === undefined
    ? [...platforms, merged]
    : platforms.map((platform) => (platform === canvas ? merged : platform));
}

function descriptor(parts: Parts, profile: CartridgeProfile): string {
  const { icon, secureIcon, iconResource } = parts;
  const root = xml(
    'cartridge_basiclti_link',
    {
      xmlns: profile.namespaces.lti,
      'xmlns:blti': 'http://www.imsglobal.org/xsd/imsbasiclti_v1p0',
      'xmlns:lticm': 'http://www.imsglobal.org/xsd/imslticm_v1p0',
      'xmlns:lticp': 'http://www.imsglobal.org/xsd/imslticp_v1p0',
    },
    xml('blti:title', {}, parts.title),
    optionalXml('blti:description', parts.description),
    parts.custom && xml('blti:custom', {}, properties(parts.custom)),
    (parts.platforms ?? []).map(({ platform, settings }) =>
      xml('blti:extensions', { platform }, properties(settings)),
    ),
    nonEmpty('blti:launch_url', parts.launchUrl),
    nonEmpty('blti:secure_launch_url', parts.secureLaunchUrl),
    optionalXml('blti:icon', icon),
    optionalXml('blti:secure_icon', secureIcon),
    parts.vendor && vendorElement(parts.vendor),
    iconResource === undefined ? undefined : xml('cartridge_icon', { identifierref: iconResource }),
  );
  return `${XML_DECLARATION}${root.xml}\n`;
}

/** Settings nest in `lticm:options`, which Canvas and other consumers read although the schema does not name it. */
function properties(settings: ToolSettings): Markup[] {
  return Object.entries(settings).map(([name, value]) => {
    if (typeof value === 'string') return xml('lticm:property', { name }, value);
    return name === CUSTOM
      ? xml('blti:custom', {}, properties(value))
      : xml('lticm:options', { name }, properties(value));
  });
}

function vendorElement(vendor: NonNullable<ExternalTool['vendor']>): Markup {
  return xml(
    'blti:vendor',
    {},
    xml('lticp:code', {}, vendor.code ?? UNKNOWN),
    xml('lticp:name', {}, vendor.name ?? UNKNOWN),
    optionalXml('lticp:description', vendor.description),
    nonEmpty('lticp:url', vendor.url),
    vendor.contactEmail ? xml('lticp:contact', {}, xml('lticp:email', {}, vendor.contactEmail)) : undefined,
  );
}

/** Addresses may not be empty in the schema. */
function nonEmpty(name: string, text: string | undefined): Markup | undefined {
  return text === '' ? undefined : optionalXml(name, text);
}
