/**
 * The schemas of Common Cartridge 1.2 and 1.4, of which only some are public: the others are those of 1.3 under the
 * names of the version. Made in a scratch folder, once a process.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the schemas of 1.4 include and nobody has published: settings of platforms. */
const SHARED_EXTENSIONS = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:complexType name="PropertySet.Type" mixed="true">
  <xs:sequence><xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:anyAttribute processContents="skip"/></xs:complexType></xs:schema>`;

let folder: string | undefined;

/** The folder with the schemas of both versions, made from those in `schemas`. */
export function derivedSchemas(schemas: string): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), 'derived-schemas-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  const texts = new Map<string, string>();
  for (const version of ['v1p2', 'v1p4'])
    for (const name of readdirSync(join(schemas, 'cc13')).filter((each) => each.startsWith('ccv1p3')))
      texts.set(renamed(name, version), renamed(textOf(join(schemas, 'cc13', name)), version));
  for (const of of ['cc12', 'cc14'])
    for (const name of readdirSync(join(schemas, of))) texts.set(name, textOf(join(schemas, of, name)));
  texts.set('ccv1p4_sharedextensions.xsd', SHARED_EXTENSIONS);
  texts.set('xml.xsd', textOf(join(schemas, 'qti/w3/xml.xsd')));
  for (const [name, text] of texts) writeFileSync(join(made, name), withLocalNames(text));
  folder = made;
  return made;
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

/** `ccv1p3`, `imsccv1p3`, `imsdt_v1p3` and so on, but not the names of LTI, which have numbers of their own. */
function renamed(text: string, version: string): string {
  return text.replaceAll(/(?<=cc|imsdt_|imswl_|imsccauth_|\/)v1p3/g, version);
}

/** Schemas import each other by address; here they lie beside each other. */
function withLocalNames(text: string): string {
  return text.replaceAll(/schemaLocation\s*=\s*"[^"]*\/([^/"]+)"/g, 'schemaLocation="$1"');
}
