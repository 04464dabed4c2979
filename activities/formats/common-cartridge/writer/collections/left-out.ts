/** Collections that neither Common Cartridge nor Canvas's extension has a place for. */
import { recordsOf, type Writing } from '../writing.js';

/** Groups are made of people; cartridges carry content only. */
export async function reportStudentGroups(writing: Writing): Promise<void> {
  for await (const { migrationId, title } of recordsOf(writing, 'studentGroups'))
    writing.report.unsupported(
      { kind: 'studentGroup', migrationId },
      'no_place_in_format',
      `The group "${title}" was left out: cartridges do not hold groups of learners.`,
    );
}
