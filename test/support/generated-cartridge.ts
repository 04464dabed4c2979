/** Cartridges of any size, made while they are written: pages, links, topics, assignments and quizzes in modules, and media. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type ByteSink, createZipWriter, type ZipWriter } from '../../activities/archive/index.js';
import { CANVAS_EXPORT_MARKER, CANVAS_FOLDERS, CANVAS_PATHS } from '../../activities/formats/canvas/paths.js';

export interface CartridgeSize {
  /** Objects besides files. */
  readonly items: number;
  readonly mediaFiles: number;
  /** Of each media file. */
  readonly mediaBytes: number;
  /** Lays the cartridge out as Canvas does, and marks it so; else a plain one. Default false. */
  readonly canvas?: boolean;
}

const PER_MODULE = 50;
const SENTENCES = [
  'The sea rises.',
  'The sea falls.',
  'Boats wait for water.',
  'A gauge shows the height.',
  'Wind delays the tide.',
];

type Write = (writer: ZipWriter, number: number, size: CartridgeSize) => Promise<void>;

interface Kind {
  readonly type: string;
  /** Path of the n-th. */
  path(number: number, size: CartridgeSize): string;
  readonly write: Write;
}

const KINDS: readonly Kind[] = [
  { type: 'webcontent', path: pagePath, write: writePage },
  { type: 'webcontent', path: pagePath, write: writePage },
  { type: 'imswl_xmlv1p3', path: (n) => `links/link-${n}.xml`, write: writeLink },
  { type: 'webcontent', path: pagePath, write: writePage },
  { type: 'imsdt_xmlv1p3', path: (n) => `topics/topic-${n}.xml`, write: writeTopic },
  { type: 'assignment_xmlv1p0', path: (n) => `assignments/assignment-${n}.xml`, write: writeAssignment },
  { type: 'webcontent', path: pagePath, write: writePage },
  { type: 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment', path: (n) => `quizzes/quiz-${n}.xml`, write: writeQuiz },
  { type: 'webcontent', path: pagePath, write: writePage },
  { type: 'webcontent', path: pagePath, write: writePage },
];

/** Writes a Common Cartridge 1.3. Memory does not grow with it. */
export async function generateCartridge(sink: ByteSink, size: CartridgeSize): Promise<void> {
  const writer = createZipWriter(sink);
  await writer.addStream('imsmanifest.xml', encode(manifest(size)));
  if (size.canvas) await writer.addBytes(CANVAS_PATHS.marker, CANVAS_EXPORT_MARKER);
  for (let number = 0; number < size.items; number += 1) await kindOf(number).write(writer, number, size);
  for (let number = 0; number < size.mediaFiles; number += 1) await writeMedia(writer, number, size);
  await writer.finish();
}

export async function generateCartridgeFile(path: string, size: CartridgeSize): Promise<void> {
  const file = await open(path, 'w');
  try {
    await generateCartridge({ write: async (chunk) => void (await file.writev([chunk])) }, size);
  } finally {
    await file.close();
  }
}

function kindOf(number: number): Kind {
  return KINDS[number % KINDS.length] as Kind;
}

function pagePath(number: number, { canvas }: CartridgeSize): string {
  return `${canvas ? CANVAS_FOLDERS.pages : 'pages'}/page-${number}.html`;
}

function mediaPath(number: number, { canvas }: CartridgeSize): string {
  return `${canvas ? CANVAS_FOLDERS.files : 'media'}/film-${number}.mp4`;
}

/** With size and checksum before the data, as programs write that can go back in their file. */
async function writeMedia(writer: ZipWriter, number: number, size: CartridgeSize): Promise<void> {
  let checksum = 0;
  for await (const chunk of media(number, size.mediaBytes)) checksum = crc32(chunk, checksum);
  const known = { method: 'stored', size: size.mediaBytes, crc32: checksum } as const;
  await writer.addStream(mediaPath(number, size), media(number, size.mediaBytes), known);
}

/** Bytes that do not compress, different for every file. */
async function* media(number: number, size: number): AsyncGenerator<Uint8Array> {
  const block = noise(`media ${number}`, Math.min(size, 2 ** 18));
  for (let left = size, at = 0; left > 0; at += 1) {
    const chunk = Buffer.from(block.subarray(0, Math.min(left, block.length)));
    chunk.writeUInt32LE(at, 0);
    left -= chunk.length;
    yield chunk;
  }
}

function noise(seed: string, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at * 64 < size; at += 1) parts.push(createHash('sha512').update(`${seed} ${at}`).digest());
  return Buffer.concat(parts).subarray(0, size);
}

