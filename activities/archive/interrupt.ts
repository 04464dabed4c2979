/** Ends what is being waited for, at once and without leaks, when a signal aborts or the work has failed. */

export interface Interrupt {
  /** Set once triggered. */
  readonly triggered: { readonly reason: unknown } | undefined;
  /** Rejects everything that waits under this interrupt, now and later. Only the first reason counts. */
  trigger(reason: unknown): void;
  /** The promise's result, or a rejection with the reason as soon as there is one. */
  guard<T>(promise: Promise<T>): Promise<T>;
  throwIfTriggered(): void;
  /** Stops listening to the signal. */
  release(): void;
}

/**
 * `Promise.race` against one long-lived promise keeps a reaction for every chunk that ever went through;
 * here a waiter is forgotten as soon as it is settled.
 */
export function createInterrupt(signal?: AbortSignal, onTrigger?: (reason: unknown) => void): Interrupt {
  const waiting = new Set<(reason: unknown) => void>();
  let triggered: { reason: unknown } | undefined;

  const trigger = (reason: unknown) => {
    if (triggered) return;
    triggered = { reason };
    for (const reject of waiting) reject(reason);
    waiting.clear();
    onTrigger?.(reason);
  };
  const onAbort = () => trigger(signal?.reason);
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });

  return {
    get triggered() {
      return triggered;
    },
    trigger,
    guard: (promise) => guard(promise, waiting, triggered),
    throwIfTriggered() {
      if (triggered) throw triggered.reason;
    },
    release: () => signal?.removeEventListener('abort', onAbort),
  };
}

function guard<T>(
  promise: Promise<T>,
  waiting: Set<(reason: unknown) => void>,
  triggered: { reason: unknown } | undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    promise.then(resolve, reject).finally(() => waiting.delete(reject));
    if (triggered) reject(triggered.reason);
    else waiting.add(reject);
  });
}

/** The iterable's items until the interrupt; the source is closed whenever it has not ended by itself. */
export async function* interruptible<T>(source: AsyncIterable<T>, interrupt: Interrupt): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let open = true;
  const next = async () => {
    interrupt.throwIfTriggered();
    try {
      return await interrupt.guard(iterator.next());
    } catch (error) {
      open = interrupt.triggered !== undefined;
      throw error;
    }
  };
  try {
    for (let item = await next(); !item.done; item = await next()) yield item.value;
    open = false;
  } finally {
    if (open) await close(iterator, interrupt);
  }
}

/** A source that hangs cannot be waited for: its `return` is asked for, its answer no longer matters. */
async function close(iterator: AsyncIterator<unknown>, interrupt: Interrupt): Promise<void> {
  const closed = Promise.resolve(iterator.return?.());
  if (interrupt.triggered) closed.catch(ignore);
  else await interrupt.guard(closed);
}

function ignore(): void {}
