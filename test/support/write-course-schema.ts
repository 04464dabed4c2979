/** Writes docs/course.schema.json: `npx tsx test/support/write-course-schema.ts`. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { courseJsonSchema } from '../../activities/course/course-schema.js';

const file = fileURLToPath(new URL('../../docs/course.schema.json', import.meta.url));
await writeFile(file, `${JSON.stringify(courseJsonSchema(), null, 2)}\n`);
