/** Turns a request for an object into the signed address and headers that go over the wire (AWS Signature 4). */

import { signV4 } from 'minio/dist/esm/signing.mjs';
import type { MinioSettings } from './options.js';

export interface UnsignedRequest {
  readonly method: string;
  /** Without one, the request is about the bucket. */
  readonly objectKey?: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs with an unsigned payload: hashing every part with SHA-256 costs a quarter of an upload's time. Small bodies
 * carry `content-md5` instead, and what an upload made is checked when it completes.
 */
export function sign(settings: MinioSettings, request: UnsignedRequest, date = new Date()): SignedRequest {
  const path = requestPath(settings, request);
  const headers: Record<string, string> = {
    ...request.headers,
    host: hostHeader(settings),
    'x-amz-date': date.toISOString().replace(/[-:]|\.\d+/g, ''),
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
  };
  const { accessKey, secretKey, region } = settings;
  const unsigned = { method: request.method, path, headers, protocol: settings.endpoint.url.protocol };
  const authorization = signV4(unsigned, accessKey, secretKey, region, date, 'UNSIGNED-PAYLOAD');
  return { method: request.method, path, headers: { ...headers, authorization } };
}

/** `/bucket/key` with every byte escaped that S3 wants escaped: the value of `x-amz-copy-source`. */
export function copySource(settings: MinioSettings, key: string): string {
  return `/${settings.bucket}/${escapePath(key)}`;
}

function requestPath(settings: MinioSettings, request: UnsignedRequest): string {
  const bucket = settings.pathStyle ? `/${settings.bucket}` : '';
  const object = request.objectKey === undefined ? '' : `/${escapePath(request.objectKey)}`;
  const query = Object.entries(request.query ?? {}).map(
    ([name, value]) => `${name}=${escapeText(String(value))}`,
  );
  return (`${bucket}${object}` || '/').concat(query.length > 0 ? `?${query.join('&')}` : '');
}

function hostHeader({ endpoint, pathStyle, bucket }: MinioSettings): string {
  return pathStyle ? endpoint.url.host : `${bucket}.${endpoint.url.host}`;
}

function escapePath(key: string): string {
  return escapeText(key).replaceAll('%2F', '/');
}

function escapeText(text: string): string {
  const code = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, code);
}
