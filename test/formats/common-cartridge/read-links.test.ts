/** Links in texts of a cartridge, and what they lead to in the course. */
import { describe, expect, it } from 'vitest';
import { linksIn, parseLink } from '../../../activities/course/links.js';
import type { ObjectKind, Reference } from '../../../activities/course/model/common.js';
import { linkNotices } from '../../../activities/formats/common-cartridge/link-notices.js';
import { createLinkReader, type LinkTargets } from '../../../activities/formats/common-cartridge/links-in.js';
import { packageOf } from '../../support/package-source.js';

const FILES = {
  'a/page.html': '',
  'a/picture one.png': '',
  'a/sub/b.png': '',
  'web_resources/Course Files/c+d.pdf': '',
  'web_resources/a/picture one.png': '',
  'web_resources/why?.txt': '',
  'root.css': '',
  'untold.txt': '',
};

const CANVAS: Readonly<Record<string, ObjectKind>> = {
  'assignments/a1': 'assignment',
  'quizzes/q1': 'quiz',
  'discussion_topics/t1': 'discussionTopic',
  'modules/m1': 'module',
  'module_items/i1': 'moduleItem',
  'attachments/f1': 'file',
  'pages/p1': 'page',
};

const targets: LinkTargets = {
  byPath: (path) => (path === 'untold.txt' ? undefined : { kind: 'file', migrationId: path }),
  byCanvas: (type, migrationId) => {
    const kind = CANVAS[`${type}/${migrationId}`];
    return kind === undefined ? undefined : { kind, migrationId };
  },
  byPageSlug: (slug) => (slug === 'über-uns' ? { kind: 'page', migrationId: 'p9' } : undefined),
};

const links = createLinkReader(packageOf(FILES), targets);
const from = 'a/page.html';

const target = (address: string, at = from): (Reference & { suffix: string }) | string => {
  const resolution = links.resolve(address, at);
  if (resolution.type !== 'link') return resolution.type;
  const link = parseLink(resolution.link);
  if (link === undefined) throw new Error(`${resolution.link} is no link of the model.`);
  return { kind: link.kind, migrationId: link.migrationId, suffix: link.query + link.fragment };
};
const file = (migrationId: string, suffix = '') => ({ kind: 'file', migrationId, suffix });

describe('links to files', () => {
  it.each([
    ['a relative path', 'sub/b.png', 'a/sub/b.png'],
    ['a path with steps', '../a/./sub/b.png', 'a/sub/b.png'],
    ['a path from the root', '/root.css', 'root.css'],
    [
      'a path that is relative to the root of the package',
      'web_resources/why%3F.txt',
      'web_resources/why?.txt',
    ],
    ['the token for the folder of the descriptor', '$IMS-CC-FILEBASE$sub/b.png', 'a/sub/b.png'],
    ['the token with a slash', '$IMS-CC-FILEBASE$/sub/b.png', 'a/sub/b.png'],
    ['the token with steps up', '$IMS-CC-FILEBASE$../root.css', 'root.css'],
    [
      'the token for web_resources',
      '$IMS-CC-FILEBASE$/Course%20Files/c%2Bd.pdf',
      'web_resources/Course Files/c+d.pdf',
    ],
    ['the token for the root', '$IMS-CC-FILEBASE$/root.css', 'root.css'],
    ['the token percent-encoded', '%24IMS-CC-FILEBASE%24/sub/b.png', 'a/sub/b.png'],
    ['the token with underscores', '$IMS_CC_FILEBASE$/sub/b.png', 'a/sub/b.png'],
    ['the token with underscores, percent-encoded', '%24IMS_CC_FILEBASE%24/sub/b.png', 'a/sub/b.png'],
    ['the token of 1EdTech', '$1EdTech-CC-FILEBASE$/sub/b.png', 'a/sub/b.png'],
    [
      'the folder of the descriptor before web_resources',
      '$IMS-CC-FILEBASE$/picture%20one.png',
      'a/picture one.png',
    ],
    ['a space as plus', 'picture+one.png', 'a/picture one.png'],
    ['a name that is not encoded', 'picture one.png', 'a/picture one.png'],
    ['another case', 'SUB/B.PNG', 'a/sub/b.png'],
    ['backslashes', '..\\a\\sub\\b.png', 'a/sub/b.png'],
    ['a question mark in the name', '$IMS-CC-FILEBASE$/why?.txt', 'web_resources/why?.txt'],
  ])('are found by %s', (_, address, path) => {
    expect(target(address)).toEqual(file(path));
  });

  it('keep query and fragment', () => {
    expect(target('%24IMS-CC-FILEBASE%24/sub/b.png?canvas_download=1&canvas_qs_wrap=1#x')).toEqual(
      file('a/sub/b.png', '?canvas_download=1&canvas_qs_wrap=1#x'),
    );
  });

  it('stay in the package when they step above its root', () => {
    expect(target('../../../root.css')).toEqual(file('root.css'));
  });

  it.each([
    ['a file that is not in the package', 'x.png'],
    ['a file that became nothing', '/untold.txt'],
    ['a file by its token', '$IMS-CC-FILEBASE$/x.png'],
    ['an object', '$CANVAS_OBJECT_REFERENCE$/assignments/a2'],
    ['a page', '$WIKI_REFERENCE$/pages/nowhere'],
    ['a token that nobody knows', '$OTHER$/x'],
  ])('to %s that is not there are missing', (_, address) => {
    expect(target(address)).toBe('missing');
  });

  it.each([
    ['https://example.org/a'],
    ['//example.org/a'],
    ['mailto:a@example.org'],
    ['data:image/png;base64,AA=='],
    ['javascript:void(0)'],
    ['cartwright:page/p1'],
    ['#top'],
    ['?page=2'],
    [''],
  ])('leave %j alone', (address) => {
    expect(target(address)).toBe('other');
  });
});

