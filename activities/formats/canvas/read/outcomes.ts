/** Reads learning_outcomes.xml: groups within groups, of which only the heads are held while their outcomes stream by. */
import type { Outcome, OutcomeGroup } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import { child, takeWhole, type XmlElement } from '../../xml/tree.js';
import { CANVAS_PATHS } from '../paths.js';
import { readRecord, withoutHoles } from '../records/read-record.js';
import { OUTCOME, OUTCOME_GROUP } from '../tables/outcome.js';
import { linksOf, type Reading } from './reading.js';
import { emitRecord, readList } from './record-file.js';

const GROUP = 'learningOutcomeGroup';

/** Positions count within a parent, groups and outcomes each for themselves. */
export async function readOutcomes(reading: Reading): Promise<void> {
  const path = CANVAS_PATHS.learningOutcomes;
  const scope = linksOf(reading, path);
  const counts = new Map<string, number>();
  const next = (key: string) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
  const parentOf = (ancestors: readonly XmlElement[]): Reference | undefined => {
    const parent = ancestors.findLast(({ name }) => name === GROUP);
    const migrationId = parent?.attributes.get('identifier')?.trim();
    return migrationId === undefined ? undefined : { kind: 'outcomeGroup', migrationId };
  };
  await readList(reading, {
    path,
    root: 'learningOutcomes',
    isRecord: ({ name }) => name === 'learningOutcome',
    onEvent: async (event) => {
      const { element } = event;
      const parent = parentOf(event.ancestors);
      const place = parent?.migrationId ?? '';
      if (event.type === 'record') {
        const outcome = readRecord<Outcome>(OUTCOME, element, scope, `outcome_${event.at + 1}`, (draft) => ({
          ...draft,
          title: draft.title ?? '',
          position: next(`outcome ${place}`),
          ...(parent === undefined ? {} : { group: parent }),
        }));
        await emitRecord(reading, 'outcomes', outcome, element, scope);
      } else if (element.name === GROUP) {
        const group = readGroup(element, scope, parent, next(`group ${place}`));
        await emitRecord(reading, 'outcomeGroups', group, element, scope);
        takeWhole(element);
      }
    },
  });
}

/** What lies in the group has been read by itself; only the container around it is left. */
function readGroup(
  element: XmlElement,
  scope: Parameters<typeof readRecord>[2],
  parent: Reference | undefined,
  position: number,
): OutcomeGroup {
  child(element, 'learningOutcomes');
  const fallback = `${parent?.migrationId ?? 'outcome_group'}_${position}`;
  return withoutHoles(
    readRecord<OutcomeGroup>(OUTCOME_GROUP, element, scope, fallback, (draft) => ({
      ...draft,
      title: draft.title ?? '',
      position,
      ...(parent === undefined ? {} : { parent }),
    })),
  );
}
