/** Sets up the bucket: creates it, and lets the server remove what nobody comes back for. */

import { createHash } from 'node:crypto';
import { StorageError } from '../errors.js';
import { UPLOADS_PREFIX } from '../keys.js';
import { type MinioStoreOptions, resolveSettings } from './options.js';
import { type Connection, send, sendForDocument } from './request.js';
import { createExchange } from './transport.js';
import { childrenOf, element, textOf, type XmlElement } from './xml.js';

export interface BucketRules {
  /** Days after which what clients posted under `uploads/` is removed. */
  readonly uploadsExpireAfterDays: number;
  readonly signal?: AbortSignal;
}

export interface PreparedBucket {
  /** Whether this call created it. */
  readonly created: boolean;
  /**
   * Who removes the parts of uploads that a dying process left behind. `rule`: the bucket's lifecycle, after two days.
   * `server`: MinIO refuses such rules and does it by itself, by default after one day (`stale_uploads_expiry`).
   */
  readonly unfinishedUploads: 'rule' | 'server';
}

const RULE_IDS: ReadonlySet<string | undefined> = new Set(['cartwright-uploads', 'cartwright-unfinished']);

/** Safe to call at every start, by many processes at once. Lifecycle rules of others in the bucket stay. */
export async function prepareBucket(options: MinioStoreOptions, rules: BucketRules): Promise<PreparedBucket> {
  const settings = resolveSettings(options);
  const connection = { settings, exchange: createExchange(settings) };
  const created = await createBucket(connection, rules.signal);
  const others = (await lifecycle(connection, rules.signal)).filter(
    (rule) => !RULE_IDS.has(textOf(rule, 'ID')),
  );
  const kept = others.map(written);
  const expiry = lifecycleRule('cartwright-uploads', UPLOADS_PREFIX, [
    element('Expiration', [element('Days', rules.uploadsExpireAfterDays)]),
  ]);
  const unfinished = lifecycleRule('cartwright-unfinished', '', [
    element('AbortIncompleteMultipartUpload', [element('DaysAfterInitiation', 2)]),
  ]);
  try {
    await setLifecycle(connection, [...kept, expiry, unfinished], rules.signal);
    return { created, unfinishedUploads: 'rule' };
  } catch (error) {
    if (!(error instanceof StorageError && (error.status === 400 || error.status === 501))) throw error;
    await setLifecycle(connection, [...kept, expiry], rules.signal);
    return { created, unfinishedUploads: 'server' };
  }
}

function lifecycleRule(id: string, prefix: string, actions: readonly string[]): string {
  const filter = element('Filter', [element('Prefix', prefix)]);
  return element('Rule', [element('ID', id), element('Status', 'Enabled'), filter, ...actions]);
}

async function createBucket(connection: Connection, signal: AbortSignal | undefined): Promise<boolean> {
  const { bucket, region } = connection.settings;
  const deed = { operation: 'create', key: bucket };
  if (
    await answers(() => send(connection, { ...deed, method: 'HEAD', signal }), ['NoSuchBucket', 'NotFound'])
  ) {
    return false;
  }
  // S3 refuses a location constraint for its first region and wants one for every other.
  const place =
    region === 'us-east-1'
      ? ''
      : element('CreateBucketConfiguration', [element('LocationConstraint', region)]);
  const request = { ...deed, method: 'PUT', body: [Buffer.from(place)], signal };
  return answers(() => send(connection, request), ['BucketAlreadyOwnedByYou', 'BucketAlreadyExists']);
}

/** `false` when the request fails with one of these codes. */
async function answers(request: () => Promise<unknown>, codes: readonly string[]): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (error) {
    if (error instanceof StorageError && codes.includes(error.code)) return false;
    throw error;
  }
}

async function lifecycle(connection: Connection, signal: AbortSignal | undefined): Promise<XmlElement[]> {
  const deed = { operation: 'read the lifecycle of', key: connection.settings.bucket };
  try {
    const request = { ...deed, method: 'GET', query: { lifecycle: '' }, signal };
    return childrenOf(await sendForDocument(connection, request), 'Rule');
  } catch (error) {
    if (error instanceof StorageError && error.code === 'NoSuchLifecycleConfiguration') return [];
    throw error;
  }
}

async function setLifecycle(
  connection: Connection,
  rules: readonly string[],
  signal: AbortSignal | undefined,
) {
  const deed = { operation: 'set the lifecycle of', key: connection.settings.bucket };
  const body = Buffer.from(element('LifecycleConfiguration', rules));
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  await send(connection, { ...deed, method: 'PUT', query: { lifecycle: '' }, headers, body: [body], signal });
}

function written({ name, text, children }: XmlElement): string {
  return element(name, children.length > 0 ? children.map(written) : text);
}
