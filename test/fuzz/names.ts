/** Files under other names: cases, unicode forms, escapes, clashes, folders; with and without the references to them. */
import { type CraftedEntry, craft, UTF8 } from '../archive/hostile.js';
import { entriesOf } from './archive.js';
import type { SeedFile } from './corpus.js';
import type { Random } from './random.js';

type Rename = (path: string, random: Random) => string;

const RENAMES: readonly Rename[] = [
  (path) => path.toUpperCase(),
  (path) => path.toLowerCase(),
  (path, random) => [...path].map((one) => (random.chance(0.3) ? one.toUpperCase() : one)).join(''),
  (path) => withStem(path, (stem) => `${stem}é`.normalize('NFD')),
  (path) => withStem(path, (stem) => `${stem}é`.normalize('NFC')),
  (path) => withStem(path, (stem) => `${stem}İıſßﬁ`),
  (path) => withStem(path, (stem) => `${stem}\u{1f600}\u202e\u200b\ufeff`),
  (path) => path.replaceAll('/', '\\'),
  (path) => `\\${path}`,
  (path) => encodeURIComponent(path),
  (path) => path.replaceAll(/[a-m]/g, (one) => `%${one.charCodeAt(0).toString(16)}`),
  (path) => `${path}%`,
  (path) => withStem(path, (stem) => `${stem}%2F%2e%2e%00%zz%c3`),
  (path) => `../${path}`,
  (path) => `a/../${path}`,
  (path) => `./${path}`,
  (path) => `/${path}`,
  (path) => `C:\\${path}`,
  (path) => `a//${path}`,
  (path) => `${path}/`,
  (path) => `${path}/inside.html`,
  (path) => `${path} `,
  (path) => ` ${path}.`,
  (path) => `${path}\0.html`,
  (path) => withStem(path, (stem) => `${stem}\n\t\x1b[31m\x7f`),
  (path) => withStem(path, (stem) => `${stem}"'<&>]]>`),
  (path) => withStem(path, (stem) => `${stem}?a=b#c;d`),
  (path, random) =>
    withStem(path, (stem) => stem + 'n'.repeat(random.pick([200, 900, 1_000, 5_000, 60_000]))),
  (path, random) => `${'d/'.repeat(random.pick([30, 63, 64, 500]))}${path}`,
  (path) => `folder/${path}`,
  (path) => `__MACOSX/${path}`,
  (path) => `${path}/../.DS_Store`,
  (path) => withStem(path, () => '._x'),
  (_, random) =>
    random.pick([
      '',
      '.',
      '..',
      '/',
      '__proto__',
      'constructor',
      'toString/valueOf',
      'CON',
      'web_resources/x.html',
      'wiki_content/page.html',
      'course_settings/course_settings.xml',
      'course_settings/canvas_export.txt',
      'course_settings/module_meta.xml',
      'non_cc_assessments/x.xml.qti',
      'other/imsmanifest.xml',
      'IMSMANIFEST.XML',
      'moodle_backup.xml',
      'none',
      'texts',
    ]),
];

function withStem(path: string, change: (stem: string) => string): string {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? change(path) : change(path.slice(0, dot)) + path.slice(dot);
}

interface Draft {
  files: SeedFile[];
  /** What is said of the name in the archive, where that is not simply the path in UTF-8. */
  readonly raw: Map<SeedFile, Partial<CraftedEntry>>;
}

type Change = (draft: Draft, random: Random) => string;

/** Without its manifest a package is nothing, which is soon told. */
function isManifest(file: SeedFile | undefined): boolean {
  return file?.path.endsWith('imsmanifest.xml') ?? false;
}

const renameOne: Change = (draft, random) => {
  const drawn = random.below(draft.files.length);
  const at = isManifest(draft.files[drawn]) && random.chance(0.7) ? random.below(draft.files.length) : drawn;
  const file = draft.files[at] as SeedFile;
  const path = random.pick(RENAMES)(file.path, random);
  draft.files[at] = { ...file, path };
  if (random.chance(0.4)) rewriteReferences(draft, file.path, path);
  return `${file.path} is now ${JSON.stringify(path).slice(0, 120)}`;
};

const CHANGES: readonly Change[] = [
  renameOne,
  renameOne,
  renameOne,
  (draft, random) => {
    const rename = random.pick(RENAMES);
    const spared = random.chance(0.8);
    draft.files = draft.files.map((file) =>
      spared && isManifest(file) ? file : { ...file, path: rename(file.path, random) },
    );
    return `all renamed by ${rename.toString().slice(0, 80)}`;
  },
  (draft, random) => {
    const file = random.pick(draft.files);
    const path = random.pick(RENAMES)(file.path, random);
    draft.files.splice(random.below(draft.files.length), 0, { ...file, path });
    return `${file.path} is also ${JSON.stringify(path).slice(0, 120)}`;
  },
  (draft, random) => {
    const [one, other] = [random.pick(draft.files), random.pick(draft.files)];
    draft.files[draft.files.indexOf(one)] = { ...one, path: other.path };
    return `${one.path} is now a second ${other.path}`;
  },
  (draft, random) => {
    const folder = random.pick(['course/', 'a/b/', 'é/', 'a b/', '%41/']);
    const outside = draft.files.filter(() => random.chance(0.3));
    draft.files = draft.files.map((file) => ({ ...file, path: folder + file.path }));
    draft.files.push(...outside.filter(({ path }) => !path.endsWith('imsmanifest.xml')));
    return `all in ${folder}, ${outside.length} of them beside it as well`;
  },
  (draft, random) => {
    const file = random.pick(draft.files);
    const name = random.pick([
      random.bytes(12),
      Buffer.from('caf\xe9.html', 'latin1'),
      Buffer.from('\xed\xa0\x80.xml', 'latin1'),
    ]);
    draft.raw.set(file, { name, flags: random.pick([0, UTF8]) });
    return `${file.path} is now the bytes ${name.toString('hex')}`;
  },
];

/** The new name where texts name the old one, escaped as XML wants it. */
function rewriteReferences(draft: Draft, from: string, to: string): void {
  const escaped = to.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
  draft.files = draft.files.map((file) =>
    /\.(xml|html?|qti)$/i.test(file.path) && file.content.includes(from)
      ? { ...file, content: Buffer.from(file.content.toString('utf8').replaceAll(from, () => escaped)) }
      : file,
  );
}

/** One to three changes. */
export function damageNames(files: readonly SeedFile[], random: Random): { bytes: Buffer; said: string } {
  const draft: Draft = { files: [...files], raw: new Map() };
  const all: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left -= 1) all.push(random.pick(CHANGES)(draft, random));
  const entries = entriesOf(draft.files).map((entry, at) => ({
    ...entry,
    ...draft.raw.get(draft.files[at] as SeedFile),
  }));
  const fits = entries.filter(({ name }) => Buffer.byteLength(name) < 0x10000);
  return { bytes: craft(fits), said: all.join('; ') };
}
