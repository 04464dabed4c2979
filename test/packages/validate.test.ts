/** Our validator and the schemas judge every document of other people's cartridges. */
import { describe, expect, it } from 'vitest';
import { validateCartridge } from '../../activities/formats/common-cartridge/validate/validate.js';
import { complaints, HAS_SCHEMAS, type SchemaName } from '../support/cartridge-schemas.js';
import { openSharedPackage, SHARED_PACKAGES, sharedPackages } from '../support/shared-packages.js';
import type { AnyVersion } from '../support/small-cartridges.js';

const RESOURCE = /<resource\b([^>]*)>([\s\S]*?)<\/resource>/g;
const HREF = /<file\b[^>]*href="([^"]*)"/;
const LIMIT = 50 * 2 ** 20;

/** Problems that the schemas know as well. */
const OF_SCHEMAS =
  /^(attribute_(missing|value|unknown)|text_(unexpected|value)|element_\w+|namespace_unexpected|identifier_repeated|descriptor_root|questions_missing|not_well_formed|unknown_version)$/;

function versionOf(manifest: string): AnyVersion | undefined {
  const [, number] = /imsccv1p([1-4])\/imscp_v1p1|imscc\/imscp_v1p1/.exec(manifest) ?? [];
  if (number !== undefined) return `1.${number}` as AnyVersion;
  return manifest.includes('imscc/imscp_v1p1') ? '1.0' : undefined;
}

/** Canvas writes types of 1.1 in manifests of every version; they say by which version a file is to be judged. */
function schemaFor(type: string, text: string): SchemaName | undefined {
  const version = `1.${/v1p(\d)$/.exec(type)?.[1] ?? '1'}` as AnyVersion;
  if (type.startsWith('imsdt')) return `topic ${version}`;
  if (type.startsWith('imswl')) return `web link ${version}`;
  if (type.startsWith('imsbasiclti'))
    return /xmlns(:\w+)?="[^"]*imslticc_v1p3"/.test(text) ? 'LTI 1.3' : 'LTI 1.1';
  if (type.startsWith('imsqti')) return 'questions';
  if (type.startsWith('assignment')) return 'assignment';
  return undefined;
}

/** The documents of a package that a schema speaks of, by path. */
async function documentsOf(path: string): Promise<Map<string, { schema: SchemaName; bytes: Uint8Array }>> {
  const source = await openSharedPackage(path);
  const manifest = Buffer.from(await source.read('imsmanifest.xml', LIMIT)).toString('utf8');
  const version = versionOf(manifest);
  const found = new Map<string, { schema: SchemaName; bytes: Uint8Array }>();
  if (version === undefined) return found;
  found.set('imsmanifest.xml', { schema: `manifest ${version}`, bytes: Buffer.from(manifest) });
  for (const [, attributes = '', content = ''] of manifest.matchAll(RESOURCE)) {
    const type = /\btype="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const entry = source.find(HREF.exec(content)?.[1]?.replaceAll('&amp;', '&') ?? '');
    if (entry === undefined) continue;
    const bytes = await source.read(entry.path, LIMIT);
    const schema = schemaFor(type, Buffer.from(bytes).toString('utf8'));
    if (schema !== undefined) found.set(entry.path, { schema, bytes });
  }
  return found;
}

/** Where the two may differ, and why. */
const DISAGREEMENTS: readonly (readonly [said: RegExp, why: string])[] = [
  [/demanded by the strict wildcard/, 'Elements of other namespaces need a schema that neither judge has.'],
];

async function disagreements(path: string): Promise<string[]> {
  const own = new Map<string, string>();
  await validateCartridge(await openSharedPackage(path), ({ code, severity, path: file, message }) => {
    if (severity === 'error' && OF_SCHEMAS.test(code)) own.set(file, own.get(file) ?? message);
  });
  const found: string[] = [];
  for (const [file, { schema, bytes }] of await documentsOf(path)) {
    const said = await complaints(schema, new Map([['document', bytes]]));
    const theirs = said.filter((line) => !line.endsWith('fails to validate'));
    if (theirs.length > 0 === own.has(file)) continue;
    const reason = theirs[0] ?? own.get(file) ?? '';
    if (!DISAGREEMENTS.some(([pattern]) => pattern.test(reason)))
      found.push(`${file} (${schema}): ${reason}`);
  }
  return found;
}

const PACKAGES = ['cc', 'canvas', 'flat'].flatMap(sharedPackages);

if (HAS_SCHEMAS && SHARED_PACKAGES !== undefined)
  describe('the cartridge', () => {
    it.each(PACKAGES)('%s is valid or not for us as for the schemas, document by document', async (path) => {
      expect(await disagreements(path)).toEqual([]);
    });
  });
else
  describe('other people’s cartridges', () => {
    it('are not here, or neither the schemas nor xmllint: set CARTWRIGHT_PACKAGES and CARTWRIGHT_XSD', () => {
      expect(HAS_SCHEMAS && SHARED_PACKAGES !== undefined).toBe(false);
    });
  });
