/** Addresses that let somebody without credentials read or post one object for a while. */

import type { Client } from 'minio';
import { attachment } from '../content-disposition.js';
import { checkExpiry } from '../expiry.js';
import type { PresignedPost, PresignGetOptions, PresignPostOptions } from '../port.js';

/** Makes no request. The address names the public endpoint. */
export function presignGet(
  client: Client,
  bucket: string,
  key: string,
  options: PresignGetOptions,
): Promise<string> {
  checkExpiry(options.expiresIn);
  const { fileName, contentType } = options;
  return client.presignedGetObject(bucket, key, options.expiresIn, {
    ...(fileName !== undefined && { 'response-content-disposition': attachment(fileName) }),
    ...(contentType !== undefined && { 'response-content-type': contentType }),
  });
}

/** Makes no request. The policy allows just this key, at most `maxBytes`, and the fields that are returned. */
export async function presignPost(
  client: Client,
  bucket: string,
  key: string,
  options: PresignPostOptions,
): Promise<PresignedPost> {
  checkExpiry(options.expiresIn);
  const policy = client.newPostPolicy();
  policy.setBucket(bucket);
  policy.setKey(key);
  policy.setExpires(new Date(Date.now() + options.expiresIn * 1_000));
  policy.setContentLengthRange(0, options.maxBytes);
  if (options.contentType !== undefined) policy.setContentType(options.contentType);
  if (options.redirectTo !== undefined) {
    policy.policy.conditions.push(['eq', '$success_action_redirect', options.redirectTo]);
    policy.formData.success_action_redirect = options.redirectTo;
  }
  const { postURL, formData } = await client.presignedPostPolicy(policy);
  return { url: postURL, fields: formData, fileField: 'file' };
}
