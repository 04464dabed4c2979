/** Why something failed, in words: for messages that put a failure in its place. */

/** The message of an error and of what caused it: `fetch failed: getaddrinfo ENOTFOUND github.com`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${reasonOf(error.cause)}` : error.message;
}
