/** Writes to the sink in order and counts; small pieces are gathered into fewer writes. */
import type { Interrupt } from './interrupt.js';
import type { ByteSink } from './types.js';

const GATHER = 65_536;

export interface Output {
  /** Bytes so far: where the next one goes. */
  readonly position: number;
  /** Resolves when there is room for more. The chunk must not be changed afterwards. */
  write(chunk: Uint8Array): Promise<void>;
  /** Hands what was gathered to the sink. */
  flush(): Promise<void>;
  /** Counts bytes somebody else has put into the sink. */
  skip(bytes: number): void;
}

export function createOutput(sink: ByteSink, interrupt: Interrupt): Output {
  let gathered = Buffer.allocUnsafeSlow(GATHER);
  let used = 0;
  let position = 0;

  /** A sink may keep what it gets for long, so a few bytes must not hold on to a large buffer. */
  const takeGathered = () => {
    const chunk = gathered.subarray(0, used);
    used = 0;
    if (chunk.length < GATHER / 2) return Uint8Array.from(chunk);
    gathered = Buffer.allocUnsafeSlow(GATHER);
    return chunk;
  };
  const send = (chunk: Uint8Array) => interrupt.guard(sink.write(chunk));
  const flush = async () => {
    if (used > 0) await send(takeGathered());
  };
  return {
    get position() {
      return position;
    },
    async write(chunk) {
      interrupt.throwIfTriggered();
      position += chunk.length;
      const large = chunk.length >= GATHER / 2;
      if (large || used + chunk.length > GATHER) await flush();
      if (large) return send(chunk);
      gathered.set(chunk, used);
      used += chunk.length;
    },
    flush,
    skip(bytes) {
      position += bytes;
    },
  };
}
