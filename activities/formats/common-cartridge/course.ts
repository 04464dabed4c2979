/** The course of a cartridge: what the manifest says of the whole, and its syllabus. */
import type { LedgerOutcome } from '../../course/ledger.js';
import type { Reading } from './reading.js';

/** Emits the one course record and settles the manifest. */
export async function readCourse({ manifest, context, syllabus }: Reading): Promise<void> {
  const { identifier, path, metadata, roles, alignments, authorizations, lost } = manifest;
  const title = metadata?.titles?.[0]?.text;
  const language = metadata?.languages?.[0];
  await context.emit('course', {
    migrationId: identifier,
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    ...(roles.length === 0 ? {} : { audience: [...roles] }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(alignments === undefined ? {} : { alignments: [...alignments] }),
    ...(authorizations === undefined ? {} : { authorizations: [...authorizations] }),
    ...(syllabus === undefined ? {} : { syllabus }),
  });
  const target = { kind: 'course', migrationId: identifier } as const;
  const outcome: LedgerOutcome =
    lost.length === 0 ? { state: 'imported', target } : { state: 'changed', target, lost: [...lost] };
  await context.ledger.settle({ type: 'manifest', path }, outcome);
  await context.ledger.settle({ type: 'zip entry', path }, { state: 'merged', target });
}
