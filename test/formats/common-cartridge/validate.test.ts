/** Validating packages: each rule, and the sentence that says how it is broken. */
import { describe, expect, it } from 'vitest';
import {
  type CartridgeProblem,
  validateCartridge,
} from '../../../activities/formats/common-cartridge/validate/validate.js';
import { complaints, HAS_SCHEMAS, SCHEMAS, schemaOf } from '../../support/cartridge-schemas.js';
import { packageOf } from '../../support/package-sink.js';
import { MANIFEST } from '../../support/planted-error.js';
import {
  PLANTED_IN_1_3,
  PLANTED_IN_1_4,
  PLANTED_IN_DESCRIPTORS,
} from '../../support/planted-in-descriptors.js';
import { PLANTED_IN_MANIFEST } from '../../support/planted-in-manifest.js';
import { PLANTED_IN_QUESTIONS } from '../../support/planted-in-questions.js';
import { SMALL_CARTRIDGE, SMALL_CARTRIDGE_1_3, SMALL_CARTRIDGE_1_4 } from '../../support/small-cartridge.js';

type Files = ReadonlyMap<string, string>;

async function problemsOf(files: Files): Promise<CartridgeProblem[]> {
  const problems: CartridgeProblem[] = [];
  const bytes = new Map([...files].map(([path, text]) => [path, Buffer.from(text)]));
  await validateCartridge(packageOf(bytes), (problem) => problems.push(problem));
  return problems;
}

