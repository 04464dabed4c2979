/** The formats there are: one reader and one writer each. */
import { UnsupportedError } from '../errors.js';
import { canvasReader } from './canvas/read.js';
import { commonCartridgeReader } from './common-cartridge/read.js';
import { commonCartridgeWriter } from './common-cartridge/writer/write.js';
import { READABLE } from './detect/signatures.js';
import type { FormatId, FormatReader, FormatWriter } from './types.js';

const READERS: Readonly<Partial<Record<FormatId, FormatReader>>> = {
  canvas_cartridge: canvasReader,
  common_cartridge: commonCartridgeReader,
};

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
export function readerOf(format: FormatId, name: string): FormatReader {
  const reader = READERS[format];
  if (reader === undefined)
    throw new UnsupportedError(
      `${name}: this is ${CALLED[format]}, which cannot be imported yet. ${READABLE}`,
    );
  return reader;
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
