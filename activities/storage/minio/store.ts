/** The object storage port over S3, as MinIO speaks it. */

import type { ObjectStore } from '../port.js';
import { createClient } from './client.js';
import { copy } from './copy.js';
import { list } from './list.js';
import { get, put, stat } from './object.js';
import { type MinioStoreOptions, resolveSettings } from './options.js';
import { presignGet, presignPost } from './presign.js';
import { read } from './read.js';
import { remove } from './remove.js';
import type { Connection } from './request.js';
import { createExchange } from './transport.js';
import { startUpload } from './upload.js';

/**
 * An `ObjectStore` in one bucket. Makes no request by itself and needs no closing: idle connections do not keep a
 * process running. Throws a `TypeError` when a setting is missing or not usable.
 */
export function createMinioStore(options: MinioStoreOptions): ObjectStore {
  const settings = resolveSettings(options);
  const connection: Connection = { settings, exchange: createExchange(settings) };
  const presigner = createClient(settings, settings.publicEndpoint);
  const { bucket } = settings;
  return {
    stat: (key, callOptions) => stat(connection, key, callOptions),
    read: (range, callOptions) => read(connection, range, callOptions),
    get: (key, getOptions) => get(connection, key, getOptions),
    put: (key, body, putOptions) => put(connection, key, body, putOptions),
    upload: async (key, uploadOptions = {}) => startUpload(connection, key, uploadOptions),
    copy: (source, key, callOptions) => copy(connection, source, key, callOptions),
    remove: (keys, callOptions) => remove(connection, keys, callOptions),
    list: (prefix, listOptions) => list(connection, prefix, listOptions),
    presignGet: async (key, presignOptions) => presignGet(presigner, bucket, key, presignOptions),
    presignPost: async (key, presignOptions) => presignPost(presigner, bucket, key, presignOptions),
  };
}
