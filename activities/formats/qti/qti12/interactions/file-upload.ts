/** File upload. */
import { attribute } from '../../../xml/tree.js';
import type { InteractionHandler } from './handler.js';

export const fileUpload: InteractionHandler<'fileUpload'> = {
  questionType: 'file_upload_question',
  read: ({ presentation: { element } }) => {
    const maxFiles = Number(attribute(element, 'files_count') ?? 0);
    const types = attribute(element, 'allowed_types');
    const fileTypes = (types ?? '')
      .split(',')
      .map((type) => type.trim())
      .filter((type) => type !== '');
    return {
      interaction: 'fileUpload',
      ...(Number.isSafeInteger(maxFiles) && maxFiles > 0 ? { maxFiles } : {}),
      ...(fileTypes.length > 0 ? { fileTypes } : {}),
    };
  },
  write: ({ maxFiles, fileTypes }, item) => ({
    presentationAttributes: {
      allowed_types: fileTypes === undefined ? undefined : item.text(fileTypes.join(',')),
      files_count: maxFiles,
    },
  }),
};
