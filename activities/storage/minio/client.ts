/** The vendor's client, for what it is used for here: presigned addresses and setting up a bucket. */

import { Client } from 'minio';
import type { Endpoint, MinioSettings } from './options.js';

/** With its region set, the client signs without asking the server. Trying again is ours to do. */
export function createClient(settings: MinioSettings, endpoint: Endpoint): Client {
  return new Client({
    endPoint: endpoint.hostname,
    port: endpoint.port,
    useSSL: endpoint.secure,
    region: settings.region,
    accessKey: settings.accessKey,
    secretKey: settings.secretKey,
    pathStyle: settings.pathStyle,
    retryOptions: { disableRetry: true },
  });
}