describe('links to objects', () => {
  it.each([
    ['$CANVAS_OBJECT_REFERENCE$/assignments/a1', 'assignment', 'a1', ''],
    ['%24CANVAS_OBJECT_REFERENCE%24/quizzes/q1', 'quiz', 'q1', ''],
    [
      '$CANVAS_OBJECT_REFERENCE$/discussion_topics/t1?module_item_id=i1#reply',
      'discussionTopic',
      't1',
      '?module_item_id=i1#reply',
    ],
    ['$CANVAS_OBJECT_REFERENCE$/modules/m1', 'module', 'm1', ''],
    ['$CANVAS_OBJECT_REFERENCE$/attachments/f1/download?wrap=1', 'file', 'f1', '?canvas_download=1&wrap=1'],
    ['$CANVAS_OBJECT_REFERENCE$/pages/p1', 'page', 'p1', ''],
    ['$WIKI_REFERENCE$/pages/p1', 'page', 'p1', ''],
    ['$WIKI_REFERENCE$/wiki/%C3%BCber-uns', 'page', 'p9', ''],
    ['%24WIKI_REFERENCE%24/pages/%C3%BCber-uns#team', 'page', 'p9', '#team'],
    ['$CANVAS_COURSE_REFERENCE$/modules/items/i1', 'moduleItem', 'i1', ''],
    ['$CANVAS_COURSE_REFERENCE$/file_ref/f1/preview', 'file', 'f1', '?canvas_preview=1'],
    ['$CANVAS_COURSE_REFERENCE$/assignments/a1', 'assignment', 'a1', ''],
    ['/courses/7/modules/items/i1', 'moduleItem', 'i1', ''],
    ['/x?wiki_page_migration_id=p1', 'page', 'p1', ''],
    ['/x?discussion_topic_migration_id=t1', 'discussionTopic', 't1', ''],
  ])('%s', (address, kind, migrationId, suffix) => {
    expect(target(address)).toEqual({ kind, migrationId, suffix });
  });

  it.each([
    ['$CANVAS_COURSE_REFERENCE$/', 'home', ''],
    ['$CANVAS_COURSE_REFERENCE$', 'home', ''],
    ['%24CANVAS_COURSE_REFERENCE%24/modules', 'modules', ''],
    ['$CANVAS_COURSE_REFERENCE$/files', 'files', ''],
    ['$CANVAS_COURSE_REFERENCE$/assignments/syllabus', 'syllabus', ''],
    [
      '$CANVAS_COURSE_REFERENCE$/external_tools/retrieve?display=borderless',
      'external_tools/retrieve',
      '?display=borderless',
    ],
    ['$CANVAS_COURSE_REFERENCE$/files/folder/Course%20Files', 'files/folder/Course Files', ''],
    ['$WIKI_REFERENCE$/pages', 'pages', ''],
    ['$IMS-CC-FILEBASE$', 'files', ''],
  ])('%s is a place of the course', (address, place, suffix) => {
    expect(target(address)).toEqual({ kind: 'course', migrationId: place, suffix });
  });
});

