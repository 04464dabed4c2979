/** Checks that what texts of the package name below `$IMS-CC-FILEBASE$` is there. */
import { folderOf } from '../../../course/folder-paths.js';
import { CANVAS_FOLDERS } from '../../canvas/paths.js';
import { decodeHtml } from '../../html/entities.js';
import type { PackageSource } from '../../types.js';
import { findFile, splitAddress } from '../package-path.js';
import { complainAbout, type ReportProblem } from './problem.js';

const TOKEN =
  /(?:\$|%24)(?:IMS|1EdTech)[-_]CC[-_]FILEBASE(?:\$|%24)\/?((?:&(?!(?:quot|lt|gt|#39|#34);)|[^\s"'<>&])*)/g;

/** Folders the token may stand for: that of the file itself, that of Canvas, the package. */
function foldersOf(path: string): string[] {
  return [folderOf(path), CANVAS_FOLDERS.files, ''];
}

/** Reports each address once. `text` is the file as it lies, whether it is HTML or HTML inside XML. */
export function checkFileLinks(
  path: string,
  text: string,
  source: PackageSource,
  report: ReportProblem,
): void {
  const seen = new Set<string>();
  for (const [, raw = ''] of text.matchAll(TOKEN)) {
    const address = decodeTwice(raw);
    if (splitAddress(address).path === '' || seen.has(address)) continue;
    seen.add(address);
    if (findFile(source, foldersOf(path), address) === undefined)
      complainAbout(report, path)(
        'link_target_missing',
        `links to the file "${splitAddress(address).path}", which the package does not contain.`,
      );
  }
}

/** HTML inside XML is escaped twice. */
function decodeTwice(text: string): string {
  return decodeHtml(decodeHtml(text));
}
