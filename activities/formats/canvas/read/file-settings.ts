/** Reads what is special about files: files_meta.xml and media_tracks.xml, before the files themselves. */
import { type CompactSet, createCompactSet } from '../../../course/compact-set.js';
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { CourseFile } from '../../../course/model/content.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { attribute, elements, type XmlElement } from '../../xml/tree.js';
import { extensionsOf, readPart, readTable } from '../fields/field.js';
import { ownText } from '../fields/value.js';
import { CANVAS_PATHS } from '../paths.js';
import { withoutHoles } from '../records/read-record.js';
import { FILE_META, FOLDER_META, TRACK_TEXTS } from '../tables/file-meta.js';
import { MEDIA_TRACK, type MediaTrack } from '../tables/media-track.js';
import { linksOf, type Reading } from './reading.js';
import { emitRecord, readList } from './record-file.js';

/** Fields of files, by the migration id of the file. Most files have none. */
export type FileSettings = ReadonlyMap<string, Partial<CourseFile>>;

/** Reads both files; what they say of folders is emitted at once. */
export async function readFileSettings(reading: Reading): Promise<FileSettings> {
  const remarks = { settings: new Map<string, Partial<CourseFile>>(), names: createCompactSet() };
  await readFilesMeta(reading, remarks);
  await readTracks(reading, remarks);
  return remarks.settings;
}

interface Remarks {
  readonly settings: Map<string, Partial<CourseFile>>;
  /** Of the elements in the ledger. */
  readonly names: CompactSet;
}

async function readFilesMeta(reading: Reading, remarks: Remarks): Promise<void> {
  const path = CANVAS_PATHS.filesMeta;
  await readList(reading, {
    path,
    root: 'fileMeta',
    isRecord: ({ name }, ancestors) => ancestors.length === 2 && (name === 'file' || name === 'folder'),
    onEvent: async (event) => {
      if (event.type === 'close') event.element.taken.self = true;
      else if (event.element.name === 'folder') await readFolder(reading, event.element, path, remarks);
      else await readFile(reading, event.element, path, remarks);
    },
  });
}

/** A folder has no identifier but its path. */
async function readFolder(
  reading: Reading,
  element: XmlElement,
  path: string,
  remarks: Remarks,
): Promise<void> {
  element.taken.self = true;
  const scope = linksOf(reading, path);
  const { draft, kept } = readTable(FOLDER_META, element, scope);
  const folder = draft.path?.replace(/^\/+|\/+$/g, '') ?? '';
  if (folder === '') {
    const message = `${path}: a folder in line ${element.line} has no path.`;
    const name = { type: 'settings', path, element: nameOnce(`folder in line ${element.line}`, remarks) };
    return await reading.context.ledger.settle(name, { state: 'failed', code: 'missing_path', message });
  }
  const record = withoutHoles({ ...draft, migrationId: folder, path: folder, ...extensionsOf(kept) });
  await emitRecord(reading, 'folders', record, element, scope);
}

async function readFile(
  reading: Reading,
  element: XmlElement,
  path: string,
  remarks: Remarks,
): Promise<void> {
  element.taken.self = true;
  const { settings } = remarks;
  const identifier = attribute(element, 'identifier')?.trim() ?? '';
  const owner = reading.objects.get(identifier)?.migrationId ?? identifier;
  const { draft, kept } = readTable(FILE_META, element, linksOf(reading, path));
  settings.set(owner, { ...settings.get(owner), ...withoutHoles(draft), ...extensionsOf(kept) });
  await settleRemark(reading, element, identifier, path, remarks);
}

async function readTracks(reading: Reading, remarks: Remarks): Promise<void> {
  const { settings } = remarks;
  const path = CANVAS_PATHS.mediaTracks;
  await readList(reading, {
    path,
    root: 'media_tracks',
    isRecord: ({ name }, ancestors) => ancestors.length === 1 && name === 'media',
    onEvent: async ({ type, element }) => {
      if (type === 'close') return;
      element.taken.self = true;
      const identifier = attribute(element, 'identifierref')?.trim() ?? '';
      const owner = reading.objects.get(identifier)?.migrationId ?? identifier;
      const known = settings.get(owner);
      const found = elements(element, 'track').flatMap(readTrack);
      const tracks = [...(known?.tracks ?? []), ...found.map(({ track }) => track)];
      settings.set(owner, { ...known, tracks, ...withTexts(known, found) });
      await settleRemark(reading, element, identifier, path, remarks);
    },
  });
}

interface ReadTrack {
  readonly track: MediaTrack;
  readonly text: string;
}

/** Newer exports have the text of a caption in the element, and no file for it. */
function readTrack(element: XmlElement): ReadTrack[] {
  const { file, kind, locale } = readPart(MEDIA_TRACK, element, { rewriteHtml: String });
  if (file === undefined) return [];
  const track = { file, kind: kind ?? 'subtitles', ...(locale === undefined ? {} : { locale }) };
  return [{ track, text: ownText(element) }];
}

function withTexts(
  known: Partial<CourseFile> | undefined,
  found: readonly ReadTrack[],
): Pick<CourseFile, 'extensions'> {
  const texts = found.filter(({ text }) => text.trim() !== '');
  if (texts.length === 0) return {};
  const { [TRACK_TEXTS]: before, ...canvas } = known?.extensions?.canvas ?? {};
  const all = Object.assign(
    {},
    before,
    ...texts.map(({ track, text }) => ({ [track.file.migrationId]: text })),
  );
  return { extensions: { canvas: { ...canvas, [TRACK_TEXTS]: all } } };
}

/** What a file says of another file is part of that one, if the package has it. */
async function settleRemark(
  { context, objects }: Reading,
  element: XmlElement,
  identifier: string,
  path: string,
  remarks: Remarks,
): Promise<void> {
  const name = nameOnce(`${element.name} "${identifier}" in line ${element.line}`, remarks);
  await context.ledger.settle({ type: 'settings', path, element: name }, remarkOutcome());

  function remarkOutcome(): LedgerOutcome {
    const target = objects.get(identifier);
    if (target?.kind !== 'file') {
      const message = `${path}: the settings of file "${identifier}" are of no use, because the package does not contain it.`;
      const because = { path, element: `file "${identifier}"` };
      return { state: 'unsupported', code: 'missing_file', message, because };
    }
    const lost = lostOf(element);
    return lost.length === 0 ? { state: 'merged', target } : { state: 'changed', target, lost };
  }
}

/** A line may hold the same remark again. */
function nameOnce(wanted: string, { names }: Remarks): string {
  let name = wanted;
  for (let number = 2; !names.add(name); number += 1) name = `${wanted} (${number})`;
  return name;
}
