/** The documented `settings[...]` of a migration, as the import plan takes them. */
import { INSERTED_TYPES, type InsertedType } from '../course/inserted-types.js';
import { IMPORT_SKIPS, type ImportSettings, type ImportSkip } from '../course/plan-types.js';
import type { NewIssue } from './issues.js';

const INSERTED_TYPE_NAMES = Object.keys(INSERTED_TYPES) as InsertedType[];

/** Settings that mean something here; every other one is told to the user. */
const KNOWN = new Set([
  'content_export_id',
  'overwrite_quizzes',
  'importer_skips',
  'import_blueprint_settings',
  'files_import_allow_rename',
  'insert_into_module_id',
  'insert_into_module_type',
  'insert_into_module_position',
  'move_to_assignment_group_id',
]);

/** Packages that came from a Canvas overwrite quizzes unless told otherwise; others are imported beside (canvas_cartridge_importer, the others). */
const OVERWRITES: Readonly<Record<string, boolean>> = {
  canvas_cartridge_importer: true,
  common_cartridge_importer: false,
  qti_converter: false,
};

export function importSettings(
  settings: Readonly<Record<string, unknown>>,
  migrationType: string,
  jobId: number,
): { readonly settings: ImportSettings; readonly issues: readonly NewIssue[] } {
  const overwrite = settings.overwrite_quizzes;
  return {
    settings: {
      overwriteQuizzes: overwrite === undefined ? OVERWRITES[migrationType] === true : isTrue(overwrite),
      fileDuplicates: isTrue(settings.files_import_allow_rename) ? 'rename' : 'overwrite',
      prefix: String(jobId),
      blueprint: isTrue(settings.import_blueprint_settings),
      skips: skipsOf(settings.importer_skips),
      ...insertionOf(settings),
    },
    issues: Object.keys(settings)
      .filter((name) => !KNOWN.has(name))
      .map(unknownSetting),
  };
}

/** Where the import goes inside the course. */
function insertionOf(settings: Readonly<Record<string, unknown>>): Partial<ImportSettings> {
  const id = numberOf(settings.insert_into_module_id);
  const group = numberOf(settings.move_to_assignment_group_id);
  const position = numberOf(settings.insert_into_module_position);
  const type = INSERTED_TYPE_NAMES.find((known) => known === settings.insert_into_module_type);
  const insertion = {
    ...(position === undefined ? {} : { position }),
    ...(type === undefined ? {} : { type }),
  };
  return {
    ...(id === undefined ? {} : { insertIntoModule: { id, ...insertion } }),
    ...(group === undefined ? {} : { moveToAssignmentGroup: group }),
  };
}

function numberOf(value: unknown): number | undefined {
  const number = Number(value);
  return value === undefined || value === null || value === '' || !Number.isSafeInteger(number)
    ? undefined
    : number;
}

function unknownSetting(name: string): NewIssue {
  return {
    severity: 'warning',
    code: 'unsupported_setting',
    message: `settings[${name}]: this setting is not supported and had no effect.`,
  };
}

function skipsOf(value: unknown): ImportSkip[] {
  const asked: unknown[] = Array.isArray(value) ? value : [value];
  return IMPORT_SKIPS.filter((skip) => asked.includes(skip));
}

function isTrue(value: unknown): boolean {
  return [true, 1, '1', 'true', 't', 'yes', 'y', 'on'].includes(value as never);
}
