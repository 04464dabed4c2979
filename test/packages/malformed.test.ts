/** What a person reads of the broken packages beside the project: every fault once, whole sentences. */
import { describe, expect, it } from 'vitest';
import { convert, issuesOf } from '../fuzz/convert.js';
import { readShared, SHARED_PACKAGES, sharedPackages } from '../support/shared-packages.js';

const missing = (resource: string, path: string) =>
  `error: imsmanifest.xml: resource "${resource}" names "${path}", which the package does not contain.`;

/** A list of issues, or the one sentence with which the package is refused. */
const SAID: Readonly<Record<string, string | readonly string[]>> = {
  'backslash-paths.zip':
    'course.imscc: this is a Blackboard package. Cartwright imports Common Cartridges, Canvas course exports and packages of QTI 1.2 questions; export the course as one of these, and import that file.',
  'empty-manifest.zip': 'imsmanifest.xml: line 3, column 0: unclosed tag: cp:manifest.',
  'mac-junk-minimum.zip': [
    'warning: imsmanifest.xml: resource "coursesettings1" names "course_settings/assignment_groups.xml", which the package does not contain.',
  ],
  'manifest-not-wellformed.zip': 'imsmanifest.xml: line 21, column 13: unexpected close tag.',
  'missing-files-11.imscc': [
    'warning: imsmanifest.xml: line 81: another item is called "I_00010" already; this one goes by "I_00010-2".',
    missing('I_00001_R', 'I_00001_R/Learning_Objectives.html'),
    missing('I_00003_R', 'I_00003_R/assessment.xml'),
    missing('I_00003_R_IMAGERESOURCE', 'I_00003_R/img1.png'),
    missing('I_00003_R_IMAGERESOURCE', 'I_00003_R/img2.png'),
    missing('I_00003_R_IMAGERESOURCE', 'I_00003_R/img3.png'),
    missing('I_00004_R', 'I_00004_R/assessment.xml'),
    missing('I_00005_R', 'I_00005_R/weblink1.xml'),
    missing('I_00008_R', 'I_00008_R.xml'),
    missing('I_00006_R', 'I_00006_R/discussion.xml'),
    'warning: imsmanifest.xml: resource "I_00009_R": not carried over: attachment "../I_00006_Media/angry_person.jpg", which the package does not contain; attachment "../I_media_R/smiling_dog.jpg", which the package does not contain.',
    missing('I_00006_Media', 'I_00006_Media/angry_person.jpg'),
    missing('I_media_R', 'I_media_R/smiling_dog.jpg'),
    missing('f3', 'f3/f3.jpg'),
    missing('f4', 'f4/f4.jpg'),
    missing('f5', 'f5/f5.html'),
    missing('f5', 'f5/f5.jpg'),
    'warning: imsmanifest.xml: resource "I_00010_R": not carried over: cartridge_bundle; icon "BLTI001_Icon", which the manifest does not have.',
  ],
  'not-a-zip.zip':
    'course.imscc: the file is not a ZIP archive: it has no list of contents. Export the package again and upload the whole file.',
  'unsupported-version.zip':
    'course.imscc: this is an IMS content package (IMS Content) with nothing in it that marks a cartridge or questions. Cartwright imports Common Cartridges, Canvas course exports and packages of QTI 1.2 questions; export the course as one of these, and import that file.',
  'utf16-declared-utf8-stored.zip': [
    'warning: imsmanifest.xml: resource "coursesettings1" names "course_settings/assignment_groups.xml", which the package does not contain.',
  ],
  'zip-slip.zip':
    'course.imscc: the package holds no file that can be read: ../etc/passwd: the name leads out of its folder with "..".',
};

/** Packages of questions, of versions of QTI that are not read. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'item-not-wellformed.zip': '2.1',
  'missing-file.zip': '2.1',
  'nested-root-folder.zip': '2.0',
  'no-manifest.zip': '2.0',
  'one-item-of-two-not-wellformed.zip': '2.1',
  'wrong-item-href.zip': '2.1',
};

describe('broken packages', () => {
  if (SHARED_PACKAGES === undefined) {
    it('are not read: there are none on this machine', () => {
      expect(sharedPackages('malformed')).toEqual([]);
    });
    return;
  }

  it('are all here', () => {
    const names = [...Object.keys(SAID), ...Object.keys(QUESTIONS)].map((name) => `malformed/${name}`);
    expect(sharedPackages('malformed')).toEqual(names.sort());
  });

  it.each(Object.entries(SAID))('%s', async (name, said) => {
    expect(await saidOf(readShared(`malformed/${name}`))).toEqual(said);
  });

  it.each(Object.entries(QUESTIONS))(
    '%s, of questions, is refused with what can be done',
    async (name, version) => {
      expect(await saidOf(readShared(`malformed/${name}`))).toBe(
        `course.imscc: this is a QTI package of version ${version}, which cannot be imported yet. Cartwright imports Common Cartridges, Canvas course exports and packages of QTI 1.2 questions; export the course as one of these, and import that file.`,
      );
    },
  );
});

async function saidOf(bytes: Buffer): Promise<string | string[]> {
  try {
    const issues = await issuesOf(await convert(bytes, 'course.imscc'));
    return issues.map(({ severity, message }) => `${severity}: ${message}`);
  } catch (error) {
    if (error instanceof Error && /^(Package|Unsupported)Error$/.test(error.name)) return error.message;
    throw error;
  }
}
