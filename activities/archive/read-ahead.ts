/** Fetches the next span while the current one is worked on: never more than two in memory. */
import { readBytes } from './source.js';
import type { Span } from './spans.js';
import type { RandomAccess } from './types.js';

export interface LoadedSpan {
  readonly span: Span;
  /** Empty for a streamed span. */
  readonly bytes: Buffer;
}

export async function* readAhead(
  spans: Iterable<Span>,
  source: RandomAccess,
  signal?: AbortSignal,
): AsyncGenerator<LoadedSpan> {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  const load = (span: Span) => loadSpan(span, source, controller.signal);
  try {
    let loading: Promise<LoadedSpan> | undefined;
    for (const span of spans) {
      const current = loading;
      loading = load(span);
      if (current) yield await current;
    }
    if (loading) yield await loading;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    controller.abort();
  }
}

function loadSpan(span: Span, source: RandomAccess, signal: AbortSignal): Promise<LoadedSpan> {
  const loading = readBytes(source, span.offset, span.streamed ? 0 : span.length, signal);
  const loaded = loading.then((bytes) => ({ span, bytes }));
  // A span read ahead may fail while nobody waits for it yet; who asks for it later still gets the error.
  loaded.catch(() => undefined);
  return loaded;
}
