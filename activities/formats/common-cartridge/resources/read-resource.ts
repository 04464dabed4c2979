/** Reads one resource: its handler, its files, its line in the ledger. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import { PackageError, UnsupportedError } from '../../../errors.js';
import { saidOtherwise } from '../../said-twice.js';
import type { ManifestResource } from '../manifest-types.js';
import { isHrefLost, mainFile } from '../plan.js';
import { elementOf, type Reading } from '../reading.js';
import { settleFiles } from './files.js';
import { RESOURCE_HANDLERS } from './handlers.js';
import type { ResourceOutcome } from './outcome.js';
import { mergedInto } from './shared.js';

/** A resource that is broken fails alone; every error that is not about the package is thrown. */
export async function readResource(resource: ManifestResource, reading: Reading): Promise<void> {
  const { object, ...outcome } = partOfOther(await readOrFail(resource, reading), resource, reading);
  const settled = complete(resource, {
    ...(object === undefined ? {} : { target: object.target }),
    ...outcome,
  });
  if (object !== undefined) reading.objects.set(resource.identifier, object);
  else if (settled.because !== undefined) reading.faults.set(resource.identifier, settled.because);
  await settleFiles(resource, settled, reading);
  await noteReferences(resource, reading);
  await reading.context.ledger.settle(elementOf(reading.manifest, 'resource', resource), settled);
}

async function readOrFail(resource: ManifestResource, reading: Reading): Promise<ResourceOutcome> {
  const standIn = reading.plan.standIn(resource.identifier);
  if (standIn !== resource.identifier) {
    const target = reading.plan.target(standIn);
    if (target === undefined) return { state: 'merged', code: 'variant' };
    return { code: 'variant', ...mergedInto(target, resource, reading) };
  }
  try {
    return await RESOURCE_HANDLERS[resource.kind](resource, reading);
  } catch (error) {
    if (error instanceof PackageError)
      return {
        state: 'failed',
        code: failureCode(resource, reading),
        message: error.message,
        because: error.location,
      };
    if (error instanceof UnsupportedError)
      return { state: 'unsupported', message: error.message, because: error.location };
    throw error;
  }
}

/** What is made of another resource's object is not there without it. */
function partOfOther(
  outcome: ResourceOutcome,
  resource: ManifestResource,
  reading: Reading,
): ResourceOutcome {
  const target = outcome.object?.target;
  if (target === undefined || target.migrationId === resource.identifier) return outcome;
  const merged = mergedInto(target, resource, reading);
  return merged.state === 'failed' ? merged : outcome;
}

function failureCode(resource: ManifestResource, { source }: Reading): string {
  const isThere = resource.inline !== undefined || source.entries.has(mainFile(resource) ?? '');
  return isThere ? 'broken_file' : 'missing_file';
}

/** Kinds whose objects keep what they are meant for. */
const KEEPS_USE = new Set(['page', 'file', 'course']);

function complete(resource: ManifestResource, outcome: Partial<LedgerOutcome>): LedgerOutcome {
  const { intendedUse } = resource;
  const isUseLost =
    intendedUse !== undefined && intendedUse !== 'unspecified' && !KEEPS_USE.has(outcome.target?.kind ?? '');
  const lost = [
    ...(outcome.lost ?? []),
    ...(outcome.state === 'merged' ? descriptionOf(resource) : []),
    ...(resource.lost ?? []),
    ...(isHrefLost(resource) ? [`@href "${resource.href}"`] : []),
    ...(resource.protected === true ? ['the authorization it asks for'] : []),
    ...saidOtherwise('@title', resource.title, []),
    ...(isUseLost ? [`intended use "${intendedUse}"`] : []),
  ];
  const state = settledState(outcome, lost);
  const { lost: _, ...rest } = outcome;
  return lost.length === 0 ? { ...rest, state } : { ...rest, state, lost };
}

/** An object that something of was lost is changed, whether the resource made it or is a part of it. */
function settledState({ state }: Partial<LedgerOutcome>, lost: readonly string[]): LedgerOutcome['state'] {
  if (lost.length === 0) return state ?? 'imported';
  return state === undefined || state === 'merged' ? 'changed' : state;
}

/** What a resource says of itself, and the object it is part of says on its own account. */
function descriptionOf({ metadata, roles, alignments }: ManifestResource): string[] {
  return [
    ...(metadata === undefined ? [] : [`metadata/lom "${Object.keys(metadata).join(', ')}"`]),
    ...(roles.length === 0 ? [] : [`metadata/lom/educational/intendedEndUserRole "${roles.join(', ')}"`]),
    ...(alignments === undefined ? [] : ['metadata/curriculumStandardsMetadataSet']),
  ];
}

/** What the manifest lets follow "resource", and then the identifier of another resource. */
const REFERENCES = [
  ['dependencies', 'missing_dependency', 'depends on'],
  ['variants', 'missing_variant', 'is to be replaced by'],
] as const;

/** Tells of other resources that a resource names and the manifest lacks. */
export async function noteReferences(
  resource: ManifestResource,
  { manifest: { path, resources }, context }: Pick<Reading, 'manifest' | 'context'>,
): Promise<void> {
  const element = `resource "${resource.identifier}"`;
  for (const [field, code, verb] of REFERENCES) {
    for (const identifier of resource[field].filter((one) => !resources.has(one))) {
      const message = `${path}: ${element} ${verb} "${identifier}", which the manifest does not have.`;
      await context.ledger.notice({ severity: 'warning', code, message, path, element });
    }
  }
}
