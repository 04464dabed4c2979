/** Settings of Cartwright itself: object storage, what a worker takes on, what it prints, limits for packages. */
import { z } from 'zod';
import { DEFAULT_LIMITS } from '../../activities/archive/limits.js';
import { bucketName, hostAndPort, httpOrigin, wholeNumber, writableFolder } from './values.js';
import { variable } from './variable.js';

const MOST = 1_000_000_000;

export const STORAGE_VARIABLES = {
  CARTWRIGHT_S3_ENDPOINT: variable({
    schema: httpOrigin,
    summary: 'Where the object storage answers.',
    expected: 'the address of the object storage, for example http://127.0.0.1:9000',
  }),
  CARTWRIGHT_S3_PUBLIC_ENDPOINT: variable({
    schema: httpOrigin.optional(),
    summary: 'The address browsers reach the object storage under. Links are signed for it.',
    expected: 'an address such as https://files.example.org',
    fallback: '(the endpoint)',
  }),
  CARTWRIGHT_S3_REGION: variable({
    schema: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .default('us-east-1'),
    summary: 'The region requests are signed for.',
    expected: 'the name of a region, for example us-east-1',
  }),
  CARTWRIGHT_S3_BUCKET: variable({
    schema: bucketName.default('cartwright'),
    summary: 'The bucket that holds packages, courses and job records.',
    expected: 'a bucket name: 3 to 63 lower-case letters, digits, dots and dashes',
  }),
  CARTWRIGHT_S3_ACCESS_KEY: variable({
    schema: z.string(),
    summary: 'Access key of the object storage.',
    expected: 'an access key',
  }),
  CARTWRIGHT_S3_SECRET_KEY: variable({
    schema: z.string().min(8),
    summary: 'Secret key of the object storage.',
    expected: 'a secret key of at least 8 characters',
    secret: true,
  }),
  CARTWRIGHT_UPLOADS_EXPIRE_DAYS: variable({
    schema: wholeNumber(1, 3650).default(30),
    summary: 'Days after which object storage removes an uploaded package. What a job keeps lies elsewhere.',
    expected: 'a whole number of days from 1 to 3650',
  }),
} as const;

export const WORK_VARIABLES = {
  CARTWRIGHT_TASK_QUEUE: variable({
    schema: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,200}$/)
      .default('cartwright'),
    summary: 'Task queue for jobs. Conversions use the same name with `-convert` behind it.',
    expected: 'letters, digits, dots, dashes and underscores',
  }),
  CARTWRIGHT_ROLE: variable({
    schema: z.enum(['all', 'jobs', 'convert']).default('all'),
    summary:
      'What this process works on: `jobs` (lifecycles and small steps), `convert` (conversions and transfers) or `all`.',
    expected: 'one of all, jobs, convert',
  }),
  CARTWRIGHT_MAX_CONVERSIONS: variable({
    schema: wholeNumber(1, 1000).default(4),
    summary: 'Conversions and transfers this process does at once, at most.',
    expected: 'a whole number from 1 to 1000',
  }),
  CARTWRIGHT_MEMORY_BUDGET_MB: variable({
    schema: wholeNumber(128, 1_048_576).default(1024),
    summary: 'Memory all conversions of this process may take together, in MiB. One is counted with 256.',
    expected: 'a whole number of MiB from 128 to 1048576',
  }),
  CARTWRIGHT_TEMPORARY_FOLDER: variable({
    schema: writableFolder.optional(),
    summary:
      'Where conversions keep temporary files. Each attempt uses a folder of its own in it and removes it.',
    expected: 'the path of a folder that can be written to',
    fallback: '(the folder for temporary files of the system)',
  }),
} as const;

export const OUTPUT_VARIABLES = {
  CARTWRIGHT_LOG_LEVEL: variable({
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
    summary: 'The least important message that is still printed.',
    expected: 'one of trace, debug, info, warn, error',
  }),
  CARTWRIGHT_LOG_FORMAT: variable({
    schema: z.enum(['json', 'pretty']).default('json'),
    summary: '`json` prints an object a line, `pretty` prints lines for people.',
    expected: 'json or pretty',
  }),
  CARTWRIGHT_METRICS_ADDRESS: variable({
    schema: hostAndPort.optional(),
    summary: 'Where Prometheus may read metrics, under `/metrics`.',
    expected: 'host:port, for example 0.0.0.0:9464',
    fallback: '(no metrics)',
  }),
} as const;

export const LIMIT_VARIABLES = {
  CARTWRIGHT_MAX_ENTRIES: variable({
    schema: wholeNumber(1, MOST).default(DEFAULT_LIMITS.maxEntries),
    summary: 'Entries a package may have.',
    expected: 'a whole number',
  }),
  CARTWRIGHT_MAX_TOTAL_BYTES: variable({
    schema: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(DEFAULT_LIMITS.maxTotalSize),
    summary: 'Bytes a package may unpack to.',
    expected: 'a whole number of bytes',
  }),
  CARTWRIGHT_MAX_ENTRY_BYTES: variable({
    schema: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(DEFAULT_LIMITS.maxEntrySize),
    summary: 'Bytes one entry of a package may unpack to.',
    expected: 'a whole number of bytes',
  }),
  CARTWRIGHT_MAX_RATIO: variable({
    schema: wholeNumber(1, MOST).default(DEFAULT_LIMITS.maxRatio),
    summary: 'Unpacked over packed size of an entry, looked at above `CARTWRIGHT_RATIO_FLOOR_BYTES`.',
    expected: 'a whole number',
  }),
  CARTWRIGHT_RATIO_FLOOR_BYTES: variable({
    schema: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(DEFAULT_LIMITS.ratioFloor),
    summary: 'Unpacked bytes up to which the ratio of an entry does not matter.',
    expected: 'a whole number of bytes',
  }),
  CARTWRIGHT_MAX_NAME_LENGTH: variable({
    schema: wholeNumber(1, 65_535).default(DEFAULT_LIMITS.maxNameLength),
    summary: 'Bytes the name of an entry may have.',
    expected: 'a whole number from 1 to 65535',
  }),
  CARTWRIGHT_MAX_DEPTH: variable({
    schema: wholeNumber(1, MOST).default(DEFAULT_LIMITS.maxDepth),
    summary: 'Folders an entry may lie in, one within the other.',
    expected: 'a whole number',
  }),
} as const;
