/** The kinds of value a setting can take, each read from the text of an environment variable. */
import { accessSync, constants, statSync } from 'node:fs';
import { z } from 'zod';

/** A whole number between two bounds, both included. */
export function wholeNumber(minimum: number, maximum: number) {
  return z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(minimum).max(maximum));
}

function isHttpOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && `${search}${hash}${username}` === '';
}

/** The root of an HTTP server: scheme, host and port, and nothing behind them. */
export const httpOrigin = z
  .string()
  .refine(isHttpOrigin)
  .transform((text) => new URL(text).origin);

/** `host:port`; an IPv6 host stands in square brackets. */
export const hostAndPort = z
  .string()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[^\s:/]+):\d{1,5}$/)
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535);

/** Bucket names as S3 takes them (and MinIO: at least three characters). */
export const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);

function allows(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** A file that can be read now. */
export const readableFile = z.string().refine((path) => allows(path, constants.R_OK));

/** A folder in which files can be made now. */
export const writableFolder = z
  .string()
  .refine((path) => allows(path, constants.W_OK | constants.X_OK) && statSync(path).isDirectory());
