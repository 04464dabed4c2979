/** What a cartridge holds outside Canvas's extension, so that the ledger calls nothing lost that is there. */
import type { ObjectKind } from '../../../course/model/common.js';
import type { CartridgeProfile } from './versions.js';

/** Fields that the standard's own files hold, so that it is no loss when Canvas's files do not. */
const HELD_BY_STANDARD: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  course: ['metadata', 'authorizations'],
  module: ['metadata'],
  moduleItem: ['metadata'],
  page: ['intendedUse'],
  discussionTopic: ['attachments', 'html', 'textType'],
  announcement: ['attachments', 'html', 'textType'],
  file: [
    'audience',
    'metadata',
    'alignments',
    'intendedUse',
    'path',
    'size',
    'sha256',
    'location',
    'mediaType',
  ],
};

/** Held only by the assignment extension of CC 1.3. */
const HELD_BY_ASSIGNMENT_EXTENSION = ['instructorHtml', 'attachments'];

/** Whether a field that Canvas's files do not hold is held by the manifest or a descriptor. */
export function isHeldByStandard(kind: ObjectKind, field: string, profile: CartridgeProfile): boolean {
  if (HELD_BY_STANDARD[kind]?.includes(field)) return true;
  const hasExtension = kind === 'assignment' && profile.types.assignment !== undefined;
  return hasExtension && HELD_BY_ASSIGNMENT_EXTENSION.includes(field);
}
