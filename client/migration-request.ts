/** Checks what a caller asks for, in the documented order and with the documented messages. */
import { MIGRATION_TYPES, type MigrationType } from '../workflows/contract.js';
import { InvalidRequestError } from './errors.js';
import { checkHash } from './selection-message.js';
import type { Context, Migrator } from './types.js';

/** The documented parameters. */
export interface CreateContentMigration {
  readonly migration_type: string;
  /** The package is going to be uploaded. */
  readonly pre_attachment?: { readonly name: string; readonly size?: number; readonly content_type?: string };
  /** `content_export_id` takes an earlier export instead of an upload; the others shape the import. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Convert first, then wait for `update` with a selection. */
  readonly selective_import?: boolean;
  /** Import these at once. */
  readonly copy?: Readonly<Record<string, unknown>>;
  readonly date_shift_options?: Readonly<Record<string, unknown>>;
}

interface MigratorRow extends Migrator {
  readonly type: MigrationType;
  /** What `migration_type_title` shows. */
  readonly title: string;
}

export const MIGRATORS: readonly MigratorRow[] = [
  {
    type: 'canvas_cartridge_importer',
    requires_file_upload: true,
    name: 'Canvas Course Export Package',
    required_settings: [],
    title: 'Canvas Common Cartridge',
  },
  {
    type: 'common_cartridge_importer',
    requires_file_upload: true,
    name: 'Common Cartridge 1.x Package',
    required_settings: [],
    title: 'Common Cartridge',
  },
  {
    type: 'qti_converter',
    requires_file_upload: true,
    name: 'QTI .zip file',
    required_settings: [],
    title: 'QTI Converter',
  },
];

export function migratorOf(type: string): MigratorRow | undefined {
  return MIGRATORS.find((migrator) => migrator.type === type);
}

export interface CheckedMigration {
  readonly migrationType: MigrationType;
  readonly selectiveImport: boolean;
  readonly fileName: string;
  /** The earlier export that takes the place of an upload. */
  readonly exportId?: number;
}

/**
 * Throws `InvalidRequestError`: first what is documented, in the documented order, then what this engine cannot do.
 * Parameters may come from a form as they are: true is also `"1"`, and what is blank is not given.
 */
export function checkMigration(
  context: Context,
  parameters: CreateContentMigration,
  maxUploadBytes: number,
): CheckedMigration {
  const migrationType = MIGRATION_TYPES.find((type) => type === parameters.migration_type);
  if (migrationType === undefined) throw new InvalidRequestError('Invalid migration_type');
  if (context.type !== 'course') throw new InvalidRequestError('Unsupported migration_type for context');
  const { name, address, exportId } = checkFile(parameters);
  checkDates(parameters);
  const checked = { migrationType, selectiveImport: isTrue(parameters.selective_import) };
  const source = exportId === '' ? {} : { exportId: exportNumber(exportId) };
  checkSize(parameters, maxUploadBytes);
  checkAbilities(parameters, address);
  checkHash('copy', parameters.copy);
  return { ...checked, fileName: exportId === '' ? name : `export ${exportId}`, ...source };
}

interface NamedFile {
  readonly name: string;
  readonly address: string;
  readonly exportId: string;
}

function checkFile({ pre_attachment, settings }: CreateContentMigration): NamedFile {
  const file = {
    name: textOf(pre_attachment?.name),
    address: textOf(settings?.file_url),
    exportId: textOf(settings?.content_export_id),
  };
  if (Object.values(file).every((text) => text === '')) {
    throw new InvalidRequestError('File upload, file_url, or content_export_id is required');
  }
  return file;
}

/** Empty for what is no text: a file sent in the place of its name is no name. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function exportNumber(text: string): number {
  const id = /^\d+$/.test(text) ? Number(text) : 0;
  if (!Number.isSafeInteger(id) || id === 0) throw new InvalidRequestError('invalid content export');
  return id;
}

function checkDates({ date_shift_options: dates }: CreateContentMigration): void {
  if (!isTrue(dates?.shift_dates) || !isTrue(dates?.remove_dates)) return;
  const message = 'cannot specify shift_dates and remove_dates simultaneously';
  const attribute = 'date_shift_options';
  const errors = { [attribute]: [{ attribute, type: message, message }] };
  throw new InvalidRequestError(message, { body: { errors } });
}

/** The storage server would take all of it before it refuses. */
function checkSize({ pre_attachment }: CreateContentMigration, maxUploadBytes: number): void {
  if (Number(pre_attachment?.size ?? 0) > maxUploadBytes) {
    throw new InvalidRequestError('file size exceeds quota');
  }
}

/** What cannot be done must not be ignored silently: dates are taken over as the package has them. */
function checkAbilities({ date_shift_options: dates }: CreateContentMigration, address: string): void {
  if (address !== '') {
    throw new InvalidRequestError(
      'settings[file_url] cannot be honoured: upload the package or name a content_export_id',
    );
  }
  if (isTrue(dates?.shift_dates) || isTrue(dates?.remove_dates)) {
    throw new InvalidRequestError(
      'date_shift_options cannot be honoured: dates are imported as they are in the package',
    );
  }
}

const TRUE = new Set(['true', 't', 'yes', 'y', 'on', '1']);

function isTrue(value: unknown): boolean {
  return TRUE.has(String(value).toLowerCase());
}
