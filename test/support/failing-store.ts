/** An object store that fails on request, before or after a call has taken effect. */

import { StorageError } from '../../activities/storage/errors.js';
import type { ObjectStore, Upload } from '../../activities/storage/port.js';

export interface StoreCall {
  /** Calls are numbered from 1 in the order they begin; those of uploads and of listings count too. */
  readonly number: number;
  /** A method of the store, or `upload.write`, `upload.copy`, `upload.complete`, `upload.abort`. */
  readonly operation: string;
  readonly key: string;
  /** `before`: nothing has been done. `after`: it has been done, and only the answer is lost. */
  readonly moment: 'before' | 'after';
}

/** `true` fails with a `StorageError`, an `Error` with that error. Asked twice for each call: before and after. */
export type ShouldFail = (call: StoreCall) => boolean | Error;

type Guard = <Result>(operation: string, key: string, effect: () => Promise<Result>) => Promise<Result>;

export function failing(store: ObjectStore, shouldFail: ShouldFail): ObjectStore {
  let number = 0;
  const begin = (operation: string, key: string) => {
    number += 1;
    const call = { number, operation, key };
    return (moment: StoreCall['moment']) => {
      const verdict = shouldFail({ ...call, moment });
      if (verdict) throw verdict === true ? injected({ ...call, moment }) : verdict;
    };
  };
  const guard: Guard = async (operation, key, effect) => {
    const check = begin(operation, key);
    check('before');
    const result = await effect();
    check('after');
    return result;
  };
  async function* guardAll<Item>(operation: string, key: string, items: () => AsyncIterable<Item>) {
    const check = begin(operation, key);
    check('before');
    yield* items();
    check('after');
  }
  return {
    stat: (key, options) => guard('stat', key, () => store.stat(key, options)),
    read: (range, options) => guardAll('read', range.key, () => store.read(range, options)),
    get: (key, options) => guard('get', key, () => store.get(key, options)),
    put: (key, body, options) => guard('put', key, () => store.put(key, body, options)),
    upload: (key, options) =>
      guard('upload', key, async () => guardUpload(await store.upload(key, options), guard)),
    copy: (source, key, options) => guard('copy', key, () => store.copy(source, key, options)),
    remove: (keys, options) => guard('remove', keys[0] ?? '', () => store.remove(keys, options)),
    list: (prefix, options) => guardAll('list', prefix, () => store.list(prefix, options)),
    presignGet: (key, options) => guard('presignGet', key, () => store.presignGet(key, options)),
    presignPost: (key, options) => guard('presignPost', key, () => store.presignPost(key, options)),
  };
}

function guardUpload(upload: Upload, guard: Guard): Upload {
  const { key } = upload;
  return {
    key,
    get bytes() {
      return upload.bytes;
    },
    write: (chunk) => guard('upload.write', key, () => upload.write(chunk)),
    copy: (range) => guard('upload.copy', key, () => upload.copy(range)),
    complete: () => guard('upload.complete', key, () => upload.complete()),
    abort: () => guard('upload.abort', key, () => upload.abort()),
  };
}

function injected({ number, operation, key, moment }: StoreCall): StorageError {
  const message = `Cannot ${operation} "${key}" in object storage: call ${number} was made to fail ${moment} its effect.`;
  return new StorageError(message, { operation, key, code: 'Injected' });
}
