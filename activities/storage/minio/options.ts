/** The settings of the S3 object store: where it is, how it is signed for, and how patient the client is. */

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

/** Durations are milliseconds, sizes are bytes. */
export interface MinioStoreOptions {
  /** Where this process reaches the server, for example `http://127.0.0.1:9000`. */
  readonly endpoint: string;
  /** Where browsers and API clients reach it; used for presigned addresses only. By default `endpoint`. */
  readonly publicEndpoint?: string;
  /** Always given, so that signing never has to ask the server. */
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** `true` (the default): `host/bucket/key`. `false`: `bucket.host/key`. */
  readonly pathStyle?: boolean;
  /** Bytes of the first 1,000 parts of an upload; doubles after every 1,000. By default 8 MiB, at least 5 MiB. */
  readonly partSize?: number;
  /** Parts of one upload in flight at once; by default 3. An upload holds at most this many parts plus one. */
  readonly parallelParts?: number;
  /** Objects above this many bytes are copied in parts; by default 1 GiB, at most 5 GiB. */
  readonly singleCopyLimit?: number;
  readonly timeouts?: Partial<Timeouts>;
  readonly retries?: Partial<Retries>;
}

export interface Timeouts {
  /** Without a byte in either direction; by default 30 s. */
  readonly idle: number;
  /** From sending a request to the headers of its answer, the server's own work included; by default 10 min. */
  readonly total: number;
}

export interface Retries {
  /** Tries of one request, the first included; by default 5. */
  readonly attempts: number;
  /** Pause after the first failure, doubled after each other, with jitter; by default 100. */
  readonly baseDelay: number;
  /** Longest pause; by default 5 s. */
  readonly maxDelay: number;
}

export interface Endpoint {
  readonly url: URL;
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
}

export interface MinioSettings
  extends Required<Omit<MinioStoreOptions, 'endpoint' | 'publicEndpoint' | 'timeouts' | 'retries'>> {
  readonly endpoint: Endpoint;
  readonly publicEndpoint: Endpoint;
  readonly timeouts: Timeouts;
  readonly retries: Retries;
}

/** Fills in defaults. Throws a `TypeError` naming the setting that is not usable. */
export function resolveSettings(options: MinioStoreOptions): MinioSettings {
  return {
    region: named('region', options.region),
    bucket: named('bucket', options.bucket),
    accessKey: named('accessKey', options.accessKey),
    secretKey: named('secretKey', options.secretKey),
    endpoint: parseEndpoint('endpoint', options.endpoint),
    publicEndpoint: parseEndpoint('publicEndpoint', options.publicEndpoint ?? options.endpoint),
    pathStyle: options.pathStyle ?? true,
    partSize: within('partSize', options.partSize ?? 8 * MEBIBYTE, 5 * MEBIBYTE, GIBIBYTE),
    parallelParts: within('parallelParts', options.parallelParts ?? 3, 1, 64),
    singleCopyLimit: within('singleCopyLimit', options.singleCopyLimit ?? GIBIBYTE, 1, 5 * GIBIBYTE),
    timeouts: { idle: 30_000, total: 600_000, ...options.timeouts },
    retries: { attempts: 5, baseDelay: 100, maxDelay: 5_000, ...options.retries },
  };
}

function parseEndpoint(setting: string, address: string): Endpoint {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const usable =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username;
  if (!usable) {
    throw new TypeError(`Object storage ${setting} "${address}" is not an address like "https://host:9000".`);
  }
  const secure = url.protocol === 'https:';
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { url, secure, hostname, port: Number(url.port) || (secure ? 443 : 80) };
}

function named(setting: string, value: string): string {
  if (value) return value;
  throw new TypeError(`Object storage needs the setting "${setting}".`);
}

function within(setting: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new TypeError(`Object storage ${setting} must be from ${least} to ${most}, not ${value}.`);
}
