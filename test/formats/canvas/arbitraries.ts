/** Arbitraries of records, made from the schemas of the model, so that no field of a table is forgotten. */
import fc from 'fast-check';
import type { z } from 'zod';
import type { Reference } from '../../../activities/course/model/common.js';
import { hasForbiddenCharacters } from '../../../activities/formats/xml/write.js';

/** Text that XML can hold, and that is not blank (a blank element is no value). */
const words = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('<b>&amp;</b>', ' a ', 'a\r\nb', '"'))
  .filter((text) => text.trim() !== '' && !hasForbiddenCharacters(text));
const identifier = fc.stringMatching(/^[a-z_][a-z0-9_]{1,8}$/);
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));
const instant = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);
const date = instant.map((text) => text.slice(0, 10));

/** What arbitrary a key of any object gets; by default the schema's own. */
export type Overrides = Readonly<Record<string, fc.Arbitrary<unknown>>>;

export function reference(kind: Reference['kind']): fc.Arbitrary<Reference> {
  return fc.record({ kind: fc.constant(kind), migrationId: identifier });
}

/** Settings nobody knows come back as they were. */
const extensions = fc.record({
  canvas: fc.dictionary(fc.stringMatching(/^x_[a-z]{1,5}$/), words, { noNullPrototype: true, minKeys: 1 }),
});

const OF_ANY: Overrides = { migrationId: identifier, extensions };

/** Lists that Canvas writes with commas. */
export const commaList = fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 3 });

/** An arbitrary for records of a schema: some keys of its own, `keys` when given. */
export function recordOf<Schema extends z.ZodType>(
  schema: Schema,
  keys: readonly string[],
  overrides: Overrides = {},
): fc.Arbitrary<z.infer<Schema>> {
  const { shape } = schema._zod.def as unknown as { shape: Record<string, z.ZodType> };
  const picked = Object.fromEntries(Object.entries(shape).filter(([key]) => keys.includes(key)));
  return objectOf(picked, overrides) as fc.Arbitrary<z.infer<Schema>>;
}

function objectOf(shape: Record<string, z.ZodType>, overrides: Overrides): fc.Arbitrary<object> {
  const fields = Object.entries(shape).map(([key, schema]) => [key, arbitraryOf(schema, overrides, key)]);
  const required = Object.entries(shape)
    .filter(([, schema]) => definitionOf(schema).type !== 'optional')
    .map(([key]) => key);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required, noNullPrototype: true } as never);
}

interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly innerType: z.ZodType;
  readonly element: z.ZodType;
  readonly entries: Record<string, string>;
  readonly values: readonly unknown[];
  readonly options: readonly z.ZodType[];
  readonly valueType: z.ZodType;
  readonly shape: Record<string, z.ZodType>;
  readonly checks?: readonly { _zod: { def: { pattern?: RegExp; format?: string } } }[];
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

function arbitraryOf(schema: z.ZodType, overrides: Overrides, key = ''): fc.Arbitrary<unknown> {
  const definition = definitionOf(schema);
  if (definition.type === 'optional') return arbitraryOf(definition.innerType, overrides, key);
  const override =
    overrides[key] ?? (definition.type === 'record' || key === 'migrationId' ? OF_ANY[key] : undefined);
  if (override !== undefined) return override;
  switch (definition.type) {
    case 'string':
      return stringOf(definition);
    case 'number':
      return isInteger(definition) ? fc.integer() : double;
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries));
    case 'literal':
      return fc.constantFrom(...definition.values);
    case 'array':
      return fc.array(arbitraryOf(definition.element, overrides), { minLength: 1, maxLength: 3 });
    case 'union':
      return fc.oneof(...definition.options.map((option) => arbitraryOf(option, overrides)));
    case 'record':
      return fc.dictionary(identifier, arbitraryOf(definition.valueType, overrides), {
        noNullPrototype: true,
        minKeys: 1,
      });
    case 'object':
      return objectOf(definition.shape, overrides).filter((object) => Object.keys(object).length > 0);
    case 'lazy':
      return fc.jsonValue().map((json) => JSON.parse(JSON.stringify(json)) as unknown);
    default:
      throw new Error(`No arbitrary for "${definition.type}" (${key}).`);
  }
}

function stringOf({ checks = [] }: Definition): fc.Arbitrary<string> {
  const pattern = checks.map((check) => check._zod.def.pattern?.source ?? '').join('');
  if (pattern.includes('T')) return instant;
  return pattern === '' ? words : date;
}

function isInteger({ format = '', checks = [] }: Definition): boolean {
  return [format, ...checks.map((check) => check._zod.def.format ?? '')].some((name) => name.includes('int'));
}
