/** The part of the documentation about what an export leaves out, and why: the engine's own table of losses. */
import type { ObjectKind } from '../../activities/course/model/common.js';
import { LOSSES, type Loss, type LossKind } from '../../activities/formats/common-cartridge/writer/losses.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { code, table } from './table.js';

const HOW: Readonly<Record<LossKind, string>> = {
  lost: 'left out and told in the ledger',
  replaced: 'comes back in other words',
  added: 'comes back without having been said',
};

/** The numbers of the rows that say why a field is not in a version. */
export function lossesOf(kind: ObjectKind, field: string, version: CartridgeVersion): number[] {
  return LOSSES.flatMap((loss, at) => (concerns(loss, kind, field, version) ? [at + 1] : []));
}

function concerns(
  { how, kinds, fields, versions }: Loss,
  kind: ObjectKind,
  field: string,
  version: CartridgeVersion,
) {
  const isNamed = fields.includes(field) || fields.includes('*');
  return how === 'lost' && kinds.includes(kind) && isNamed && (versions?.includes(version) ?? true);
}

export function lossesPage(): string {
  const rows = LOSSES.map(({ how, kinds, fields, versions, text }, at) => [
    String(at + 1),
    kinds.length > 8 ? 'every kind it concerns' : kinds.join(', '),
    fields.map((field) => (field === '*' ? 'everything' : code(field))).join(', '),
    versions === undefined ? '1.1, 1.3' : versions.join(', '),
    HOW[how],
    text,
  ]);
  return table(['', 'Objects', 'Fields of the course', 'Versions', 'What becomes of it', 'Why'], rows);
}
