/** Where server programs come from: the order of the ways, and what each says. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../worker/dev/find-program.js';
import { MINIO, type ServerProgram, TEMPORAL } from '../../worker/dev/programs.js';

const GOOD = 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)';
const SYSTEM = dirname('/bin/sh');

/** The vendor: an HTTP server that serves what a test puts there. */
const files = new Map<string, string | Buffer>();
let vendor: Server;
let address: string;

beforeAll(async () => {
  vendor = createServer((request, response) => {
    const body = files.get(request.url ?? '');
    response.writeHead(body === undefined ? 410 : 200).end(body);
  });
  await once(vendor.listen(0, '127.0.0.1'), 'listening');
  address = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
});
afterAll(() => vendor.close());

const programPrinting = (version: string) => `#!/bin/sh\necho '${version}'\n`;

function putProgram(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** A machine of its own: an empty cache, and a PATH with a folder of ours before the system's. */
function machine(release = '/nothing', program: ServerProgram = TEMPORAL, packed = false) {
  const root = mkdtempSync(join(tmpdir(), 'cartwright-find-'));
  const bin = join(root, 'bin');
  const cache = join(root, 'cache', 'cartwright', 'servers');
  const lines: string[] = [];
  const search = {
    program: {
      ...program,
      release: {
        ...program.release,
        packed,
        url: () => `${address}${release}`,
        checksums: () => `${address}${release}.sha256sum`,
      },
    },
    environment: { PATH: [bin, SYSTEM].join(delimiter), XDG_CACHE_HOME: join(root, 'cache') },
    report: (line: string) => void lines.push(line.replace(/, [\d.]+ m?s$/, '')),
  };
  return { bin, cache, lines, search };
}

function publish(
  name: string,
  text: string | Buffer,
  sum = createHash('sha256').update(text).digest('hex'),
): void {
  files.set(name, text);
  files.set(`${name}.sha256sum`, `${sum}  ${name.slice(1)}\n`);
}

/** A `go` that "builds" a program, logging each call. */
function putGo(
  bin: string,
  { version = 'go1.26.8', built = programPrinting(GOOD), fails = false } = {},
): string {
  const calls = join(bin, 'calls');
  const program = putProgram(join(bin, 'built'), 'program', built);
  putProgram(
    bin,
    'go',
    [
      '#!/bin/sh',
      `if [ "$1" = version ]; then echo "go version ${version} linux/amd64"; exit; fi`,
      `echo "$@" >> ${calls}`,
      fails ? 'echo "go: no route to the module proxy" >&2; exit 1' : '',
      'echo "go: downloading example.org/module v1.0.0" >&2',
      `cp ${program} "$GOBIN/temporal"`,
    ].join('\n'),
  );
  return calls;
}

describe('PATH', () => {
  it('comes first', async () => {
    const { bin, cache, lines, search } = machine();
    const path = putProgram(bin, 'temporal', programPrinting(GOOD));
    putProgram(join(cache, 'temporal-v1.5.1'), 'temporal', programPrinting(GOOD));
    expect(await findProgram(search)).toBe(path);
    expect(lines).toEqual([`Temporal: PATH: ${path} (${GOOD})`]);
  });

  it.each([
    ['temporal version 1.3.0 (Server 1.27.1, UI 2.36.0)', 'its server is 1.27, and 1.29 is needed'],
    ['something else', 'it does not say which Temporal server it is'],
  ])('is passed over when the program prints "%s"', async (version, reason) => {
    const { bin, cache, lines, search } = machine();
    const onPath = putProgram(bin, 'temporal', programPrinting(version));
    const cached = putProgram(join(cache, 'temporal-v1.5.1'), 'temporal', programPrinting(GOOD));
    expect(await findProgram(search)).toBe(cached);
    expect(lines[0]).toBe(`Temporal: PATH: ${onPath} will not do: ${reason}`);
  });

  it('is passed over when the program does not run', async () => {
    const { bin, cache, lines, search } = machine('/nothing', MINIO);
    putProgram(bin, 'minio', '#!/bin/sh\nexit 9\n');
    putProgram(
      join(cache, `minio-${MINIO.source.version}`),
      'minio',
      programPrinting('minio version DEVELOPMENT.GOGET'),
    );
    await findProgram(search);
    expect(lines[0]).toContain(`${bin}/minio does not run`);
  });
});

describe('download', () => {
  it('comes after the cache, is checked, and is kept', async () => {
    publish('/good', programPrinting(GOOD));
    const { cache, lines, search } = machine('/good');
    const path = join(cache, 'temporal-1.5.1', 'temporal');
    expect(await findProgram(search)).toBe(path);
    expect(lines).toEqual([
      'Temporal: PATH: there is no temporal',
      `Temporal: cache: nothing in ${cache}`,
      `Temporal: download: ${path} (${GOOD})`,
    ]);
    files.clear();
    expect(await findProgram(search)).toBe(path);
    expect(readdirSync(cache)).toEqual(['temporal-1.5.1']);
  });

  it('is unpacked when the vendor packs it', async () => {
    const { bin, cache, search } = machine('/packed.tar.gz', TEMPORAL, true);
    const source = dirname(putProgram(join(bin, 'release'), 'temporal', programPrinting(GOOD)));
    writeFileSync(join(source, 'LICENSE'), '');
    publish('/packed.tar.gz', execFileSync('tar', ['-czf', '-', '-C', source, 'LICENSE', 'temporal']));
    const path = join(cache, 'temporal-1.5.1', 'temporal');
    expect(await findProgram(search)).toBe(path);
    expect(readdirSync(dirname(path))).toEqual(['temporal']);
  });

  it('is refused when it is not what the vendor published', async () => {
    publish('/forged', programPrinting(GOOD), 'f'.repeat(64));
    const { bin, cache, lines, search } = machine('/forged');
    putGo(bin);
    await findProgram(search);
    expect(lines[2]).toMatch(/download: .*\/forged has the SHA-256 [0-9a-f]{64}, but the vendor says f{64}$/);
    expect(existsSync(join(cache, 'temporal-1.5.1'))).toBe(false);
  });
});

describe('build', () => {
  it('comes last: go install of the pinned version, kept in the cache', async () => {
    const { bin, cache, lines, search } = machine();
    const calls = putGo(bin);
    const path = join(cache, 'temporal-v1.5.1', 'temporal');
    expect(await findProgram(search)).toBe(path);
    expect(readFileSync(calls, 'utf8')).toBe(
      'install -v -ldflags -s -w github.com/temporalio/cli/cmd/temporal@v1.5.1\n',
    );
    expect(lines.slice(2)).toEqual([
      `Temporal: download: ${address}/nothing.sha256sum answered 410`,
      '  go install github.com/temporalio/cli/cmd/temporal@v1.5.1: about 4 minutes on two processors',
      `Temporal: build: ${path} (${GOOD})`,
    ]);
    expect(readdirSync(cache)).toEqual(['temporal-v1.5.1']);
  });

  it('happens once for two starts at the same time', async () => {
    const { bin, search } = machine();
    const calls = putGo(bin);
    const [one, other] = await Promise.all([findProgram(search), findProgram(search)]);
    expect(one).toBe(other);
    expect(readFileSync(calls, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('is not kept when it fails', async () => {
    const { bin, cache, search } = machine();
    putGo(bin, { fails: true });
    await expect(findProgram(search)).rejects.toThrow(
      'build: go install failed, it ended with exit code 1: go: no route to the module proxy',
    );
    expect(readdirSync(cache)).toEqual([]);
  });
});

it('says what is missing, what was tried and what to do when there is no way', async () => {
  const { bin, cache, search } = machine();
  putGo(bin, { version: 'go1.19.2' });
  await expect(findProgram(search)).rejects.toThrow(
    [
      'The program temporal (Temporal) is missing, and no way to get it worked:',
      '  PATH: there is no temporal',
      `  cache: nothing in ${cache}`,
      `  download: ${address}/nothing.sha256sum answered 410`,
      '  build: Go 1.21 or newer is needed, not go version go1.19.2 linux/amd64',
      'Do one of these:',
      '  install it from https://docs.temporal.io/cli so that temporal is on the PATH',
      '  install Go 1.25 or newer: it is then built from github.com/temporalio/cli/cmd/temporal@v1.5.1',
      '  name a running server in TEMPORAL_ADDRESS',
    ].join('\n'),
  );
});
