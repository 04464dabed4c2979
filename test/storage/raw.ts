/** Requests to the storage server that the port has no method for, to see what the store left there. */

import type { MinioStoreOptions } from '../../activities/storage/index.js';
import { resolveSettings } from '../../activities/storage/minio/options.js';
import { documentOf, type StorageRequest, send } from '../../activities/storage/minio/request.js';
import { createExchange } from '../../activities/storage/minio/transport.js';
import { childrenOf, textOf, type XmlElement } from '../../activities/storage/minio/xml.js';

export async function rawRequest(
  options: MinioStoreOptions,
  request: Omit<StorageRequest, 'operation' | 'key'>,
): Promise<string> {
  const settings = resolveSettings(options);
  const connection = { settings, exchange: createExchange(settings) };
  const answer = await send(connection, { operation: 'ask', key: request.objectKey ?? '', ...request });
  return answer.body.toString('utf8');
}

/** Ids of uploads to this key that were neither completed nor aborted. MinIO lists them for whole keys only. */
export async function unfinishedUploads(options: MinioStoreOptions, key: string): Promise<string[]> {
  const text = await rawRequest(options, { method: 'GET', query: { uploads: '', prefix: key } });
  return childrenOf(parsed(text), 'Upload').map((upload) => textOf(upload, 'UploadId') ?? '');
}

export async function lifecycleRules(options: MinioStoreOptions): Promise<XmlElement[]> {
  return childrenOf(parsed(await rawRequest(options, { method: 'GET', query: { lifecycle: '' } })), 'Rule');
}

function parsed(text: string): XmlElement {
  return documentOf({ operation: 'ask', key: '' }, { status: 200, headers: {}, body: Buffer.from(text) });
}
