/** Which format a package is, told by its content, and how packages that are none are refused. */
import { describe, expect, it } from 'vitest';
import { PackageError, UnsupportedError } from '../../activities/errors.js';
import { detectLoose, detectPackage } from '../../activities/formats/detect.js';
import { readerOf, writerOf } from '../../activities/formats/registry.js';
import { type Content, packageOf } from '../support/package-source.js';

const detect = (files: Record<string, Content>) => detectPackage(packageOf(files, 'course.zip'));

const manifest = ({ schema = '', version = '', attributes = '', resources = '' } = {}) =>
  `<?xml version="1.0"?><manifest identifier="M" xmlns="urn:cp" ${attributes}>
    <metadata><schema>${schema}</schema><schemaversion>${version}</schemaversion></metadata>
    <resources>${resources}</resources></manifest>`;
const resource = (type: string) => `<resource identifier="r" type="${type}"/>`;
const package_ = (text: string) => ({ 'imsmanifest.xml': text });
const CARTRIDGE = manifest({ schema: 'IMS Common Cartridge', version: '1.1.0' });

describe('packages that are read', () => {
  it.each([
    ['IMS Common Cartridge', '1.0.0', '1.0'],
    ['IMS Common Cartridge', '1.1.0', '1.1'],
    ['IMS Thin Common Cartridge', '1.2.0', '1.2'],
    ['1EdTech Common Cartridge', '1.3.0', '1.3'],
    ['IMS K-12 Common Cartridge', '1.4.0', '1.4'],
    ['IMS Common Cartridge', '', undefined],
  ])('%s %s', async (schema, version, expected) => {
    const found = await detect(package_(manifest({ schema, version })));
    expect(found).toEqual({
      format: 'common_cartridge',
      root: '',
      ...(expected === undefined ? {} : { version: expected }),
    });
  });

  it('a cartridge that does not say so, by the types of its resources', async () => {
    const found = await detect(package_(manifest({ resources: resource('imsdt_xmlv1p0') })));
    expect(found).toEqual({ format: 'common_cartridge', version: '1.0', root: '' });
  });

  it('a cartridge whose manifest declares UTF-16 and is stored as UTF-8, with a byte order mark', async () => {
    const text = `\ufeff${CARTRIDGE.replace('?>', ' encoding="UTF-16"?>')}`;
    expect(await detect(package_(text))).toMatchObject({ format: 'common_cartridge' });
  });

  it.each([
    ['the marker', { 'course_settings/canvas_export.txt': '' }, ''],
    ['the marker in the manifest alone', {}, 'course_settings/canvas_export.txt'],
    ['the settings that old versions wrote', {}, 'course_settings/course_settings.xml'],
  ])('a Canvas cartridge by %s', async (_, files, named) => {
    const text = manifest({
      schema: 'IMS Common Cartridge',
      version: '1.1.0',
      resources: `<resource identifier="r"><file href="${named}"/></resource>`,
    });
    expect(await detect({ ...package_(text), ...files })).toEqual({
      format: 'canvas_cartridge',
      version: '1.1',
      root: '',
    });
  });

  it('in a folder of the archive, whatever the case of the manifest', async () => {
    const found = await detect({ 'read me.txt': '', 'my course/IMSManifest.XML': CARTRIDGE });
    expect(found).toEqual({ format: 'common_cartridge', version: '1.1', root: 'my course/' });
  });

  it('by the manifest nearest to the root', async () => {
    const inner = manifest({ attributes: 'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"' });
    const found = await detect({ 'files/scorm/imsmanifest.xml': inner, 'imsmanifest.xml': CARTRIDGE });
    expect(found).toMatchObject({ format: 'common_cartridge', root: '' });
  });

  it.each([
    ['imsqti_xmlv1p1', '1.1'],
    ['imsqti_xmlv1p2', '1.2'],
    ['imsqti_item_xmlv2p1', '2.1'],
    ['imsqti_test_xmlv2p2', '2.2'],
    ['imsqti_item_xmlv3p0', '3.0'],
  ])('QTI by the type %s', async (type, version) => {
    expect(await detect(package_(manifest({ resources: resource(type) })))).toEqual({
      format: 'qti',
      version,
      root: '',
    });
  });

  it.each([
    ['<questestinterop>', '1.2'],
    ['<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i">', '2.2'],
    ['<qti-assessment-test identifier="t">', '3.0'],
  ])('QTI without a manifest by the root element %s', async (root, version) => {
    const found = await detect({ 'media/a.png': '', 'qti.xml': `<?xml version="1.0"?>${root}` });
    expect(found).toEqual({ format: 'qti', version, root: '' });
  });

  it.each([
    ['moodle_backup.xml', '', '2'],
    ['backup/moodle_backup.xml', 'backup/', '2'],
    ['moodle.xml', '', '1.9'],
  ])('a Moodle backup by %s', async (path, root, version) => {
    expect(await detect({ [path]: '', [`${root}course/imsmanifest.xml`]: '' })).toEqual({
      format: 'moodle',
      version,
      root,
    });
  });

  it('not as Moodle because of a file of the course', async () => {
    expect(await detect({ 'files/moodle.xml': '', 'imsmanifest.xml': CARTRIDGE })).toMatchObject({
      format: 'common_cartridge',
    });
  });
});