describe('links in a text', () => {
  it('are translated where they lead somewhere and listed once where they do not', () => {
    const html =
      '<p><a href="sub/b.png">b</a> <img src="x.png"><img src="x.png"> <a href="$WIKI_REFERENCE$/pages/no">n</a></p>';
    expect(links.read(html, from)).toEqual({
      html: '<p><a href="cartwright:file/a%2Fsub%2Fb.png">b</a> <img src="x.png"><img src="x.png"> <a href="$WIKI_REFERENCE$/pages/no">n</a></p>',
      missing: ['x.png', '$WIKI_REFERENCE$/pages/no'],
      outside: [],
    });
  });

  it('are not looked for in values', () => {
    const html = '<input value="root.css"><param value="$IMS-CC-FILEBASE$/sub/b.png"><li value="3">';
    expect(links.read(html, from)).toEqual({
      html: '<input value="root.css"><param value="cartwright:file/a%2Fsub%2Fb.png"><li value="3">',
      missing: [],
      outside: [],
    });
  });

  it('are told where they stand in places that are not looked at', () => {
    const html = '<script>load("$IMS-CC-FILEBASE$/sub/b.png")</script>$WIKI_REFERENCE$/pages/p1';
    expect(links.read(html, from)).toEqual({
      html,
      missing: [],
      outside: ['$IMS-CC-FILEBASE$/sub/b.png', '$WIKI_REFERENCE$/pages/p1'],
    });
  });

  it.each([
    [
      '<p style="background: url(sub/b.png)">',
      '<p style="background: url(cartwright:file/a%2Fsub%2Fb.png)">',
    ],
    [
      `<p style="background: url('picture one.png')">`,
      `<p style="background: url('cartwright:file/a%2Fpicture%20one.png')">`,
    ],
    [
      '<style>p { background: url("$IMS-CC-FILEBASE$/sub/b.png") }</style>',
      '<style>p { background: url("cartwright:file/a%2Fsub%2Fb.png") }</style>',
    ],
    [
      '<img srcset="sub/b.png, picture%20one.png 2x">',
      '<img srcset="cartwright:file/a%2Fsub%2Fb.png, cartwright:file/a%2Fpicture%20one.png 2x">',
    ],
    ['<div data-anything="%24WIKI_REFERENCE%24/pages/p1">', '<div data-anything="cartwright:page/p1">'],
  ])('are found wherever HTML holds them: %s', (html, translated) => {
    const read = links.read(html, from);
    expect(read).toEqual({ html: translated, missing: [], outside: [] });
    for (const { migrationId } of linksIn(read.html))
      expect(['a/sub/b.png', 'a/picture one.png', 'p1']).toContain(migrationId);
    expect(linksIn(read.html).length).toBeGreaterThan(0);
  });

  it('in styles that lead nowhere are told, those inside of the text itself are not looked for', () => {
    const html = '<p style="background: url(x.png); filter: url(#f); mask: url(data:image/png;base64,AA==)">';
    expect(links.read(html, from)).toEqual({ html, missing: ['x.png'], outside: [] });
  });

  it('that lead nowhere are told once, though their end may be guessed otherwise', () => {
    const html = '<a href="$IMS-CC-FILEBASE$/no(where)/a.png">a</a>';
    expect(links.read(html, from)).toEqual({
      html,
      missing: ['$IMS-CC-FILEBASE$/no(where)/a.png'],
      outside: [],
    });
  });
});

describe('what is told of a text', () => {
  const about = { path: from, target: { kind: 'page', migrationId: 'p' }, field: 'text' } as const;
  const told = (missing: readonly string[], outside: readonly string[]) =>
    linkNotices(about, { missing: new Set(missing), outside: new Set(outside) });

  it('is nothing where every address was translated', () => {
    expect(told([], [])).toEqual([]);
  });

  it('is one notice of links that lead nowhere', () => {
    expect(told(['a', 'b'], [])).toEqual([
      {
        severity: 'warning',
        code: 'missing_links',
        message: 'a/page.html: 2 links lead to nothing in the package (text): "a", "b".',
        path: from,
        target: { kind: 'page', migrationId: 'p' },
      },
    ]);
  });

  it('is another of addresses outside of links (all-question-types-13.imscc was told to lack what it has)', () => {
    expect(told([], ['$WIKI_REFERENCE$/pages/p1'])).toMatchObject([
      {
        code: 'addresses_kept',
        message:
          'a/page.html: 1 address with a token of the package stands where no link is read, and was kept word for word (text): "$WIKI_REFERENCE$/pages/p1".',
      },
    ]);
  });
});

describe('attachments', () => {
  it.each([
    ['sub/b.png', 'a/sub/b.png'],
    ['$IMS-CC-FILEBASE$/root.css', 'root.css'],
    ['../untold.txt', 'untold.txt'],
    ['https://example.org/a.png', undefined],
    ['$WIKI_REFERENCE$/pages/p1', undefined],
    ['x.png', undefined],
  ])('%s', (address, path) => {
    expect(links.findFile(address, from)?.path).toBe(path);
  });
});
