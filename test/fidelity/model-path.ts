/** Fields of the model by name, as the documentation shows them. */
import { z } from 'zod';
import { COLLECTIONS, type CollectionName } from '../../activities/course/collections.js';
import type { ObjectKind } from '../../activities/course/model/common.js';
import { reference } from '../../activities/course/model/common.js';

/** A field as `collection.field`: the names in dictionaries and the parts of references left out. */
export function modelPath(path: string): string {
  const [collection = '', ...steps] = path.split('.');
  const at = steps.lastIndexOf('assignment');
  if (at !== -1 && at < steps.length - 1) return modelPath(['assignments', ...steps.slice(at + 1)].join('.'));
  const known: string[] = [];
  let schema: z.ZodType | undefined = COLLECTIONS[collection as CollectionName]?.schema;
  for (const step of steps) {
    schema = fieldOf(schema, step);
    if (schema === undefined) break;
    known.push(step);
  }
  return [collection, ...known].join('.');
}

/** `undefined` where the schema names no such field: below dictionaries and references. */
function fieldOf(schema: z.ZodType | undefined, name: string): z.ZodType | undefined {
  if (schema === undefined || schema === reference) return undefined;
  if (schema instanceof z.ZodOptional) return fieldOf(schema.unwrap() as z.ZodType, name);
  if (schema instanceof z.ZodArray) return fieldOf(schema.element as z.ZodType, name);
  if (schema instanceof z.ZodObject) return schema.shape[name] as z.ZodType | undefined;
  if (!(schema instanceof z.ZodUnion)) return undefined;
  const fields = (schema.options as z.ZodType[]).map((option) => fieldOf(option, name));
  return fields.find((field) => field !== undefined);
}

/** The kind of object that has a field, and the field's first name. */
export function objectField(path: string): { kind: ObjectKind; field: string } {
  const [collection = '', field = '', inner = ''] = path.split('.');
  if (collection === 'modules' && field === 'items') return { kind: 'moduleItem', field: inner };
  return { kind: COLLECTIONS[collection as CollectionName]?.kind, field };
}
