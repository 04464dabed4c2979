/** imsmanifest.xml as a stream: metadata, organisation, resources, authorizations. */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import type { Course } from '../../../course/model/course.js';
import type { Module } from '../../../course/model/module.js';
import { openTag, optionalXml, XML_DECLARATION, xml } from '../../xml/write.js';
import { manifestLom } from './metadata.js';
import { type OrganizationOptions, writeOrganization } from './organization.js';
import type { ResourceList } from './resources.js';
import type { CartridgeProfile } from './versions.js';

export interface ManifestOptions extends OrganizationOptions {
  readonly manifestIdentifier: string;
}

/** The whole manifest, in chunks of about a resource or an item each. */
export async function* writeManifest(
  course: Course | undefined,
  modules: AsyncIterable<Module>,
  resources: ResourceList,
  options: ManifestOptions,
): AsyncGenerator<string> {
  const { profile } = options;
  yield XML_DECLARATION;
  yield openTag('manifest', { identifier: options.manifestIdentifier, ...namespaces(profile) });
  yield `\n${metadata(course, profile)}\n`;
  yield* writeOrganization(modules, options);
  yield '<resources>\n';
  for (const line of resources.lines()) yield `${line}\n`;
  yield '</resources>\n';
  yield authorizations(course);
  yield '</manifest>\n';
}

function namespaces({ namespaces: names }: CartridgeProfile): Record<string, string | undefined> {
  return {
    xmlns: names.manifest,
    'xmlns:lom': names.resourceMetadata,
    'xmlns:lomimscc': names.manifestMetadata,
    'xmlns:auth': names.authorizations,
    'xmlns:csm': names.standards,
    'xmlns:cpx': names.extension,
  };
}

function metadata(course: Course | undefined, profile: CartridgeProfile): string {
  return xml(
    'metadata',
    {},
    xml('schema', {}, 'IMS Common Cartridge'),
    xml('schemaversion', {}, profile.schemaVersion),
    manifestLom(describe(course), profile),
  ).xml;
}

/** The course's own metadata; what it does not say itself is filled from the course. */
function describe(course: Course | undefined): LearningObjectMetadata {
  if (course === undefined) return {};
  const { title, language } = course;
  return {
    ...(title === undefined ? {} : { titles: [{ text: title }] }),
    ...(language === undefined ? {} : { languages: [language] }),
    ...course.metadata,
  };
}

/** The one authorization a cartridge can hold. Those of the source are kept, none is invented. */
function authorizations(course: Course | undefined): string {
  const [first] = course?.authorizations ?? [];
  if (first === undefined) return '';
  const { access, import: isImport, cartridgeId, webService } = first;
  const element = xml(
    'auth:authorizations',
    { access: isAccess(access) ? access : 'cartridge', import: isImport },
    xml(
      'auth:authorization',
      {},
      xml('auth:cartridgeId', {}, cartridgeId ?? ''),
      optionalXml('auth:webservice', webService),
    ),
  );
  return `${element.xml}\n`;
}

/** What the authorizations lose: all but the first, and an access that no version knows. */
export function lostAuthorizations(course: Course): string[] {
  const [first, ...others] = course.authorizations ?? [];
  const access = first?.access;
  return [
    ...(others.length === 0 ? [] : ['authorizations (all but the first)']),
    ...(access === undefined || isAccess(access) ? [] : [`authorizations.access "${access}"`]),
  ];
}

function isAccess(access: string | undefined): boolean {
  return access === 'cartridge' || access === 'resource';
}
