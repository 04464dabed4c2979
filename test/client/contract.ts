/** The contract of the API these objects belong to: schemas, error bodies and recorded answers, kept outside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The folder with `derived` and `kstate-samples`. */
export const CONTRACT = resolve(process.env.CARTWRIGHT_CONTRACT ?? '../shared/contract');
export const HAS_CONTRACT = existsSync(join(CONTRACT, 'derived'));

export function readContract<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(CONTRACT, path), 'utf8')) as Content;
}

type Complaints = readonly ErrorObject[];

/** What the schema of an object's name says against a value; empty when it is valid. */
export function createValidator(): (name: string, value: unknown) => Complaints {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(readContract<object>('derived/canvas-objects.schema.json'));
  return (name, value) => {
    const validate = ajv.getSchema(`canvas-wire#/$defs/${name}`);
    if (validate === undefined) throw new Error(`The contract has no schema ${name}.`);
    // What goes over the wire is JSON: keys without a value are not there.
    return validate(JSON.parse(JSON.stringify(value))) ? [] : (validate.errors ?? []);
  };
}
