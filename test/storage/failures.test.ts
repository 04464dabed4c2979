/** What storage failures say, and which are worth another try. */

import { describe, expect, it } from 'vitest';
import {
  createMinioStore,
  MissingObjectError,
  PreconditionFailedError,
  StorageError,
} from '../../activities/storage/index.js';
import { answerFailure, connectionFailure, isTransient } from '../../activities/storage/minio/failures.js';
import { useFaultyMinio } from '../support/faulty-minio.js';

const minio = useFaultyMinio();
const deed = { operation: 'read', key: 'packs/1.zip' };
const document = (code: string, message = 'Because.') =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;

describe('the error for an answer', () => {
  it.each([
    [404, 'NoSuchKey', MissingObjectError, false],
    [412, 'PreconditionFailed', PreconditionFailedError, false],
    [404, 'NoSuchBucket', StorageError, false],
    [404, 'NoSuchUpload', StorageError, false],
    [416, 'InvalidRange', StorageError, false],
    [403, 'AccessDenied', StorageError, false],
    [400, 'RequestTimeout', StorageError, true],
    [409, 'ConditionalRequestConflict', StorageError, true],
    [429, 'TooManyRequests', StorageError, true],
    [500, 'InternalError', StorageError, true],
    [503, 'SlowDown', StorageError, true],
    [200, 'InternalError', StorageError, true],
    [507, 'XMinioStorageFull', StorageError, false],
  ])('%i %s is a %o, transient: %s', (status, code, type, transient) => {
    const error = answerFailure(deed, status, undefined, document(code));
    expect(error).toMatchObject({ ...deed, code, status });
    expect(error.constructor).toBe(type);
    expect(isTransient(error)).toBe(transient);
    expect(error.message).toMatch(/^Cannot read "packs\/1\.zip" in object storage: .*\.$/);
  });

  it('quotes the server where its reason is not a known one', () => {
    const error = answerFailure(deed, 507, undefined, document('XMinioStorageFull', 'Storage is full.'));
    expect(error.message).toContain('the server answered 507 XMinioStorageFull (Storage is full).');
  });

  it.each([
    [404, MissingObjectError],
    [412, PreconditionFailedError],
    [403, StorageError],
    [418, StorageError],
  ])('to HEAD, which has no body, goes by its status (%i)', (status, type) => {
    expect(answerFailure(deed, status, undefined, '').constructor).toBe(type);
  });

  it('that was cut short is worth another try, and is no missing object', () => {
    const error = answerFailure(deed, 404, undefined, document('NoSuchUpload').slice(0, 60));
    expect(error.code).toBe('MalformedAnswer');
    expect(isTransient(error)).toBe(true);
  });
});

describe('the error for a failure of the connection', () => {
  it.each([
    ['ECONNRESET', 'ConnectionReset', true],
    ['EPIPE', 'ConnectionReset', true],
    ['ECONNREFUSED', 'ConnectionRefused', true],
    ['ETIMEDOUT', 'ConnectionTimeout', true],
    ['ENOTFOUND', 'HostNotFound', true],
    ['HPE_INVALID_CONSTANT', 'MalformedAnswer', true],
    ['CERT_HAS_EXPIRED', 'ConnectionFailed', false],
  ])('%s is %s, transient: %s', (systemCode, code, transient) => {
    const cause = Object.assign(new Error('as the system says'), { code: systemCode });
    const error = connectionFailure(deed, cause);
    expect(error).toMatchObject({ ...deed, code, cause });
    expect(isTransient(error)).toBe(transient);
  });
});

describe('a store that is set up wrongly', () => {
  const stat = (changes: object) => createMinioStore({ ...minio().direct, ...changes }).stat('a');

  it('says that nothing answers', async () => {
    const retries = { attempts: 2, baseDelay: 1 };
    await expect(stat({ endpoint: 'http://127.0.0.1:1', retries })).rejects.toMatchObject({
      code: 'ConnectionRefused',
    });
  });

  it('says that there is no such bucket, not that there is no such object', async () => {
    await expect(stat({ bucket: 'no-such-bucket-here' })).rejects.toMatchObject({ code: 'NoSuchBucket' });
  });

  it('says that the keys are wrong', async () => {
    const get = createMinioStore({ ...minio().direct, secretKey: 'wrong-secret' }).get('a');
    await expect(get).rejects.toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
  });

  it.each([
    [{ region: '' }, 'Object storage needs the setting "region".'],
    [
      { endpoint: 'minio:9000' },
      'Object storage endpoint "minio:9000" is not an address like "https://host:9000".',
    ],
    [{ publicEndpoint: 'https://host/path' }, /publicEndpoint "https:\/\/host\/path" is not an address/],
    [{ partSize: 1024 }, /partSize must be from 5242880 to/],
  ])('is refused when it is made: %j', (changes, message) => {
    expect(() => createMinioStore({ ...minio().direct, ...changes })).toThrow(message);
  });
});
