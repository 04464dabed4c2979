/** The text of every Canvas extension file, from records of the course: what the cartridge writer calls. */
export { CANVAS_EXPORT_MARKER, CANVAS_PATHS } from './paths.js';
export { isBlockPage } from './records/block-page.js';
export {
  externalContent,
  writeBlueprint,
  writeContext,
  writeContextControls,
  writeCourseSettings,
  writeLatePolicy,
  writeNavigationLinks,
  writeSyllabus,
} from './write-course.js';
export {
  writeAssignmentGroups,
  writeCoursePaces,
  writeEvents,
  writeExternalFeeds,
  writeFilesMeta,
  writeGradingStandards,
  writeMediaTracks,
  writeModuleMeta,
  writeRubrics,
} from './write-lists.js';
export {
  assignmentExtension,
  writeAssessmentMeta,
  writeAssignmentHtml,
  writeAssignmentSettings,
  writePage,
  writeTopicMeta,
} from './write-objects.js';
export { writeLearningOutcomes } from './write-outcomes.js';
export type { CanvasCourseOptions, CanvasWriteOptions } from './write-types.js';
