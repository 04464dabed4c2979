/** Extensions of a course that are files of a cartridge, not settings: their names under `extensions.canvas`. */

/** The elements of lti_context_controls.xml. */
export const CONTEXT_CONTROLS = 'lti_context_controls';

/** The texts of the files in `external_content/`, by path. */
export const EXTERNAL_CONTENT = 'external_content';
