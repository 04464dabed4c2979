/** What completes a module: requirements that Canvas lists behind the items they belong to. */
import type { ModuleItem } from '../../../course/model/module.js';
import { attribute, elements, type XmlElement } from '../../xml/tree.js';
import { type Markup, xml } from '../../xml/write.js';
import { number } from '../fields/codec.js';
import { readPart, type Table, writeTable } from '../fields/field.js';
import { ownText, single, value } from '../fields/value.js';
import { COMPLETION_TYPES } from '../tables/module.js';
import type { CanvasWriteOptions } from '../write-types.js';

type Completion = NonNullable<ModuleItem['completion']>;

const REQUIREMENT: Table<Completion> = [
  value('min_score', 'minScore', number),
  value('min_percentage', 'minPercentage', number),
];

const TYPES = new Map(Object.entries(COMPLETION_TYPES).map(([type, name]) => [name as string, type]));

export interface Completions {
  /** The requirement of an item; its element then counts as read. */
  take(item: string): Completion | undefined;
}

/** The requirements of a module. One that no item takes stays unread. */
export function readCompletion(module: XmlElement): Completions {
  const byItem = new Map<string, XmlElement>();
  for (const around of elements(module, 'completionRequirements')) {
    around.taken.self = true;
    for (const requirement of elements(around, 'completionRequirement')) {
      const item = single(requirement, 'identifierref');
      const migrationId = item === undefined ? '' : ownText(item).trim();
      if (!byItem.has(migrationId)) byItem.set(migrationId, requirement);
    }
  }
  return { take: (item) => readRequirement(byItem.get(item)) };
}

function readRequirement(element: XmlElement | undefined): Completion | undefined {
  const type = TYPES.get(element?.attributes.get('type') ?? '');
  if (element === undefined || type === undefined) return undefined;
  element.taken.self = true;
  attribute(element, 'type');
  const scores = readPart(REQUIREMENT, element, { rewriteHtml: String });
  return { type: type as Completion['type'], ...scores };
}

/** Writes the requirements of a module's items, if there are any. */
export function writeCompletion(
  items: readonly ModuleItem[],
  options: CanvasWriteOptions,
): Markup | undefined {
  const requirements = items.flatMap(({ migrationId, completion }) =>
    completion === undefined
      ? []
      : [
          xml(
            'completionRequirement',
            { type: COMPLETION_TYPES[completion.type] },
            writeTable(REQUIREMENT, completion, options),
            xml('identifierref', {}, options.identifier({ kind: 'moduleItem', migrationId })),
          ),
        ],
  );
  return requirements.length === 0 ? undefined : xml('completionRequirements', {}, requirements);
}