/** The cartridge with one text replaced by another; the text must be there. */
function planted(files: Files, path: string, from: string | RegExp, to: string): Files {
  const text = files.get(path) ?? '';
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} does not hold ${String(from)}.`);
  return new Map([...files, [path, changed]]);
}

const PLANTED = [...PLANTED_IN_MANIFEST, ...PLANTED_IN_DESCRIPTORS, ...PLANTED_IN_QUESTIONS];

/** What only some versions have, or forbid. */
const GONE_IN_1_3 = new Set(['many_banks']);
const GONE_IN_1_4 = /cartridge or resource|cartridgeId|instructor_text|not a number/;
const PLANTED_1_3 = [...PLANTED, ...PLANTED_IN_1_3].filter(([code]) => !GONE_IN_1_3.has(code));

const CARTRIDGES = [
  ['1.1', SMALL_CARTRIDGE, PLANTED],
  ['1.3', SMALL_CARTRIDGE_1_3, PLANTED_1_3],
  [
    '1.4',
    SMALL_CARTRIDGE_1_4,
    [...PLANTED_1_3.filter(([, message]) => !GONE_IN_1_4.test(message)), ...PLANTED_IN_1_4],
  ],
] as const;

describe.each(CARTRIDGES)('validating a cartridge of version %s', (version, files, planted13) => {
  const bankType = `imsqti_xmlv1p2/imscc_xmlv${version.replace('.', 'p')}/question-bank`;

  it('finds nothing in a cartridge without a fault', async () => {
    expect(await problemsOf(files)).toEqual([]);
  });

  it.each(planted13)('finds %s: %s', async (code, message, path, from, to, judge) => {
    const broken = planted(files, path, from, to.replace('TYPE', bankType));
    const problems = await problemsOf(broken);
    const found = problems.filter(
      (problem) => code.split('|').includes(problem.code) && problem.path === path,
    );
    expect(found.map((problem) => problem.message).join('\n')).toMatch(
      new RegExp(
        message
          .split('|')
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('|'),
      ),
    );
    expect(found.every(({ message: text }) => text.startsWith(`${path}: `))).toBe(true);
    const schema = schemaOf(path, version);
    if (!HAS_SCHEMAS || schema === undefined) return;
    const said = await complaints(schema, new Map([[path, Buffer.from(broken.get(path) ?? '')]]));
    if (judge === 'xsd') expect(said).not.toEqual([]);
  });

  it('agrees with the schemas, where they are, that the cartridge has no fault', async () => {
    if (!HAS_SCHEMAS) return;
    for (const [path, text] of files) {
      const schema = schemaOf(path, version);
      if (schema !== undefined)
        expect(await complaints(schema, new Map([[path, Buffer.from(text)]]))).toEqual([]);
    }
  });
});

describe('validating a package', () => {
  it('says that a package without a manifest has none', async () => {
    expect(await problemsOf(new Map([['a.txt', 'x']]))).toEqual([
      {
        severity: 'error',
        code: 'manifest_missing',
        message: 'imsmanifest.xml: the package does not contain it.',
        path: 'imsmanifest.xml',
      },
    ]);
  });

  it('says which versions it knows', async () => {
    const files = planted(SMALL_CARTRIDGE, MANIFEST, 'imsccv1p1/imscp_v1p1', 'imsccv1p9/imscp_v1p1');
    const [problem, ...others] = await problemsOf(files);
    expect(problem?.message).toContain('Common Cartridge 1.0 to 1.4 is expected');
    expect(others).toEqual([]);
  });

  it('finds files that are not UTF-8', async () => {
    const bytes = new Map<string, Uint8Array>(
      [...SMALL_CARTRIDGE].map(([path, text]) => [path, Buffer.from(text)]),
    );
    bytes.set('pages/a b.html', Buffer.from([0x3c, 0x70, 0x3e, 0xe9]));
    const problems: CartridgeProblem[] = [];
    await validateCartridge(packageOf(bytes), (problem) => problems.push(problem));
    expect(problems.map(({ message }) => message)).toEqual(['pages/a b.html: the file is not UTF-8.']);
  });

  it('warns of files that no resource lists', async () => {
    const problems = await problemsOf(new Map([...SMALL_CARTRIDGE, ['stray.txt', 'x']]));
    expect(problems).toEqual([
      {
        severity: 'warning',
        code: 'file_not_listed',
        message: 'stray.txt: no resource of the manifest lists this file.',
        path: 'stray.txt',
      },
    ]);
  });

  it('warns of settings that nest, which Canvas reads and the schema does not know', async () => {
    const nested =
      '<lticm:options name="x"><lticm:property name="y">1</lticm:property></lticm:options></blti:extensions>';
    const problems = await problemsOf(planted(SMALL_CARTRIDGE, 'tool.xml', '</blti:extensions>', nested));
    expect(problems.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'lti_options']]);
  });

  it.each([
    ['1.3', 'IMS Thin Common Cartridge', SMALL_CARTRIDGE_1_3],
    ['1.4', 'IMS Thin Common Cartridge', SMALL_CARTRIDGE_1_4],
    ['1.4', 'IMS K-12 Common Cartridge', SMALL_CARTRIDGE_1_4],
    ['1.4', 'IMS K-12 Thin Common Cartridge', SMALL_CARTRIDGE_1_4],
  ])('knows that in version %s an %s is one', async (_, schema, files) => {
    expect(await problemsOf(planted(files, MANIFEST, 'IMS Common Cartridge', schema))).toEqual([]);
  });

  it('allows several question banks since version 1.3', async () => {
    const bank = (type: string) =>
      `<resource identifier="bank2" type="${type}"><file href="bank.xml"/></resource></resources>`;
    const type = 'imsqti_xmlv1p2/imscc_xmlv1p3/question-bank';
    expect(await problemsOf(planted(SMALL_CARTRIDGE_1_3, MANIFEST, '</resources>', bank(type)))).toEqual([]);
  });

  it('starts addresses where xml:base says', async () => {
    const [path, text] = ['web_resources/moon.png', SMALL_CARTRIDGE.get('web_resources/moon.png') ?? ''];
    const files = new Map([...SMALL_CARTRIDGE].filter(([name]) => name !== path));
    files.set(`media/${path}`, text);
    const moved = planted(files, MANIFEST, 'identifier="picture"', 'identifier="picture" xml:base="media/"');
    const problems = await problemsOf(moved);
    expect(problems.map(({ code }) => code).filter((code) => code !== 'link_target_missing')).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const bytes = new Map([...SMALL_CARTRIDGE].map(([path, text]) => [path, Buffer.from(text)]));
    const reason = new Error('enough');
    const validating = validateCartridge(packageOf(bytes), () => {}, AbortSignal.abort(reason));
    await expect(validating).rejects.toBe(reason);
  });
});

if (!HAS_SCHEMAS)
  describe('the schemas of Common Cartridge', () => {
    it(`are not in ${SCHEMAS}, or there is no xmllint: set CARTWRIGHT_XSD to hold the validator against them`, () => {
      expect(HAS_SCHEMAS).toBe(false);
    });
  });
