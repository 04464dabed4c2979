/** What the tests write Canvas files with: identifiers as they are, HTML as it is. */
import { createCourseIndex } from '../../../activities/course/course-index.js';
import type { CanvasCourseOptions } from '../../../activities/formats/canvas/write.js';

export const options: CanvasCourseOptions = {
  identifier: ({ migrationId }) => migrationId,
  rewriteHtml: (html) => html,
  course: { index: createCourseIndex([]), get: async () => undefined },
};

export const scope = { rewriteHtml: (html: string) => html };

export async function* stream<Value>(...values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}

export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
