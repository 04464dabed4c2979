/** Gets an import ready to be planned on a version: follows the settings that place content into what the course has. */

import type { IndexLine } from './course-index.js';
import { insertedIntoModule } from './insert-into-module.js';
import type { Notice } from './ledger.js';
import type { ObjectKind } from './model/common.js';
import type { Module } from './model/module.js';
import { movedToGroup } from './move-to-group.js';
import type { ImportSettings, PlanInput } from './plan-types.js';
import type { RecordSource } from './record-source.js';
import type { SelectionResult } from './select.js';

export interface Prepared {
  readonly source: RecordSource;
  readonly selection: SelectionResult;
  readonly insertion?: NonNullable<PlanInput['insertion']>;
  readonly merged?: NonNullable<PlanInput['merged']>;
  readonly notices: readonly Notice[];
}

/** What a setting names must be in the course; else the setting is not followed, and that is said. */
export async function prepareImport(
  source: RecordSource,
  selection: SelectionResult,
  settings: ImportSettings,
  head: RecordSource,
  signal: AbortSignal,
): Promise<Prepared> {
  const { insertIntoModule, moveToAssignmentGroup } = settings;
  const group = byId(head, 'assignmentGroup', moveToAssignmentGroup);
  const moved = group === undefined ? source : await movedToGroup(source, referenceTo(group), signal);
  const module = byId(head, 'module', insertIntoModule?.id);
  const target = module === undefined ? undefined : await moduleRecord(head, module, signal);
  const notices = [
    ...(moveToAssignmentGroup !== undefined && group === undefined
      ? [missing('assignment group', moveToAssignmentGroup)]
      : []),
    ...(insertIntoModule !== undefined && target === undefined
      ? [missing('module', insertIntoModule.id)]
      : []),
  ];
  if (insertIntoModule === undefined || target === undefined) return { source: moved, selection, notices };
  const { position, type } = insertIntoModule;
  const inserted = await insertedIntoModule(moved, selection, target, type, signal);
  const insertion = { module: target.migrationId, ...(position === undefined ? {} : { position }) };
  return { ...inserted, insertion, notices };
}

function byId({ index }: RecordSource, kind: ObjectKind, id: number | undefined): IndexLine | undefined {
  return id === undefined ? undefined : index.ofKind(kind).find((line) => line.id === id);
}

function referenceTo({ kind, migrationId }: IndexLine) {
  return { kind, migrationId };
}

async function moduleRecord(
  head: RecordSource,
  line: IndexLine,
  signal: AbortSignal,
): Promise<Module | undefined> {
  for await (const module of head.records('modules', signal)) {
    if (module.migrationId === line.migrationId) return module;
  }
  return undefined;
}

function missing(what: string, id: number): Notice {
  const message = `The course has no ${what} ${id}: the content was imported without being put there.`;
  return { severity: 'warning', code: 'target_not_found', message };
}
