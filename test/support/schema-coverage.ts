/** What of the published JSON Schema some records make use of: every property, every member of a union, every word. */
import { Ajv2020 } from 'ajv/dist/2020.js';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

export interface CourseSchema {
  readonly $defs: Readonly<Record<string, Schema>>;
}

export interface SchemaCoverage {
  /** Every place of the schema, as `assignment.peerReviews.count`, `quizEntry[1].pick` or `role = Mentor`. */
  readonly places: ReadonlySet<string>;
  /** Notes what a record of a collection makes use of. */
  note(collection: string, record: unknown): void;
  /** The places that no record has made use of. */
  unused(): string[];
}

/** A part of the schema: `place` names it, `pointer` says where it stands. */
interface Part {
  readonly schema: Schema;
  readonly place: string;
  readonly pointer: string;
}

/** `collections` are the definitions to begin with. Free JSON and texts have no places of their own. */
export function schemaCoverage(root: CourseSchema, collections: readonly string[]): SchemaCoverage {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(root, 'course');
  const isValid = ({ pointer }: Part, value: unknown): boolean => ajv.validate(`course${pointer}`, value);
  const definition = (name: string): Part => ({
    schema: root.$defs[name] ?? {},
    place: name,
    pointer: `#/$defs/${name}`,
  });
  const places = new Set<string>();
  const walked = new Set<string>();
  const walk = (part: Part): void => {
    const target = resolved(part, definition);
    if (target !== part && walked.has(target.place)) return;
    walked.add(target.place);
    for (const word of wordsOf(target)) places.add(word);
    for (const [, below] of propertiesOf(target)) {
      places.add(below.place);
      walk(below);
    }
    for (const member of membersOf(target)) {
      if (isUnion(target)) places.add(member.place);
      walk(member);
    }
  };
  for (const name of collections) walk(definition(name));

  const used = new Set<string>();
  const note = (part: Part, value: unknown): void => {
    const target = resolved(part, definition);
    for (const word of wordsOf(target)) if (word === wordAt(target, value)) used.add(word);
    for (const member of membersOf(target)) {
      if (Array.isArray(value) && target.schema.items !== undefined) {
        for (const each of value) note(member, each);
      } else if (isUnion(target) && isValid(member, value)) {
        used.add(member.place);
        note(member, value);
      }
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const below = new Map(propertiesOf(target));
    for (const [name, inner] of Object.entries(value)) {
      const property = below.get(name) ?? below.get('*');
      if (property === undefined || inner === undefined) continue;
      used.add(property.place);
      note(property, inner);
    }
  };
  return {
    places,
    note: (collection, record) => note(definition(collection), record),
    unused: () => [...places].filter((place) => !used.has(place)).sort(),
  };
}

function resolved(part: Part, definition: (name: string) => Part): Part {
  const { $ref } = part.schema;
  return $ref === undefined ? part : definition($ref.slice('#/$defs/'.length));
}

function propertiesOf({ schema, place, pointer }: Part): (readonly [name: string, part: Part])[] {
  const named = Object.entries(schema.properties ?? {}).map(
    ([name, below]) =>
      [name, { schema: below, place: `${place}.${name}`, pointer: `${pointer}/properties/${name}` }] as const,
  );
  const { additionalProperties: others } = schema;
  if (typeof others !== 'object') return named;
  const any = { schema: others, place: `${place}.*`, pointer: `${pointer}/additionalProperties` };
  return [...named, ['*', any] as const];
}

/** The members of a union, or what an array holds. */
function membersOf({ schema, place, pointer }: Part): Part[] {
  if (schema.items !== undefined)
    return [{ schema: schema.items, place: `${place}[]`, pointer: `${pointer}/items` }];
  const name = schema.anyOf === undefined ? 'oneOf' : 'anyOf';
  return (schema[name] ?? []).map((member, at) => ({
    schema: member,
    place: `${place}|${nameOf(member, at)}`,
    pointer: `${pointer}/${name}/${at}`,
  }));
}

function isUnion({ schema }: Part): boolean {
  return schema.anyOf !== undefined || schema.oneOf !== undefined;
}

/** A member of a union is called by the word that tells it from the others, or else by its number. */
function nameOf(member: Schema, at: number): string {
  if (member.$ref !== undefined) return member.$ref.slice('#/$defs/'.length);
  const word = Object.values(member.properties ?? {}).find((property) => property.const !== undefined);
  return word === undefined ? String(at) : String(word.const);
}

function wordsOf({ schema, place }: Part): string[] {
  return (schema.enum ?? []).map((word) => `${place} = ${String(word)}`);
}

function wordAt({ place }: Part, value: unknown): string {
  return `${place} = ${String(value)}`;
}
