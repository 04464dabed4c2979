/** Connecting: to Temporal by its own environment variables and profiles, to storage by the options given. */
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { checkExpiry } from '../activities/storage/expiry.js';
import { createMinioStore, type MinioStoreOptions } from '../activities/storage/index.js';
import type { ObjectStore } from '../activities/storage/port.js';
import { UnavailableError } from './errors.js';
import { type ClientSettings, DEFAULTS } from './settings.js';
import { namingFailures } from './storage-failures.js';

export interface ConnectOptions extends Partial<Omit<ClientSettings, 'temporal' | 'store'>> {
  /** By default TEMPORAL_ADDRESS and its companions, or a `temporal.toml` profile. */
  readonly temporal?: Client | { readonly address: string; readonly namespace?: string };
  readonly storage: MinioStoreOptions | ObjectStore;
}

export interface Connected {
  readonly settings: ClientSettings;
  close(): Promise<void>;
}

/**
 * Throws `UnavailableError` when Temporal does not answer, and `RangeError` for signed addresses that would work longer
 * than storage allows.
 */
export async function connectClient({ temporal, storage, ...options }: ConnectOptions): Promise<Connected> {
  const shared = {
    ...withDefaults(options),
    store: namingFailures('presignGet' in storage ? storage : createMinioStore(storage)),
  };
  if (temporal instanceof Client) {
    return { settings: { ...shared, temporal }, close: async () => undefined };
  }
  const { connectionOptions, namespace } = connectionFor(temporal);
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new UnavailableError(
      `Temporal does not answer at ${connectionOptions.address ?? 'localhost:7233'}.`,
      { cause: error },
    );
  });
  const client = new Client({ connection, ...(namespace === undefined ? {} : { namespace }) });
  return { settings: { ...shared, temporal: client }, close: () => connection.close() };
}

type Options = Omit<ConnectOptions, 'temporal' | 'storage'>;

/** An option that is there but undefined, as of an unset variable, is an option that is not there. */
function withDefaults(options: Options): Omit<ClientSettings, 'temporal' | 'store'> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings = { ...DEFAULTS, ...(given as Options) };
  checkExpiry(settings.uploadExpiresIn);
  checkExpiry(settings.downloadExpiresIn);
  return { ...settings, apiUrl: settings.apiUrl.replace(/\/+$/, '') };
}

function connectionFor(temporal: { readonly address: string; readonly namespace?: string } | undefined) {
  if (temporal === undefined) return loadClientConnectConfig();
  return { connectionOptions: { address: temporal.address }, namespace: temporal.namespace };
}
