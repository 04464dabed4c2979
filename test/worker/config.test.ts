/** Reading the configuration: what is accepted, what holds by default, and how mistakes are told. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../activities/archive/limits.js';
import { ConfigError, readConfig, taskQueues, unknownVariables } from '../../worker/config.js';

const REQUIRED = {
  CARTWRIGHT_S3_ENDPOINT: 'http://127.0.0.1:9000',
  CARTWRIGHT_S3_ACCESS_KEY: 'cartwright',
  CARTWRIGHT_S3_SECRET_KEY: 'open sesame',
};

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig({ ...REQUIRED, ...environment });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('defaults', () => {
  const config = readConfig(REQUIRED);

  it('needs only the object storage', () => {
    expect(config.storage).toEqual({
      endpoint: 'http://127.0.0.1:9000',
      publicEndpoint: 'http://127.0.0.1:9000',
      region: 'us-east-1',
      bucket: 'cartwright',
      accessKey: 'cartwright',
      secretKey: 'open sesame',
    });
  });

  it('looks for Temporal on this machine, without TLS', () => {
    expect(config.temporal.connection.address).toBe('localhost:7233');
    expect(config.temporal.connection.tls).toBeUndefined();
    expect(config.temporal.namespace).toBe('default');
  });

  it('works on everything, with conversions on a queue of their own', () => {
    expect(config.role).toBe('all');
    expect(config.taskQueues).toEqual({ jobs: 'cartwright', convert: 'cartwright-convert' });
  });

  it('reads packages within the limits of the archive reader', () => {
    expect(config.limits).toEqual(DEFAULT_LIMITS);
  });

  it('has worker versioning and metrics switched off', () => {
    expect(config.deployment).toBeUndefined();
    expect(config.metricsAddress).toBeUndefined();
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(readConfig({ ...REQUIRED, CARTWRIGHT_S3_BUCKET: '', TEMPORAL_ADDRESS: '' })).toEqual(config);
  });
});

describe('settings', () => {
  it('reads what is set', () => {
    const config = readConfig({
      ...REQUIRED,
      CARTWRIGHT_S3_PUBLIC_ENDPOINT: 'https://files.example.org/',
      CARTWRIGHT_ROLE: 'convert',
      CARTWRIGHT_MEMORY_BUDGET_MB: '2048',
      CARTWRIGHT_MAX_ENTRIES: '7',
      CARTWRIGHT_METRICS_ADDRESS: '0.0.0.0:9464',
    });
    expect(config).toMatchObject({
      storage: { publicEndpoint: 'https://files.example.org' },
      role: 'convert',
      memoryBudget: 2048 * 1024 * 1024,
      limits: { ...DEFAULT_LIMITS, maxEntries: 7 },
      metricsAddress: '0.0.0.0:9464',
    });
  });

  it('speaks TLS when there is an API key', () => {
    const { connection, namespace } = readConfig({
      ...REQUIRED,
      TEMPORAL_ADDRESS: 'eu.example.org:7233',
      TEMPORAL_NAMESPACE: 'courses.a1b2',
      TEMPORAL_API_KEY: 'key',
    }).temporal;
    expect(connection).toMatchObject({ address: 'eu.example.org:7233', apiKey: 'key', tls: true });
    expect(namespace).toBe('courses.a1b2');
  });

  it('switches worker versioning on with a deployment and a build id', () => {
    const versioned = { TEMPORAL_DEPLOYMENT_NAME: 'cartwright', TEMPORAL_WORKER_BUILD_ID: '2026.1' };
    expect(readConfig({ ...REQUIRED, ...versioned }).deployment).toEqual({
      name: 'cartwright',
      buildId: '2026.1',
    });
  });

  it('names task queues after a prefix', () => {
    expect(taskQueues('east')).toEqual({ jobs: 'east', convert: 'east-convert' });
  });
});

describe('mistakes', () => {
  it.each([
    ['TEMPORAL_ADDRESS', 'http://temporal:7233', 'host:port, for example 127.0.0.1:7233'],
    ['TEMPORAL_ADDRESS', 'temporal:72330', 'host:port, for example 127.0.0.1:7233'],
    ['TEMPORAL_NAMESPACE', 'my courses', 'the name of a namespace, without spaces'],
    ['TEMPORAL_TLS', 'yes', 'true, false, 1 or 0'],
    ['TEMPORAL_TLS_CLIENT_CERT_PATH', '/nowhere/client.pem', 'the path of a file that can be read'],
    [
      'CARTWRIGHT_S3_ENDPOINT',
      '127.0.0.1:9000',
      'the address of the object storage, for example http://127.0.0.1:9000',
    ],
    [
      'CARTWRIGHT_S3_ENDPOINT',
      'http://host/bucket',
      'the address of the object storage, for example http://127.0.0.1:9000',
    ],
    ['CARTWRIGHT_S3_PUBLIC_ENDPOINT', 'ftp://files', 'an address such as https://files.example.org'],
    ['CARTWRIGHT_S3_REGION', 'US East', 'the name of a region, for example us-east-1'],
    ['CARTWRIGHT_S3_BUCKET', 'Courses', 'a bucket name: 3 to 63 lower-case letters, digits, dots and dashes'],
    ['CARTWRIGHT_TASK_QUEUE', 'a/b', 'letters, digits, dots, dashes and underscores'],
    ['CARTWRIGHT_ROLE', 'both', 'one of all, jobs, convert'],
    ['CARTWRIGHT_MAX_CONVERSIONS', '0', 'a whole number from 1 to 1000'],
    ['CARTWRIGHT_MEMORY_BUDGET_MB', '1.5', 'a whole number of MiB from 128 to 1048576'],
    ['CARTWRIGHT_TEMPORARY_FOLDER', '/nowhere', 'the path of a folder that can be written to'],
    ['CARTWRIGHT_LOG_LEVEL', 'verbose', 'one of trace, debug, info, warn, error'],
    ['CARTWRIGHT_LOG_FORMAT', 'text', 'json or pretty'],
    ['CARTWRIGHT_METRICS_ADDRESS', '9464', 'host:port, for example 0.0.0.0:9464'],
    ['CARTWRIGHT_UPLOADS_EXPIRE_DAYS', 'never', 'a whole number of days from 1 to 3650'],
    ['CARTWRIGHT_MAX_ENTRIES', '-1', 'a whole number'],
  ])('%s=%s is refused', (name, value, expected) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name}="${value}": expected ${expected}.`]);
  });

  it.each(Object.keys(REQUIRED))('%s has to be set', (name) => {
    expect(problemsOf({ [name]: undefined })).toEqual([
      expect.stringMatching(`^${name} is not set: expected `),
    ]);
  });

  it('never shows a secret', () => {
    expect(problemsOf({ CARTWRIGHT_S3_SECRET_KEY: 'hidden' })).toEqual([
      'CARTWRIGHT_S3_SECRET_KEY (a secret of 6 characters): expected a secret key of at least 8 characters.',
    ]);
  });

  it('wants both halves of a deployment version', () => {
    expect(problemsOf({ TEMPORAL_DEPLOYMENT_NAME: 'cartwright' })).toEqual([
      'TEMPORAL_WORKER_BUILD_ID is not set: expected a build id, as TEMPORAL_DEPLOYMENT_NAME is set.',
    ]);
  });

  it('names the profile of temporal.toml that does not exist', () => {
    expect(problemsOf({ TEMPORAL_PROFILE: 'production' })).toEqual([
      "temporal.toml: Profile 'production' not found in config data",
    ]);
  });

  it('lists everything that is wrong at once', () => {
    const environment = { CARTWRIGHT_ROLE: 'both', CARTWRIGHT_LOG_FORMAT: 'text', TEMPORAL_TLS: 'on' };
    expect(() => readConfig(environment)).toThrow(
      [
        'The configuration cannot be used: 6 settings are wrong.',
        '  TEMPORAL_TLS="on": expected true, false, 1 or 0.',
        '  CARTWRIGHT_S3_ENDPOINT is not set: expected the address of the object storage, for example http://127.0.0.1:9000.',
        '  CARTWRIGHT_S3_ACCESS_KEY is not set: expected an access key.',
        '  CARTWRIGHT_S3_SECRET_KEY is not set: expected a secret key of at least 8 characters.',
        '  CARTWRIGHT_ROLE="both": expected one of all, jobs, convert.',
        '  CARTWRIGHT_LOG_FORMAT="text": expected json or pretty.',
      ].join('\n'),
    );
  });

  it('finds names that look like settings and are none', () => {
    const environment = {
      ...REQUIRED,
      CARTWRIGHT_S3_BUKET: 'a',
      CARTWRIGHT_TEST_SERVERS: 'off',
      PATH: '/bin',
    };
    expect(unknownVariables(environment)).toEqual(['CARTWRIGHT_S3_BUKET']);
  });
});
