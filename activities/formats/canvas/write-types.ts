/** What the functions that write Canvas extension files are given besides the records. */
import type { Reference } from '../../course/model/common.js';
import type { CourseSource } from '../types.js';

export interface CanvasWriteOptions {
  /** The identifier to write for an object of the course. */
  identifier(target: Reference): string;
  /** Translates model links in HTML into Canvas tokens. */
  rewriteHtml(html: string): string;
  /** Hears what an object holds that its Canvas file cannot, as the name of the model's field. */
  onLost?(target: Reference, lost: string): void;
}

/** As `CanvasWriteOptions`, where other objects of the course are looked up. */
export interface CanvasCourseOptions extends CanvasWriteOptions {
  readonly course: Pick<CourseSource, 'index' | 'get'>;
}
