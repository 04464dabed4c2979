/** Every Canvas file gives back what was written into it, over all fields of its table. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectionName, CollectionRecord } from '../../../activities/course/collections.js';
import { COLLECTIONS } from '../../../activities/course/collections.js';
import {
  ASSIGNMENT_GROUPS,
  COURSE_PACES,
  EVENTS,
  EXTERNAL_FEEDS,
  GRADING_STANDARDS,
  type RecordFile,
  RUBRICS,
  readFileRecord,
  writeRecords,
} from '../../../activities/formats/canvas/records/record-files.js';
import { parseXmlText } from '../../../activities/formats/xml/parse.js';
import { elements, leftovers } from '../../../activities/formats/xml/tree.js';
import { type Overrides, recordOf, reference } from './arbitraries.js';
import { options, scope, stream, textOf } from './canvas-options.js';

const FILES: readonly (readonly [file: RecordFile<CollectionName>, overrides: Overrides])[] = [
  [ASSIGNMENT_GROUPS, { assignment: reference('assignment') }],
  [GRADING_STANDARDS, {}],
  [RUBRICS, { outcome: reference('outcome') }],
  [EXTERNAL_FEEDS, {}],
  [EVENTS, {}],
  [COURSE_PACES, { moduleItem: reference('moduleItem') }],
] as unknown as readonly (readonly [RecordFile<CollectionName>, Overrides])[];

describe('a list of records in a Canvas file', () => {
  it.each(FILES.map(([file, overrides]) => [file.path, file, overrides] as const))(
    '%s is read as it was written',
    async (_, file, overrides) => {
      const keys = ['migrationId', 'extensions', ...file.table.flatMap((field) => field.keys)];
      const { schema } = COLLECTIONS[file.collection];
      await fc.assert(
        fc.asyncProperty(fc.array(recordOf(schema, keys, overrides), { maxLength: 3 }), async (records) => {
          expect(await roundTrip(file, records as CollectionRecord<CollectionName>[])).toEqual(records);
        }),
      );
    },
  );
});

async function roundTrip(file: RecordFile<CollectionName>, records: CollectionRecord<CollectionName>[]) {
  const root = parseXmlText(await textOf(writeRecords(file, stream(...records), options)), file.path);
  return elements(root, file.element).map((element, at) => {
    const record = readFileRecord(file, element, at, scope);
    expect(leftovers(element)).toEqual([]);
    return record;
  });
}
