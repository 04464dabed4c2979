/** Chooses between STORE and DEFLATE by what the bytes are: compressing media costs much and saves nothing. */
import type { CompressionMethod } from './types.js';

/** Bytes from the start that are enough to recognise a type. */
export const SNIFFED_BYTES = 16;

type Signature = readonly [at: number, bytes: string];

/** First bytes (Latin-1) of types whose content is compressed already. */
const COMPRESSED_SIGNATURES: readonly Signature[] = [
  [0, '\xff\xd8\xff'], // JPEG
  [0, '\x89PNG'],
  [0, 'GIF8'],
  [8, 'WEBP'],
  [4, 'ftyp'], // MP4, M4A, MOV, HEIC, AVIF
  [4, 'moov'], // QuickTime without ftyp
  [0, '\x1aE\xdf\xa3'], // Matroska, WebM
  [0, 'OggS'],
  [0, 'ID3'], // MP3
  [0, '\xff\xfb'], // MP3 without a tag
  [0, '\xff\xf3'],
  [0, '\xff\xf1'], // AAC
  [0, 'fLaC'],
  [0, 'PK\x03\x04'], // ZIP, Office documents, ePub, H5P
  [0, '\x1f\x8b'], // gzip
  [0, 'BZh'],
  [0, '\xfd7zXZ'],
  [0, '7z\xbc\xaf'],
  [0, 'Rar!'],
  [0, '(\xb5/\xfd'], // Zstandard
  [0, 'wOFF'],
  [0, 'wOF2'],
  [0, 'CWS'], // Flash, compressed
];

const COMPRESSED_EXTENSIONS = new Set(
  `jpg jpeg jpe png gif webp avif heic mp4 m4v m4a mov qt webm mkv ogg oga ogv opus mp3 aac flac wma wmv flv 3gp
   zip docx xlsx pptx odt ods odp epub h5p imscc mbz jar apk gz tgz bz2 xz 7z rar zst woff woff2`.split(
    /\s+/,
  ),
);

const TEXT_EXTENSIONS = new Set(
  `html htm xhtml xml xsd dtd qti css js mjs json jsonl ndjson txt csv tsv md tex svg vtt srt rtf ics opf ncx
   yml yaml c h cpp java py r sql`.split(/\s+/),
);

/**
 * How to store content by its first bytes and its name; `undefined` when only a try can tell. The bytes outrank
 * the name, since files are often named for what they are not.
 */
export function methodByType(path: string, start: Uint8Array): CompressionMethod | undefined {
  const front = Buffer.from(start.subarray(0, SNIFFED_BYTES)).toString('latin1');
  if (COMPRESSED_SIGNATURES.some(([at, bytes]) => front.startsWith(bytes, at))) return 'stored';
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (TEXT_EXTENSIONS.has(extension)) return 'deflated';
  return COMPRESSED_EXTENSIONS.has(extension) ? 'stored' : undefined;
}