describe('packages that are not read', () => {
  it.each([
    ['xmlns:bb="http://www.blackboard.com/content-packaging/"', 'a Blackboard package'],
    ['xmlns:d2l_2p0="http://desire2learn.com/xsd/d2lcp_v2p0"', 'a Desire2Learn (Brightspace) package'],
    ['xmlns:webct="http://www.webct.com/xsd/cisv3"', 'a WebCT Vista package'],
    ['xmlns:webct="http://www.webct.com/IMS"', 'a WebCT 4.1 package'],
    ['xmlns:adlcp="http://www.adlnet.org/xsd/adl_cp_rootv1p1"', 'a SCORM 1.1 package'],
    ['xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"', 'a SCORM 1.2 package'],
    ['xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"', 'a SCORM 2004 package'],
  ])('%s', async (attributes, product) => {
    await expect(detect(package_(manifest({ attributes })))).rejects.toThrow(
      new UnsupportedError(
        `course.zip: this is ${product}. Cartwright imports Common Cartridges, Canvas course exports and packages of QTI 1.2 questions; export the course as one of these, and import that file.`,
        { path: 'imsmanifest.xml' },
      ),
    );
  });

  it('read a cartridge all the same when another product exported it', async () => {
    const attributes = 'xmlns:d2l_2p0="http://desire2learn.com/xsd/d2lcp_v2p0"';
    const found = await detect(
      package_(manifest({ schema: 'IMS Common Cartridge', version: '1.3.0', attributes })),
    );
    expect(found).toMatchObject({ format: 'common_cartridge' });
  });

  it.each([
    [
      'an ANGEL package',
      { 'angelData.xml': '' },
      /^course\.zip: this is an ANGEL package, told by its file angelData\.xml\./,
    ],
    [
      'a plain content package',
      package_(manifest({ schema: 'IMS Content' })),
      /^course\.zip: this is an IMS content package \(IMS Content\)/,
    ],
    ['a plain archive', { 'a.txt': '', 'b.xml': '<b/>' }, /^course\.zip: the archive holds neither/],
    [
      'two packages',
      { 'a/imsmanifest.xml': '', 'b/imsmanifest.xml': '' },
      /several packages, among them a\/imsmanifest\.xml and b\/imsmanifest\.xml/,
    ],
  ])('are named: %s', async (_, files, message) => {
    const refusal = detect(files as Record<string, string>);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toBeInstanceOf(UnsupportedError);
  });

  it.each([
    ['an empty archive', {}, /^course\.zip: the package holds no file that can be read: it is empty\.$/],
    [
      'a manifest that was cut short',
      package_('<manifest>\n<resources>'),
      /^imsmanifest\.xml: line 2, column \d+: /,
    ],
    ['a manifest that is none', package_('<html/>'), /^imsmanifest\.xml: the root element is "html"/],
  ])('are broken: %s', async (_, files, message) => {
    const refusal = detect(files as Record<string, string>);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toBeInstanceOf(PackageError);
  });
});

describe('packages of formats that are told, but not read', () => {
  it.each([
    ['qti', 'a QTI package'],
    ['moodle', 'a Moodle backup'],
  ] as const)('%s: the refusal names the file and says what can be done', (format, called) => {
    expect(() => readerOf({ format }, 'week 1.zip')).toThrow(
      new UnsupportedError(
        `week 1.zip: this is ${called}, which cannot be imported yet. Cartwright imports Common Cartridges, Canvas course exports and packages of QTI 1.2 questions; export the course as one of these, and import that file.`,
      ),
    );
  });
});

describe('a format that cannot be exported', () => {
  it('is refused with what can be', () => {
    expect(() => writerOf('moodle')).toThrow(
      new UnsupportedError(
        'A course cannot be exported as a Moodle backup yet; it can be exported as a Common Cartridge, which Canvas reads as well.',
      ),
    );
  });
});

describe('files that are no archive', () => {
  const loose = (head: string | Uint8Array) => detectLoose(Buffer.from(head as string), 'course.zip');

  it.each([
    ['a manifest', manifest()],
    ['a manifest with a byte order mark', `\ufeff${manifest()}`],
    ['a manifest with a prefix', '<cp:manifest xmlns:cp="urn:cp">'],
    [
      'a manifest behind comments',
      `<?xml version="1.0"?>\n<!-- a <b> -->\n<!-- c -->\n${manifest().slice(21)}`,
    ],
    ['a manifest in UTF-16', Buffer.from(`\ufeff${manifest()}`, 'utf16le')],
    ['XML whose root element is far away', `<?xml version="1.0"?><!-- ${'x'.repeat(4000)}`],
  ])('%s is a flat cartridge', (_, head) => {
    expect(loose(head)).toBe('flat');
  });

  it.each([
    ['a ZIP archive', 'PK\x03\x04'],
    ['text', 'haha\n'],
    ['nothing', ''],
  ])('%s may be an archive', (_, head) => {
    expect(loose(head)).toBeUndefined();
  });

  it.each([
    ['\x1f\x8b\x08', 'course.zip: this is a gzip archive.'],
    ['Rar!\x1a\x07', 'course.zip: this is a RAR archive.'],
    ['%PDF-1.7', 'course.zip: this is a PDF file.'],
    ['<?xml version="1.0"?><quiz>', 'course.zip: this is an XML file with the root element "quiz".'],
    ['<questestinterop>', 'course.zip: this is an XML file with the root element "questestinterop".'],
  ])('%j is refused by name', (head, message) => {
    expect(() => loose(Buffer.from(head, 'latin1'))).toThrow(message);
  });
});
