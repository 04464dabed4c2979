/** Small cartridges for tests, written down as items, resources and files. */
import { commonCartridgeReader } from '../../../activities/formats/common-cartridge/read.js';
import { type Content, packageOf } from '../../support/package-source.js';
import { inState, type ReadPackage, readPackage } from '../../support/read-package.js';

export interface Cartridge {
  /** Inside the root item. */
  readonly items?: string;
  readonly resources?: string;
  readonly files?: Readonly<Record<string, Content>>;
  /** LOM of the manifest. */
  readonly lom?: string;
  /** The schema's; 1.3.0 when it is not said. */
  readonly version?: string;
  /** Anything else of the manifest. */
  readonly more?: string;
}

export function manifestOf({
  items,
  resources = '',
  lom = '',
  version = '1.3.0',
  more = '',
}: Cartridge): string {
  const organizations =
    items === undefined
      ? ''
      : `<organizations><organization identifier="O"><item identifier="root">${items}</item></organization></organizations>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
    <manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1">
    <metadata><schema>IMS Common Cartridge</schema><schemaversion>${version}</schemaversion>${lom}</metadata>
    ${more}${organizations}<resources>${resources}</resources></manifest>`;
}

/** Reads a cartridge; its ledger added up and its records are valid. */
export function read(cartridge: Cartridge): Promise<ReadPackage> {
  return readPackage(
    commonCartridgeReader,
    packageOf({ 'imsmanifest.xml': manifestOf(cartridge), ...cartridge.files }),
  );
}

/** A resource of one file. */
export function resource(
  identifier: string,
  type: string,
  file: string,
  inner = '',
  attributes = '',
): string {
  return `<resource identifier="${identifier}" type="${type}" ${attributes}><file href="${file}"/>${inner}</resource>`;
}

/** Web content with its href. */
export function content(identifier: string, path: string, inner = '', attributes = ''): string {
  return resource(identifier, 'webcontent', path, inner, `href="${path}" ${attributes}`);
}

export function item(identifier: string, title: string, shows?: string, inner = ''): string {
  const reference = shows === undefined ? '' : ` identifierref="${shows}"`;
  return `<item identifier="${identifier}"${reference}><title>${title}</title>${inner}</item>`;
}

export function roles(...names: string[]): string {
  const one = (name: string) =>
    `<intendedEndUserRole><source>IMSGLC_CC_Rolesv1p2</source><value>${name}</value></intendedEndUserRole>`;
  return `<metadata><lom><educational>${names.map(one).join('')}</educational></lom></metadata>`;
}

export const WEB_LINK =
  '<webLink xmlns="urn:wl"><title>Tables</title><url href="https://example.org/t"/></webLink>';
export const TOPIC =
  '<topic xmlns="urn:dt"><title>Talk</title><text texttype="text/html">&lt;p&gt;Hello&lt;/p&gt;</text></topic>';

/** What is neither imported nor merged, as `state: type element`. */
export function troubles(found: ReadPackage): string[] {
  return (['changed', 'leftOut', 'unsupported', 'failed'] as const).flatMap((state) =>
    inState(found, state).map((name) => `${state}: ${name}`),
  );
}
