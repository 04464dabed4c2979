/** Object storage as the client uses it: when it cannot be reached, that is an `UnavailableError` like any other. */
import { MissingObjectError, PreconditionFailedError, StorageError } from '../activities/storage/errors.js';
import type { ObjectStore } from '../activities/storage/port.js';
import { UnavailableError } from './errors.js';

/** Missing objects and failed preconditions are answers, not failures: they stay what they are. */
export function namingFailures(store: ObjectStore): ObjectStore {
  return {
    stat: (key, options) => named(store.stat(key, options)),
    read: (range, options) => allNamed(store.read(range, options)),
    get: (key, options) => named(store.get(key, options)),
    put: (key, body, options) => named(store.put(key, body, options)),
    upload: (key, options) => named(store.upload(key, options)),
    copy: (source, key, options) => named(store.copy(source, key, options)),
    remove: (keys, options) => named(store.remove(keys, options)),
    list: (prefix, options) => allNamed(store.list(prefix, options)),
    presignGet: (key, options) => named(store.presignGet(key, options)),
    presignPost: (key, options) => named(store.presignPost(key, options)),
  };
}

async function named<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw storageFailure(error);
  }
}

async function* allNamed<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, void> {
  try {
    yield* items;
  } catch (error) {
    throw storageFailure(error);
  }
}

function storageFailure(error: unknown): unknown {
  const isAnswer = error instanceof MissingObjectError || error instanceof PreconditionFailedError;
  if (isAnswer || !(error instanceof StorageError)) return error;
  return new UnavailableError(error.message, { cause: error });
}
