/**
 * The client: what a backend imports to start, follow, resume and cancel jobs.
 *
 * ```ts
 * const cartwright = await Cartwright.connect({ storage });
 * const migration = await cartwright.contentMigrations.create({ type: 'course', id: 7 }, parameters, { userId: 3 });
 * ```
 */
import { type Connected, type ConnectOptions, connectClient } from './connect.js';
import { ContentExportsApi } from './content-exports.js';
import { ContentMigrationsApi } from './content-migrations.js';
import { ProgressApi } from './progress.js';

export class Cartwright {
  readonly contentMigrations: ContentMigrationsApi;
  readonly contentExports: ContentExportsApi;
  readonly progress: ProgressApi;
  readonly #connected: Connected;

  constructor(connected: Connected) {
    this.#connected = connected;
    this.contentMigrations = new ContentMigrationsApi(connected.settings);
    this.contentExports = new ContentExportsApi(connected.settings);
    this.progress = new ProgressApi(connected.settings);
  }

  /** Throws `UnavailableError` when Temporal does not answer. */
  static async connect(options: ConnectOptions): Promise<Cartwright> {
    return new Cartwright(await connectClient(options));
  }

  /** Closes the connection, if this client opened it. */
  close(): Promise<void> {
    return this.#connected.close();
  }
}

export type { ConnectOptions } from './connect.js';
export type { CreateContentExport } from './content-exports.js';
export * from './errors.js';
export type { CreateContentMigration } from './migration-request.js';
export type * from './types.js';
