/** Our validator and the schemas judge hundreds of changed documents: they must agree on which are valid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateCartridge } from '../../../activities/formats/common-cartridge/validate/validate.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { complaints, HAS_SCHEMAS, SCHEMAS, schemaOf } from '../../support/cartridge-schemas.js';
import { packageOf } from '../../support/package-sink.js';
import { richCourse } from '../../support/rich-courses.js';
import { type AnyVersion, SMALL_CARTRIDGES } from '../../support/small-cartridges.js';
import { type Mutation, mutationsOf } from '../../support/xml-mutations.js';

type Files = ReadonlyMap<string, string>;

/** Problems that schemas know as well; all others are of Schematron, the text of the specification, or ours. */
const OF_SCHEMAS =
  /^(attribute_(missing|value|unknown)|text_(unexpected|value)|element_\w+|namespace_unexpected|identifier_repeated|descriptor_root|questions_missing|not_well_formed|unknown_version)$/;

/** Where the two may differ, and why. */
const DISAGREEMENTS: readonly {
  readonly why: string;
  is(of: { version: AnyVersion; said: string; mutation: Mutation }): boolean;
}[] = [
  {
    why: 'Elements of other namespaces must be declared by a schema of theirs, which neither judge has.',
    is: ({ said }) => said.includes('demanded by the strict wildcard'),
  },
  {
    why: 'xmllint takes a dependency behind an element of another namespace, though the schema has it before.',
    is: ({ said }) => said.includes('holds <dependency> after <variant>'),
  },
  {
    why: 'The schemas of CC 1.0 let attributes of XML itself stand nearly anywhere.',
    is: ({ version, mutation }) => version === '1.0' && /adds an attribute: xml:/.test(mutation.what),
  },
  {
    why: 'The LOM of CC 1.0 is open in places; its schemas lie in every package and differ.',
    is: ({ version, mutation }) =>
      version === '1.0' && /namespace|moves .* (in|into) lom/.test(mutation.what),
  },
  {
    why: 'The type an element claims for itself (xsi:type) is a hint, which our validator does not look at.',
    is: ({ mutation }) => /attribute: xsi:type of /.test(mutation.what),
  },
];

async function ours(files: Files, path: string): Promise<string[]> {
  const said: string[] = [];
  const bytes = new Map([...files].map(([name, text]) => [name, Buffer.from(text)]));
  await validateCartridge(packageOf(bytes), (problem) => {
    if (problem.severity === 'error' && problem.path === path && OF_SCHEMAS.test(problem.code))
      said.push(problem.message);
  });
  return said;
}

/** What was changed and what the only one who complained says, for every document on which the two do not agree. */
async function disagreements(
  version: AnyVersion,
  files: Files,
  path: string,
  count: number,
): Promise<string[]> {
  const [schema, text] = [schemaOf(path, version), files.get(path)];
  if (schema === undefined || text === undefined) return [];
  const mutations = [{ what: 'nothing', text }, ...mutationsOf(text, count, 8)];
  const documents = new Map(mutations.map((mutation, at) => [`m${at}`, Buffer.from(mutation.text)]));
  const all = await complaints(schema, documents);
  const found: string[] = [];
  for (const [at, mutation] of mutations.entries()) {
    const theirs = all.filter((line) => line.startsWith(`m${at}:`) && !line.endsWith('fails to validate'));
    const own = await ours(new Map([...files, [path, mutation.text]]), path);
    if (theirs.length > 0 === own.length > 0) continue;
    const said = theirs[0] ?? own[0] ?? '';
    if (DISAGREEMENTS.some((known) => known.is({ version, said, mutation }))) continue;
    found.push(`${path}, ${mutation.what}, only ${theirs.length > 0 ? 'the schema' : 'we'}: ${said}`);
  }
  return found;
}

const VERSIONS = Object.keys(SMALL_CARTRIDGES) as AnyVersion[];

if (HAS_SCHEMAS) {
  describe.each(VERSIONS)('documents of version %s that were changed', (version) => {
    const files = SMALL_CARTRIDGES[version];
    it.each([...files.keys()].filter((path) => schemaOf(path, version) !== undefined))(
      'are valid or not for us as for the schemas: %s',
      async (path) => {
        expect(await disagreements(version, files, path, 80)).toEqual([]);
      },
    );
  });

  describe('manifests of courses in which anything may be set', () => {
    it.each(['1.1', '1.3'] as const)(
      'are valid or not for us as for the schemas: version %s',
      async (version) => {
        for (const records of fc.sample(richCourse, { numRuns: 2, seed: 4 })) {
          const { sink } = await exportCourse(records, { version });
          const files = new Map([...sink.entries].map(([path, bytes]) => [path, bytes.toString('utf8')]));
          expect(await disagreements(version, files, 'imsmanifest.xml', 120)).toEqual([]);
        }
      },
    );
  });
} else {
  describe('the schemas of Common Cartridge', () => {
    it(`are not in ${SCHEMAS}, or there is no xmllint: set CARTWRIGHT_XSD to hold the validator against them`, () => {
      expect(HAS_SCHEMAS).toBe(false);
    });
  });
}