async function* encode(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

function* manifest(size: CartridgeSize): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield '<manifest identifier="generated" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest">';
  yield '<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>';
  yield '<lom:lom><lom:general><lom:title><lom:string>Generated course</lom:string></lom:title></lom:general></lom:lom></metadata>';
  yield '<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">';
  for (let number = 0; number < size.items; number += 1) {
    if (number % PER_MODULE === 0)
      yield `<item identifier="m${number}"><title>Unit ${number / PER_MODULE + 1}</title>`;
    yield `<item identifier="i${number}" identifierref="r${number}"><title>Item ${number}</title></item>`;
    if (number % PER_MODULE === PER_MODULE - 1 || number === size.items - 1) yield '</item>';
  }
  yield '</item></organization></organizations><resources>';
  for (let number = 0; number < size.items; number += 1) yield resource(number, size);
  for (let number = 0; number < size.mediaFiles; number += 1) {
    const path = mediaPath(number, size);
    yield `<resource identifier="f${number}" type="webcontent" href="${path}"><file href="${path}"/></resource>`;
  }
  yield '</resources></manifest>';
}

function resource(number: number, size: CartridgeSize): string {
  const { type, path } = kindOf(number);
  const file = path(number, size);
  const href = type === 'webcontent' ? ` href="${file}"` : '';
  return `<resource identifier="r${number}" type="${type}"${href}><file href="${file}"/></resource>`;
}

/** A few kilobytes of text that compress like real pages. */
function prose(number: number): string {
  const paragraphs: string[] = [];
  for (let at = 0; at < 12 + (number % 20); at += 1) {
    const seed = createHash('md5').update(`${number} ${at}`).digest('hex');
    paragraphs.push(
      `<p>${SENTENCES[(number + at) % SENTENCES.length]} ${seed} ${SENTENCES[at % SENTENCES.length]}</p>`,
    );
  }
  return paragraphs.join('\n');
}

async function writePage(writer: ZipWriter, number: number, size: CartridgeSize): Promise<void> {
  const { mediaFiles } = size;
  const film = mediaFiles > 0 ? `<p><a href="../${mediaPath(number % mediaFiles, size)}">film</a></p>` : '';
  const page = `<!DOCTYPE html>\n<html><head><title>Item ${number}</title></head><body>\n${prose(number)}\n${film}\n</body></html>\n`;
  await writer.addBytes(pagePath(number, size), page);
}

async function writeLink(writer: ZipWriter, number: number): Promise<void> {
  await writer.addBytes(
    `links/link-${number}.xml`,
    `<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"><title>Link ${number}</title><url href="https://example.org/${number}"/></webLink>`,
  );
}

async function writeTopic(writer: ZipWriter, number: number): Promise<void> {
  await writer.addBytes(
    `topics/topic-${number}.xml`,
    `<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imsdt_v1p3"><title>Topic ${number}</title><text texttype="text/html">${escapeMarkup(prose(number))}</text></topic>`,
  );
}

async function writeAssignment(writer: ZipWriter, number: number): Promise<void> {
  await writer.addBytes(
    `assignments/assignment-${number}.xml`,
    `<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment" identifier="r${number}"><title>Assignment ${number}</title><text texttype="text/html">${escapeMarkup(prose(number))}</text><instructor_text/><gradable points_possible="10">true</gradable><submission_formats><format type="file"/></submission_formats></assignment>`,
  );
}

async function writeQuiz(writer: ZipWriter, number: number): Promise<void> {
  const questions = Array.from({ length: 4 }, (_, at) => question(number, at)).join('\n');
  await writer.addBytes(
    `quizzes/quiz-${number}.xml`,
    `<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="r${number}" title="Quiz ${number}"><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.exam.v0p1</fieldentry></qtimetadatafield></qtimetadata><section ident="s">\n${questions}\n</section></assessment></questestinterop>`,
  );
}

function question(quiz: number, at: number): string {
  const label = (id: string, text: string) =>
    `<response_label ident="${id}"><material><mattext texttype="text/html">${text}</mattext></material></response_label>`;
  return `<item ident="q${quiz}-${at}" title="Question ${at}"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.multiple_choice.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">${escapeMarkup(`<p>Question ${at} of quiz ${quiz}?</p>`)}</mattext></material><response_lid ident="response1" rcardinality="Single"><render_choice>${label('a', 'Yes')}${label('b', 'No')}</render_choice></response_lid></presentation><resprocessing><outcomes><decvar varname="SCORE" vartype="Decimal" minvalue="0" maxvalue="100"/></outcomes><respcondition continue="No"><conditionvar><varequal respident="response1">a</varequal></conditionvar><setvar varname="SCORE" action="Set">100</setvar></respcondition></resprocessing></item>`;
}

function escapeMarkup(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
