/** Reads an entry's local header, holds it against the directory, and says where the entry's bytes lie. */
import { decodeName } from './entry-name.js';
import { entryProblem, ZipProblemError } from './problem.js';
import { FLAG, METHOD, RECORD_SIZE, SIGNATURE } from './signatures.js';
import type { CompressionMethod, StoredEntry, ZipEntry } from './types.js';

/** A local header cannot be longer: its name and its extra field have at most 65,535 bytes each. */
export const LONGEST_LOCAL_HEADER = RECORD_SIZE.localHeader + 2 * 0xffff;

const METHOD_CODES: Readonly<Record<CompressionMethod, number>> = {
  stored: METHOD.stored,
  deflated: METHOD.deflated,
};

/** Bytes of the local header that starts this buffer; `undefined` while its fixed part is not there. */
export function localHeaderLength(bytes: Buffer): number | undefined {
  if (bytes.length < RECORD_SIZE.localHeader) return undefined;
  return RECORD_SIZE.localHeader + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
}

/**
 * Where the data of an entry lies, after its local header has proved to belong to it. The header must carry the
 * same name and method: programs that read archives from the front go by it, and must see what we see. Its
 * sizes and CRC may be zero or wrong; those of the directory count, and the content is held against them.
 *
 * @param header starts with the local header
 * @throws ZipProblemError `local_header_mismatch` or `overlap`
 */
export function locateData(entry: ZipEntry, header: Buffer): StoredEntry {
  const { method } = entry;
  const length = localHeaderLength(header);
  if (method === 'unsupported' || length === undefined || length > header.length) {
    throw mismatch(entry, 'its local header is cut off');
  }
  const difference = headerDifference(entry, METHOD_CODES[method], header);
  if (difference) throw mismatch(entry, difference);
  const offset = entry.headerOffset + length;
  if (offset + entry.storedSize > entry.endOffset) {
    throw new ZipProblemError(
      entryProblem('overlap', entry.path, 'the entry reaches into the one behind it'),
    );
  }
  return { offset, storedSize: entry.storedSize, size: entry.size, method, crc32: entry.crc32 };
}

function headerDifference(entry: ZipEntry, method: number, header: Buffer): string | undefined {
  if (header.readUInt32LE(0) !== SIGNATURE.localHeader) return 'there is no local header where it should be';
  if (header.readUInt16LE(8) !== method) return 'its local header gives another compression method';
  if (header.readUInt16LE(6) & FLAG.encrypted) return 'its local header says it is encrypted';
  return hasName(entry, header) ? undefined : 'its local header gives another name';
}

/** Byte for byte, or at least read alike: some tools encode the two names differently. */
function hasName(entry: ZipEntry, header: Buffer): boolean {
  const nameEnd = RECORD_SIZE.localHeader + header.readUInt16LE(26);
  const name = header.subarray(RECORD_SIZE.localHeader, nameEnd);
  if (name.toString('latin1') === (entry.rawName ?? Buffer.from(entry.path).toString('latin1'))) return true;
  const extra = header.subarray(nameEnd, nameEnd + header.readUInt16LE(28));
  const decoded = decodeName(name, header.readUInt16LE(6), extra).replaceAll('\\', '/');
  return decoded === (entry.isDirectory ? `${entry.path}/` : entry.path);
}

function mismatch(entry: ZipEntry, text: string): ZipProblemError {
  return new ZipProblemError(entryProblem('local_header_mismatch', entry.path, text));
}
