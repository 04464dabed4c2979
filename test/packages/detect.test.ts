/** Real packages of every kind are recognised, and broken ones refused with their reason. */
import { describe, expect, it } from 'vitest';
import { detectLoose, detectPackage } from '../../activities/formats/detect.js';
import { openShared, readShared, SHARED_PACKAGES, sharedPackages } from '../support/shared-packages.js';

/** What each stub and each broken package is: a format, or what the refusal says. */
const VERDICTS: Readonly<Record<string, string | RegExp>> = {
  'detect/angel7-3.zip': /: this is an ANGEL package/,
  'detect/angel7-4.zip': /: this is an ANGEL package/,
  'detect/bb_learn.zip': /: this is a Blackboard package/,
  'detect/canvas.zip': 'canvas_cartridge 1.1',
  'detect/cc1-0.zip': 'common_cartridge 1.0',
  'detect/cc1-1.zip': 'common_cartridge 1.1',
  'detect/cc1-2.zip': 'common_cartridge 1.2',
  'detect/cc1-3.zip': 'common_cartridge 1.3',
  'detect/d2l.zip': /: this is a Desire2Learn \(Brightspace\) package/,
  'detect/ims_cp.zip': /: this is an IMS content package/,
  'detect/invalid.zip': /not a ZIP archive/,
  'detect/old_canvas.zip': 'canvas_cartridge 1.1',
  'detect/qti.zip': 'qti 1.1',
  'detect/scorm1-1.zip': /: this is a SCORM 1\.1 package/,
  'detect/scorm1-2.zip': /: this is a SCORM 1\.2 package/,
  'detect/scorm1-3.zip': /: this is a SCORM 2004 package/,
  'detect/unknown.zip': /holds neither an imsmanifest\.xml nor/,
  'detect/webct.zip': /: this is a WebCT Vista package/,
  'detect/webct4-1.zip': /: this is a WebCT 4\.1 package/,
  'malformed/backslash-paths.zip': /: this is a Blackboard package/,
  'malformed/empty-manifest.zip': /^imsmanifest\.xml: line 3, column \d+: unclosed tag/,
  'malformed/item-not-wellformed.zip': 'qti 2.1',
  'malformed/mac-junk-minimum.zip': 'canvas_cartridge 1.1',
  'malformed/manifest-not-wellformed.zip': /^imsmanifest\.xml: line 21, column \d+: unexpected close tag/,
  'malformed/missing-file.zip': 'qti 2.1',
  'malformed/missing-files-11.imscc': 'common_cartridge 1.1',
  'malformed/nested-root-folder.zip': 'qti 2.0 in i1245323533354/',
  'malformed/no-manifest.zip': 'qti 2.0',
  'malformed/not-a-zip.zip': /not a ZIP archive/,
  'malformed/one-item-of-two-not-wellformed.zip': 'qti 2.1',
  'malformed/unsupported-version.zip': /: this is an IMS content package \(IMS Content\)/,
  'malformed/utf16-declared-utf8-stored.zip': 'canvas_cartridge 1.1',
  'malformed/wrong-item-href.zip': 'qti 2.1',
  'malformed/zip-slip.zip': /holds no file that can be read/,
};

describe('detecting real packages', () => {
  if (SHARED_PACKAGES === undefined) {
    it('is not done: there are none on this machine', () => {
      expect(sharedPackages('detect')).toEqual([]);
    });
    return;
  }

  it('covers every stub and every broken package', () => {
    expect([...sharedPackages('detect'), ...sharedPackages('malformed')]).toEqual(Object.keys(VERDICTS));
  });

  it.each(Object.entries(VERDICTS))('%s', async (path, verdict) => {
    const detect = async () => {
      expect(detectLoose(readShared(path).subarray(0, 4096), path)).toBeUndefined();
      const { format, version, root } = await detectPackage(await openShared(path));
      return `${format} ${version ?? ''}${root === '' ? '' : ` in ${root}`}`;
    };
    if (typeof verdict === 'string') expect(await detect()).toBe(verdict);
    else await expect(detect()).rejects.toThrow(verdict);
  });

  it.each(sharedPackages('cc'))('%s is a Common Cartridge', async (path) => {
    const { format, root } = await detectPackage(await openShared(path));
    expect([format, root]).toEqual(['common_cartridge', path.includes('nested') ? 'asmnt_example/' : '']);
  });

  it.each(sharedPackages('canvas'))('%s is a Canvas cartridge', async (path) => {
    expect(await detectPackage(await openShared(path))).toMatchObject({
      format: 'canvas_cartridge',
      root: '',
    });
  });

  it.each(sharedPackages('flat'))('%s is a flat cartridge', async (path) => {
    expect(detectLoose(readShared(path).subarray(0, 4096), path)).toBe('flat');
    expect(await detectPackage(await openShared(path))).toMatchObject({
      format: 'common_cartridge',
      version: '1.3',
    });
  });

  it.each([...sharedPackages('qti12'), ...sharedPackages('qti2'), ...sharedPackages('qti3')])(
    '%s is a QTI package, or said to be of another product',
    async (path) => {
      const found = await detectPackage(await openShared(path)).catch(({ message }: Error) => message);
      if (path.includes('blackboard5')) expect(found).toMatch(/: this is a Blackboard package/);
      else expect(found).toMatchObject({ format: 'qti' });
    },
  );
});
