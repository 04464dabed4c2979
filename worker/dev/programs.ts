/** The two servers of the dev stack as programs: which version, how to recognise it, where it comes from. */

export interface ServerProgram {
  readonly name: 'temporal' | 'minio';
  readonly title: 'Temporal' | 'MinIO';
  /** Names a running server, so that none is started. */
  readonly addressVariable: 'TEMPORAL_ADDRESS' | 'CARTWRIGHT_S3_ENDPOINT';
  /** Where someone can install it from. */
  readonly homepage: string;
  /** Says why a program that prints this for `--version` will not do; `undefined` when it will. */
  unsuitable(versionOutput: string): string | undefined;
  readonly source: { readonly version: string; readonly module: string; readonly minutes: number };
  readonly release: Release;
}

/** A build of the vendor's. */
export interface Release {
  readonly version: string;
  /** The address of the build for a platform, for example `('linux', 'amd64')`. */
  url(system: string, processor: string): string;
  /** The address of a file of SHA-256 sums, as `sha256sum` prints them. */
  checksums(system: string, processor: string): string;
  /** Whether the build comes in a tar.gz, under the program's name, or bare. */
  readonly packed: boolean;
}

/** Updates with validators and worker deployments need this server, and nothing older is tested. */
const OLDEST_TEMPORAL_SERVER = { major: 1, minor: 29 };

/** `temporal --version` prints `temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)`. */
function unsuitableTemporal(output: string): string | undefined {
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(output) ?? [];
  if (major === undefined || minor === undefined) return 'it does not say which Temporal server it is';
  const { major: least, minor: leastMinor } = OLDEST_TEMPORAL_SERVER;
  const newEnough = Number(major) > least || (Number(major) === least && Number(minor) >= leastMinor);
  return newEnough ? undefined : `its server is ${major}.${minor}, and ${least}.${leastMinor} is needed`;
}

/** `minio --version` begins with `minio version RELEASE.…`, or `DEVELOPMENT.GOGET` when built with Go. */
function unsuitableMinio(output: string): string | undefined {
  return /^minio version \S+/.test(output) ? undefined : 'it does not say which MinIO it is';
}

const TEMPORAL_RELEASE = 'https://github.com/temporalio/cli/releases/download/v1.5.1';
const MINIO_RELEASE = (system: string, processor: string) =>
  `https://dl.min.io/server/minio/release/${system}-${processor}/archive/minio.RELEASE.2025-09-07T16-13-09Z`;

/** The last version `go install` takes: later ones have `replace` in their go.mod. */
export const TEMPORAL: ServerProgram = {
  name: 'temporal',
  title: 'Temporal',
  addressVariable: 'TEMPORAL_ADDRESS',
  homepage: 'https://docs.temporal.io/cli',
  unsuitable: unsuitableTemporal,
  source: { version: 'v1.5.1', module: 'github.com/temporalio/cli/cmd/temporal', minutes: 4 },
  release: {
    version: '1.5.1',
    url: (system, processor) => `${TEMPORAL_RELEASE}/temporal_cli_1.5.1_${system}_${processor}.tar.gz`,
    checksums: () => `${TEMPORAL_RELEASE}/checksums.txt`,
    packed: true,
  },
};

/** The last commit of the archived repository; the vendor's last public build is somewhat older. */
export const MINIO: ServerProgram = {
  name: 'minio',
  title: 'MinIO',
  addressVariable: 'CARTWRIGHT_S3_ENDPOINT',
  homepage: 'https://github.com/minio/minio',
  unsuitable: unsuitableMinio,
  source: {
    version: 'v0.0.0-20260212201848-7aac2a2c5b7c',
    module: 'github.com/minio/minio',
    minutes: 3,
  },
  release: {
    version: 'RELEASE.2025-09-07T16-13-09Z',
    url: MINIO_RELEASE,
    checksums: (system, processor) => `${MINIO_RELEASE(system, processor)}.sha256sum`,
    packed: false,
  },
};
