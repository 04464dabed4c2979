/** Records with every field of the model set, made from the model's own schemas without any chance in it. */
import fc from 'fast-check';
import { z } from 'zod';
import {
  COLLECTIONS,
  type CollectionName,
  type CourseRecord,
  collectionOf,
} from '../../activities/course/collections.js';
import { formatLink } from '../../activities/course/links.js';
import { date, html, instant, type Reference, reference } from '../../activities/course/model/common.js';
import { byName } from '../support/model-arbitrary.js';
import { record, sampleFile } from '../support/records.js';
import { RICH_FIELDS } from '../support/rich-fields.js';

type Fields = Record<string, unknown>;

interface Making {
  /** Which of several things a field may hold is chosen: variant 0 takes the first, and so on. */
  readonly variant: number;
  /** Leaves out what may be left out. */
  readonly bare?: true;
}

/** An element that no table names, which stands for all that are unknown. */
export const ANY_OTHER = 'any_other_element';

/** Fields whose types say too little, and that `RICH_FIELDS` does not name. */
const OWN_FIELDS: Readonly<Record<string, (variant: number) => unknown>> = {
  extensions: () => ({ canvas: { [ANY_OTHER]: 'x' }, moodle: { setting: 'x' } }),
  'course.frontPage': () => ({ kind: 'page', migrationId: 'page-1' }),
  title: (variant) => `Tides ${variant}`,
  path: (variant) => `Unit ${variant}/notes.txt`,
  url: (variant) => `https://example.org/${variant}`,
  'question.stimulus': () => undefined,
  textType: (variant) => ['html', 'plain'][variant % 2],
};

/** A value of a schema with all that it may hold. */
function valueFor(schema: z.ZodType, place: string, making: Making): unknown {
  if (schema instanceof z.ZodOptional) return valueFor(schema.unwrap() as z.ZodType, place, making);
  const own = byName(place, OWN_FIELDS);
  if (own !== undefined) return own(making.variant);
  const drawn = byName(place, RICH_FIELDS.fields);
  if (drawn !== undefined) return fullestOf(drawn, making.variant);
  if (schema === reference) return pick(byName(place, RICH_FIELDS.references) ?? [], making.variant);
  if (schema === html)
    return `<p>Tides <a href="${formatLink({ kind: 'page', migrationId: 'page-1' })}">x</a></p>`;
  if (schema === instant) return `2026-03-0${1 + (making.variant % 9)}T10:00:00Z`;
  if (schema === date) return `2026-03-0${1 + (making.variant % 9)}`;
  return valueOfType(schema, place, making);
}

function valueOfType(schema: z.ZodType, place: string, making: Making): unknown {
  const { variant } = making;
  if (schema instanceof z.ZodObject) return objectOf(schema, place, making);
  if (schema instanceof z.ZodArray) return listOf(schema.element as z.ZodType, place, making);
  if (schema instanceof z.ZodUnion)
    return valueFor(pick(schema.options as z.ZodType[], variant), place, making);
  if (schema instanceof z.ZodEnum) return pick(schema.options, variant);
  if (schema instanceof z.ZodLiteral) return pick([...schema.values], variant);
  if (schema instanceof z.ZodRecord) return { one: valueFor(schema.valueType as z.ZodType, place, making) };
  if (schema instanceof z.ZodNumber) return 2 + variant;
  if (schema instanceof z.ZodBoolean) return variant % 2 === 0;
  if (schema instanceof z.ZodString) return `Text ${variant}`;
  throw new Error(
    `${place}: there is no value for a schema of type "${schema.def.type}"; name one in OWN_FIELDS.`,
  );
}

function objectOf(schema: z.ZodObject, place: string, making: Making): Fields {
  const isLeftOut = (name: string, field: unknown): boolean =>
    (name === 'id' && field instanceof z.ZodOptional && field.unwrap() instanceof z.ZodNumber) ||
    (making.bare === true && field instanceof z.ZodOptional);
  return Object.fromEntries(
    Object.entries(schema.shape)
      .filter(([name, field]) => !isLeftOut(name, field))
      .map(([name, field]) => [name, valueFor(field as z.ZodType, `${place}.${name}`, making)])
      .filter(([, value]) => value !== undefined),
  );
}

/** One element for each thing an element may be. */
function listOf(element: z.ZodType, place: string, making: Making): unknown[] {
  if (making.bare) return [];
  const count = element instanceof z.ZodUnion || element instanceof z.ZodEnum ? element.options.length : 1;
  return Array.from({ length: count }, (_, at) =>
    valueFor(element, place, { ...making, variant: making.variant + at }),
  );
}

/** Of a fixed number of draws with a fixed seed, those that hold most come first. */
function fullestOf(arbitrary: fc.Arbitrary<unknown>, variant: number): unknown {
  const drawn = fc.sample(arbitrary, { seed: 1, numRuns: 60 }).map((value) => JSON.stringify(value));
  const bySize = [...new Set(drawn)].sort((a = '', b = '') => b.length - a.length || (a < b ? -1 : 1));
  const chosen = pick(bySize, variant);
  return chosen === undefined ? undefined : JSON.parse(chosen);
}

function pick<Value>(values: readonly Value[], variant: number): Value {
  return values[variant % Math.max(values.length, 1)] as Value;
}

/** Two records that no other may stand before. */
const NESTED: readonly CollectionName[] = ['assignmentGroups', 'outcomeGroups', 'questionBanks', 'modules'];

/** A record with all of its fields; `variant` chooses between what they may hold. */
export function fullRecord(collection: CollectionName, migrationId: string, variant: number): CourseRecord {
  const { kind, schema } = COLLECTIONS[collection];
  const drawn = valueFor(schema, kind, { variant }) as Fields;
  if (variant === 0 && NESTED.includes(collection))
    for (const key of ['parent', 'prerequisites']) delete drawn[key];
  return record(collection, { ...drawn, ...fixedFields(collection, migrationId, drawn) } as never);
}

/** All fields of an object of the model. */
export function fieldsOf(schema: z.ZodObject, place: string, variant: number): Fields {
  return objectOf(schema, place, { variant });
}

/** A record with the fields that it must have. */
export function bareRecord({ kind, migrationId }: Reference): CourseRecord {
  const collection = collectionOf(kind);
  const drawn = valueFor(COLLECTIONS[collection].schema, kind, { variant: 0, bare: true }) as Fields;
  return record(collection, { ...drawn, ...fixedFields(collection, migrationId, drawn) } as never);
}

/** What may not be left to a table: identities, paths, and what must fit together. */
function fixedFields(collection: CollectionName, migrationId: string, drawn: Fields): Fields {
  const { assignment } = drawn;
  return {
    migrationId,
    ...(assignment === undefined
      ? {}
      : { assignment: { ...assignment, migrationId: `${migrationId}-assignment` } }),
    ...(collection === 'folders' ? { path: `Folder ${migrationId}` } : {}),
    ...(collection === 'files' ? { ...sampleFile(migrationId, `Unit/${migrationId}.txt`) } : {}),
    ...(collection === 'modules' ? { items: itemsOf(migrationId, drawn) } : {}),
  };
}

/** One item for everything an item may show. */
function itemsOf(module: string, drawn: Fields): Fields[] {
  if (!('metadata' in drawn)) return [];
  const { element } = COLLECTIONS.modules.schema.shape.items;
  const count = element.shape.content.options.length;
  return Array.from({ length: count }, (_, variant) => ({
    ...objectOf(element, 'moduleItem', { variant }),
    migrationId: `${module}-item-${variant + 1}`,
    indent: 0,
  }));
}
