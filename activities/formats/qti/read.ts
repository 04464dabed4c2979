/** Reads packages of QTI 1.2 questions, as Canvas, Respondus, OpenOLAT and others export tests and item banks. */
import { readCanvasPackage } from '../canvas/read.js';
import type { FormatReader, PackageSource, ReadContext } from '../types.js';
import { findByEnd } from './package/find-by-end.js';
import { readQuestionManifest } from './package/manifest.js';
import { findQuestionFiles } from './package/question-files.js';

/**
 * They are read as the cartridges are that Canvas writes, which has the same files and settings in both. Every file of
 * questions is read, whether a manifest names it or not; all other files become files of the course.
 *
 * Throws `PackageError` when there is a manifest that cannot be read.
 */
export const qtiReader: FormatReader = { id: 'qti', read: readQtiPackage };

async function readQtiPackage(source: PackageSource, context: ReadContext): Promise<void> {
  const { signal } = context;
  const looseQuestions = await findQuestionFiles(source, signal);
  const manifest = await readQuestionManifest(source, looseQuestions, signal);
  const links = findByEnd(source);
  await readCanvasPackage({ source, manifest, isCartridge: false, links, looseQuestions }, context);
}
