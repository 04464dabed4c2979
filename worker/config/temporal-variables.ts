/**
 * Settings of the connection to Temporal. `@temporalio/envconfig` reads them, as it does for every other Temporal
 * program; here they are checked first, so that a mistake is named and not taken for something else
 * (it reads `TEMPORAL_TLS=yes` as "no").
 */
import { z } from 'zod';
import { hostAndPort, readableFile } from './values.js';
import { variable } from './variable.js';

export const DEFAULT_ADDRESS = 'localhost:7233';
export const DEFAULT_NAMESPACE = 'default';

const certificateFile = { schema: readableFile.optional(), expected: 'the path of a file that can be read' };
const certificateText = {
  schema: z.string().includes('-----BEGIN').optional(),
  expected: 'PEM text, beginning with -----BEGIN',
};

export const TEMPORAL_VARIABLES = {
  TEMPORAL_ADDRESS: variable({
    schema: hostAndPort.optional(),
    summary: 'Where the Temporal frontend answers.',
    expected: 'host:port, for example 127.0.0.1:7233',
    fallback: DEFAULT_ADDRESS,
  }),
  TEMPORAL_NAMESPACE: variable({
    schema: z.string().regex(/^\S+$/).optional(),
    summary: 'The Temporal namespace jobs run in.',
    expected: 'the name of a namespace, without spaces',
    fallback: DEFAULT_NAMESPACE,
  }),
  TEMPORAL_API_KEY: variable({
    schema: z.string().optional(),
    summary: 'API key for Temporal. Switches TLS on unless `TEMPORAL_TLS` says otherwise.',
    expected: 'an API key',
    secret: true,
  }),
  TEMPORAL_TLS: variable({
    schema: z.enum(['true', 'false', '1', '0']).optional(),
    summary: 'Whether to speak TLS to Temporal.',
    expected: 'true, false, 1 or 0',
    fallback: '(on with an API key or any other TLS setting)',
  }),
  TEMPORAL_TLS_CLIENT_CERT_PATH: variable({ ...certificateFile, summary: 'Client certificate, a PEM file.' }),
  TEMPORAL_TLS_CLIENT_CERT_DATA: variable({
    ...certificateText,
    summary: 'Client certificate, as PEM text.',
  }),
  TEMPORAL_TLS_CLIENT_KEY_PATH: variable({
    ...certificateFile,
    summary: 'Key of the client certificate, a PEM file.',
  }),
  TEMPORAL_TLS_CLIENT_KEY_DATA: variable({
    ...certificateText,
    summary: 'Key of the client certificate, as PEM text.',
    secret: true,
  }),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: variable({
    ...certificateFile,
    summary: 'Authority the server’s certificate is checked against, a PEM file.',
    fallback: '(the authorities of the machine)',
  }),
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: variable({
    ...certificateText,
    summary: 'Authority the server’s certificate is checked against, as PEM text.',
    fallback: '(the authorities of the machine)',
  }),
  TEMPORAL_TLS_SERVER_NAME: variable({
    schema: z.string().optional(),
    summary: 'Name the server’s certificate is checked against.',
    expected: 'a host name',
    fallback: '(the host of the address)',
  }),
  TEMPORAL_CONFIG_FILE: variable({
    schema: readableFile.optional(),
    summary: 'A `temporal.toml` with profiles. Variables win over it.',
    expected: 'the path of a file that can be read',
    fallback: '(`temporalio/temporal.toml` in the user’s configuration folder)',
  }),
  TEMPORAL_PROFILE: variable({
    schema: z.string().optional(),
    summary: 'The profile of `temporal.toml` to use.',
    expected: 'the name of a profile',
    fallback: 'default',
  }),
  TEMPORAL_DEPLOYMENT_NAME: variable({
    schema: z.string().optional(),
    summary: 'The worker deployment. With `TEMPORAL_WORKER_BUILD_ID` it switches worker versioning on.',
    expected: 'the name of a worker deployment',
    fallback: '(versioning is off)',
  }),
  TEMPORAL_WORKER_BUILD_ID: variable({
    schema: z.string().optional(),
    summary: 'The version of this worker within its deployment.',
    expected: 'a build id',
    fallback: '(versioning is off)',
  }),
} as const;
