/** The XSDs of Common Cartridge, through xmllint: an independent judge of what the writer makes. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { derivedSchemas } from './derived-schemas.js';
import type { AnyVersion } from './small-cartridges.js';

/** Where the schemas lie: the folder with `catalog.xml` and `cc10` to `cc14`. */
export const SCHEMAS = resolve(process.env.CARTWRIGHT_XSD ?? '../shared/xsd');

/** Whether the schemas and xmllint are here; tests that need them say so when they are not. */
export const HAS_SCHEMAS = existsSync(join(SCHEMAS, 'catalog.xml')) && hasProgram('xmllint');

export type SchemaName =
  | `${'manifest' | 'topic' | 'web link'} ${AnyVersion}`
  | 'LTI 1.1'
  | 'LTI 1.3'
  | 'assignment'
  | 'assignment 1.4'
  | 'questions';

/** In the folder of the schemas, or in that of those derived from them. */
const FILES: Readonly<Record<SchemaName, string>> = {
  'manifest 1.0': 'cc10/cclibxml2validator.xsd',
  'manifest 1.1': 'cc11/ccv1p1_imscp_v1p2_v1p0.xsd',
  'manifest 1.2': 'derived/ccv1p2_imscp_v1p2_v1p0.xsd',
  'manifest 1.3': 'cc13/ccv1p3_imscp_v1p2_v1p0.xsd',
  'manifest 1.4': 'derived/ccv1p4_imscp_v1p2_v1p0.xsd',
  'topic 1.0': 'cc10/domainProfile_6/imsdt_v1p0_localised.xsd',
  'topic 1.1': 'cc11/ccv1p1_imsdt_v1p1.xsd',
  'topic 1.2': 'derived/ccv1p2_imsdt_v1p2.xsd',
  'topic 1.3': 'cc13/ccv1p3_imsdt_v1p3.xsd',
  'topic 1.4': 'derived/ccv1p4_imsdt_v1p4.xsd',
  'web link 1.0': 'cc10/domainProfile_5/imswl_v1p0_localised.xsd',
  'web link 1.1': 'cc11/ccv1p1_imswl_v1p1.xsd',
  'web link 1.2': 'derived/ccv1p2_imswl_v1p2.xsd',
  'web link 1.3': 'cc13/ccv1p3_imswl_v1p3.xsd',
  'web link 1.4': 'derived/ccv1p4_imswl_v1p4.xsd',
  'LTI 1.1': 'cc11/imslticc_v1p0p1.xsd',
  'LTI 1.3': 'cc13/imslticc_v1p3.xsd',
  assignment: 'cc13/assignment_v1p0.xsd',
  'assignment 1.4': 'cc14/cc_extresource_assignmentv1p0_v1p0.xsd',
  questions: 'cc12/ccv1p2_qtiasiv1p2p1_v1p0.xsd',
};

function pathOf(schema: SchemaName): string {
  const file = FILES[schema];
  return file.startsWith('derived/')
    ? join(derivedSchemas(SCHEMAS), file.slice('derived/'.length))
    : join(SCHEMAS, file);
}

/** The schema of each file of the small cartridge, by version. */
export function schemaOf(path: string, version: AnyVersion): SchemaName | undefined {
  const isOpen = version === '1.3' || version === '1.4';
  const schemas: Readonly<Record<string, SchemaName>> = {
    'imsmanifest.xml': `manifest ${version}`,
    'topic.xml': `topic ${version}`,
    'link.xml': `web link ${version}`,
    'tool.xml': isOpen ? 'LTI 1.3' : 'LTI 1.1',
    'test.xml': 'questions',
    'bank.xml': 'questions',
    'essay.xml': version === '1.4' ? 'assignment 1.4' : 'assignment',
  };
  return schemas[path];
}

/**
 * Two schemas demand that elements of other namespaces are declared, and leave the declaration to whoever uses them:
 * the variants of CC 1.3 and Canvas's settings inside an assignment. These are the declarations.
 */
const COMPANIONS: Readonly<Partial<Record<SchemaName, Companion>>> = {
  'manifest 1.3': variantsOf('imsccv1p3'),
  'manifest 1.4': variantsOf('imsccv1p4'),
  assignment: canvasSettings(),
  'assignment 1.4': canvasSettings(),
};

function variantsOf(version: string): Companion {
  return {
    main: `http://www.imsglobal.org/xsd/${version}/imscp_v1p1`,
    namespace: `http://www.imsglobal.org/xsd/${version}/imscp_extensionv1p2`,
    declaration: `<xs:element name="variant"><xs:complexType><xs:sequence>
      <xs:element name="metadata" type="xs:anyType"/></xs:sequence>
      <xs:attribute name="identifier" type="xs:ID" use="required"/>
      <xs:attribute name="identifierref" type="xs:IDREF" use="required"/></xs:complexType></xs:element>`,
  };
}

function canvasSettings(): Companion {
  return {
    main: 'http://www.imsglobal.org/xsd/imscc_extensions/assignment',
    namespace: 'http://canvas.instructure.com/xsd/cccv1p0',
    declaration: '<xs:element name="assignment" type="xs:anyType"/>',
  };
}

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
  const file = pathOf(schema);
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
