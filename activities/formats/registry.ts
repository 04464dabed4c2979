/** The formats there are: one reader and one writer each. */
import { UnsupportedError } from '../errors.js';
import { canvasReader } from './canvas/read.js';
import { commonCartridgeReader } from './common-cartridge/read.js';
import { commonCartridgeWriter } from './common-cartridge/writer/write.js';
import { READABLE } from './detect/signatures.js';
import type { DetectedPackage } from './detect/types.js';
import { qtiReader } from './qti/read.js';
import type { FormatId, FormatReader, FormatWriter } from './types.js';

const READERS: Readonly<Partial<Record<FormatId, FormatReader>>> = {
  canvas_cartridge: canvasReader,
  common_cartridge: commonCartridgeReader,
  qti: qtiReader,
};

/** Versions that are read, of formats that are not read in each. */
const VERSIONS: Readonly<Partial<Record<FormatId, RegExp>>> = { qti: /^1\./ };

const WRITERS: Readonly<Partial<Record<FormatId, FormatWriter>>> = {
  common_cartridge: commonCartridgeWriter,
};

/** What packages are called whose format is told, but not read. */
const CALLED: Readonly<Record<FormatId, string>> = {
  canvas_cartridge: 'a Canvas course export',
  common_cartridge: 'a Common Cartridge',
  qti: 'a QTI package',
  moodle: 'a Moodle backup',
  zip: 'a ZIP archive',
};

/** `name` is that of the package, for the message. Throws `UnsupportedError`. */
export function readerOf(
  { format, version = '' }: Pick<DetectedPackage, 'format' | 'version'>,
  name: string,
): FormatReader {
  const reader = READERS[format];
  const isRead = VERSIONS[format]?.test(version) ?? true;
  if (reader !== undefined && isRead) return reader;
  const ofVersion = isRead || version === '' ? '' : ` of version ${version}`;
  throw new UnsupportedError(
    `${name}: this is ${CALLED[format]}${ofVersion}, which cannot be imported yet. ${READABLE}`,
  );
}

/** Throws `UnsupportedError`. */
export function writerOf(format: FormatId): FormatWriter {
  const writer = WRITERS[format];
  if (writer === undefined)
    throw new UnsupportedError(
      `A course cannot be exported as ${CALLED[format]} yet; it can be exported as a Common Cartridge, which Canvas reads as well.`,
    );
  return writer;
}
