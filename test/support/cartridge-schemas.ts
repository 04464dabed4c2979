/** The XSDs of Common Cartridge, through xmllint: an independent judge of what the writer makes. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the schemas lie: the folder with `catalog.xml`, `cc11`, `cc12` and `cc13`. */
export const SCHEMAS = resolve(process.env.CARTWRIGHT_XSD ?? '../shared/xsd');

/** Whether the schemas and xmllint are here; tests that need them say so when they are not. */
export const HAS_SCHEMAS = existsSync(join(SCHEMAS, 'catalog.xml')) && hasProgram('xmllint');

export type SchemaName =
  | 'manifest 1.1'
  | 'manifest 1.3'
  | 'topic 1.1'
  | 'topic 1.3'
  | 'web link 1.1'
  | 'web link 1.3'
  | 'LTI 1.1'
  | 'LTI 1.3'
  | 'assignment'
  | 'questions';

const FILES: Readonly<Record<SchemaName, string>> = {
  'manifest 1.1': 'cc11/ccv1p1_imscp_v1p2_v1p0.xsd',
  'manifest 1.3': 'cc13/ccv1p3_imscp_v1p2_v1p0.xsd',
  'topic 1.1': 'cc11/ccv1p1_imsdt_v1p1.xsd',
  'topic 1.3': 'cc13/ccv1p3_imsdt_v1p3.xsd',
  'web link 1.1': 'cc11/ccv1p1_imswl_v1p1.xsd',
  'web link 1.3': 'cc13/ccv1p3_imswl_v1p3.xsd',
  'LTI 1.1': 'cc11/imslticc_v1p0p1.xsd',
  'LTI 1.3': 'cc13/imslticc_v1p3.xsd',
  assignment: 'cc13/assignment_v1p0.xsd',
  questions: 'cc12/ccv1p2_qtiasiv1p2p1_v1p0.xsd',
};

/**
 * Two schemas demand that elements of other namespaces are declared, and leave the declaration to whoever uses them:
 * the variants of CC 1.3 and Canvas's settings inside an assignment. These are the declarations.
 */
const COMPANIONS: Readonly<Partial<Record<SchemaName, Companion>>> = {
  'manifest 1.3': {
    main: 'http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1',
    namespace: 'http://www.imsglobal.org/xsd/imsccv1p3/imscp_extensionv1p2',
    declaration: `<xs:element name="variant"><xs:complexType><xs:sequence>
      <xs:element name="metadata"><xs:complexType/></xs:element></xs:sequence>
      <xs:attribute name="identifier" type="xs:ID" use="required"/>
      <xs:attribute name="identifierref" type="xs:IDREF" use="required"/></xs:complexType></xs:element>`,
  },
  assignment: {
    main: 'http://www.imsglobal.org/xsd/imscc_extensions/assignment',
    namespace: 'http://canvas.instructure.com/xsd/cccv1p0',
    declaration: `<xs:element name="assignment"><xs:complexType><xs:sequence>
      <xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      <xs:attribute name="identifier" type="xs:ID" use="required"/></xs:complexType></xs:element>`,
  },
};

interface Companion {
  readonly main: string;
  readonly namespace: string;
  readonly declaration: string;
}

/** What a schema says against documents, one line per complaint; empty when all are valid. */
export async function complaints(
  schema: SchemaName,
  documents: ReadonlyMap<string, Uint8Array>,
): Promise<string[]> {
  if (documents.size === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'cartridge-'));
  try {
    const paths = [...documents.keys()];
    for (const [at, path] of paths.entries())
      await writeFile(join(folder, `${at}.xml`), documents.get(path) ?? '');
    const main = await schemaFile(schema, folder);
    const names = paths.map((_, at) => `${at}.xml`);
    const lines = await runXmllint(['--nonet', '--noout', '--schema', main, ...names], folder);
    return lines.map((line) => line.replace(/^(\d+)\.xml/, (_, at: string) => paths[Number(at)] ?? at));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function schemaFile(schema: SchemaName, folder: string): Promise<string> {
  const file = join(SCHEMAS, FILES[schema]);
  const companion = COMPANIONS[schema];
  if (companion === undefined) return file;
  const xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
  const { main, namespace, declaration } = companion;
  await writeFile(
    join(folder, 'companion.xsd'),
    `<xs:schema ${xs} targetNamespace="${namespace}" elementFormDefault="qualified">${declaration}</xs:schema>`,
  );
  const driver = join(folder, 'driver.xsd');
  await writeFile(
    driver,
    `<xs:schema ${xs}><xs:import namespace="${main}" schemaLocation="${file}"/>
     <xs:import namespace="${namespace}" schemaLocation="companion.xsd"/></xs:schema>`,
  );
  return driver;
}

/** What is said of valid documents, and of schemas that import the same schema twice. */
const HARMLESS = / validates$|Schemas parser warning/;

function runXmllint(args: readonly string[], cwd: string): Promise<string[]> {
  const env = { ...process.env, XML_CATALOG_FILES: join(SCHEMAS, 'catalog.xml') };
  return new Promise((done) => {
    execFile('xmllint', [...args], { cwd, env, maxBuffer: 2 ** 26 }, (_, __, errors) => {
      done(errors.split('\n').filter((line) => line !== '' && !HARMLESS.test(line)));
    });
  });
}

function hasProgram(name: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}
