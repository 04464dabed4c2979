/** What is left of a cartridge of ours where everything is gone that only Canvas knows: what any other program writes. */

import { CANVAS_FOLDERS, CANVAS_PATHS } from '../../activities/formats/canvas/paths.js';
import { withRestoredIdentities } from '../../activities/formats/common-cartridge/own-cartridge.js';
import { commonCartridgeReader } from '../../activities/formats/common-cartridge/read.js';
import type { FormatReader, PackageSource } from '../../activities/formats/types.js';
import { type MemorySink, packageOf } from './package-sink.js';

const MANIFEST = 'imsmanifest.xml';

const CANVAS_DOCUMENT = /^(?:<\?xml[^>]*\?>)?\s*<\w+[^>]*\sxmlns="http:\/\/canvas\.instructure\.com\//;

/** Whether a file is one that Canvas adds to a cartridge: a setting, or a test in its own dialect. */
function isCanvasFile([path, bytes]: [string, Buffer]): boolean {
  if (path === CANVAS_PATHS.syllabus) return false;
  const folders = [CANVAS_FOLDERS.settings, CANVAS_FOLDERS.assessments];
  if (folders.some((folder) => path.startsWith(`${folder}/`))) return true;
  return path.endsWith('.xml') && CANVAS_DOCUMENT.test(bytes.subarray(0, 1000).toString('utf8'));
}

/** Canvas's own settings inside the descriptor of an assignment. */
const CANVAS_EXTENSION = /<extensions>.*<\/extensions>/s;

function withoutExtension([path, bytes]: [string, Buffer]): [string, Buffer] {
  if (!path.endsWith('/assignment.xml')) return [path, bytes];
  return [path, Buffer.from(bytes.toString('utf8').replace(CANVAS_EXTENSION, ''))];
}

/** The package without the files of Canvas, without the resources that hold nothing else, and without a word of them. */
export function plainCartridge(sink: MemorySink): PackageSource {
  const files = new Map([...sink.entries].filter((entry) => !isCanvasFile(entry)).map(withoutExtension));
  files.set(MANIFEST, Buffer.from(plainManifest(sink.text(MANIFEST), (path) => files.has(path))));
  return packageOf(files);
}

function plainManifest(manifest: string, isThere: (path: string) => boolean): string {
  const gone = new Set<string>();
  const kept = manifest.replaceAll(/<resource .*?<\/resource>\n?/gs, (resource) => {
    const left = resource.replaceAll(/<file href="([^"]*)"\/>/g, (file, href: string) =>
      isThere(pathOf(href)) ? file : '',
    );
    if (left.includes('<file ')) return left;
    gone.add(/identifier="([^"]*)"/.exec(resource)?.[1] ?? '');
    return '';
  });
  return kept
    .replaceAll(/<dependency identifierref="([^"]*)"\/>/g, (dependency, identifier: string) =>
      gone.has(identifier) ? '' : dependency,
    )
    .replaceAll(/ identifierref="([^"]*)"/g, (reference, identifier: string) =>
      gone.has(identifier) ? '' : reference,
    );
}

function pathOf(href: string): string {
  return decodeURIComponent(
    href.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
}

/** The plain reader, giving objects the migration ids they had, so that they can be told from one another. */
export const plainReader: FormatReader = {
  ...commonCartridgeReader,
  read: (source, context) => commonCartridgeReader.read(source, withRestoredIdentities(context, MANIFEST)),
};
