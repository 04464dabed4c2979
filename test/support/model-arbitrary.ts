/** Arbitraries made from the model's own schemas: every field of every record, so that no test forgets one. */
import fc from 'fast-check';
import { z } from 'zod';
import type { ObjectKind, Reference } from '../../activities/course/model/common.js';
import { date, html, instant, reference } from '../../activities/course/model/common.js';

/** What a schema's value may be, where its type alone does not say: by place, as `assignment.group`, or by field. */
export interface ArbitraryOptions {
  /** The value of a field, by `<record>.<field>` or `<field>`; the most exact name counts. */
  readonly fields: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** The objects a field may refer to, by the same names. */
  readonly references: Readonly<Record<string, readonly Reference[]>>;
  /** Texts with markup. */
  readonly html: fc.Arbitrary<string>;
}

/** Texts that every format can hold: no control characters, no spaces at the ends or in a row. */
export const ordinaryText = fc.constantFrom(
  'Tides',
  'Tides & currents',
  'a <b> "c" \'d\'',
  'مقدمة في المد',
  'שיעור',
  '1.5',
  'true',
  'Ünïcödé – 模',
  '🙂 x',
);

const numbers = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4);

/** A value of a schema; optional fields are there about every other time. */
export function arbitraryOf(
  schema: z.ZodType,
  place: string,
  options: ArbitraryOptions,
): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return optional(schema.unwrap() as z.ZodType, place, options);
  const known = byName(place, options.fields);
  if (known !== undefined) return known;
  if (schema === reference) return referenceAt(place, options);
  if (schema === html) return options.html;
  if (schema === instant) return instants;
  if (schema === date) return instants.map((time) => time.slice(0, 10));
  return ofType(schema, place, options);
}

/** The numeric ids of a course are no part of what is written. */
function optional(schema: z.ZodType, place: string, options: ArbitraryOptions): fc.Arbitrary<unknown> {
  const isCourseId = schema instanceof z.ZodNumber && place.endsWith('.id');
  if (isCourseId) return fc.constant(undefined);
  const value = arbitraryOf(schema, place, options).map((drawn) => (isEmpty(drawn) ? undefined : drawn));
  return fc.option(value, { nil: undefined, freq: 2 });
}

/** An object without a single field says as little as none. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function ofType(schema: z.ZodType, place: string, options: ArbitraryOptions): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) return ofObject(schema, place, options);
  if (schema instanceof z.ZodArray)
    return fc.array(arbitraryOf(schema.element as z.ZodType, place, options), { minLength: 1, maxLength: 3 });
  if (schema instanceof z.ZodUnion)
    return fc.oneof(...schema.options.map((one) => arbitraryOf(one as z.ZodType, place, options)));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(
      fc.constantFrom('one', 'two'),
      arbitraryOf(schema.valueType as z.ZodType, place, options),
      {
        minKeys: 1,
      },
    );
  if (schema instanceof z.ZodNumber) return schema.isInt ? fc.nat(50).map((n) => n + 1) : numbers;
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodString) return ordinaryText;
  throw new Error(
    `${place}: no arbitrary for a schema of type "${schema.def.type}"; name one in the options.`,
  );
}

function ofObject(schema: z.ZodObject, place: string, options: ArbitraryOptions): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.shape).map(
    ([name, field]) => [name, arbitraryOf(field as z.ZodType, `${place}.${name}`, options)] as const,
  );
  return fc.record(Object.fromEntries(fields)).map(withoutHoles);
}

/** Fields that are `undefined` are not there. */
function withoutHoles(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

const instants = fc
  .integer({ min: 0, max: 400 * 24 * 3600 })
  .map((seconds) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString().replace('.000Z', 'Z'));

function referenceAt(place: string, { references }: ArbitraryOptions): fc.Arbitrary<Reference> {
  const targets = byName(place, references);
  if (targets === undefined) throw new Error(`${place}: no objects are named that it may refer to.`);
  return fc.constantFrom(...targets).map((target) => ({ ...target }));
}

export function byName<Value>(place: string, named: Readonly<Record<string, Value>>): Value | undefined {
  const segments = place.split('.');
  for (let from = 0; from < segments.length; from++) {
    const value = named[segments.slice(from).join('.')];
    if (value !== undefined) return value;
  }
  return undefined;
}

export function references(kind: ObjectKind, ...migrationIds: string[]): Reference[] {
  return migrationIds.map((migrationId) => ({ kind, migrationId }));
}
