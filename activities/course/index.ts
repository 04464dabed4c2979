/** The public face of the canonical course: model, bundles, selections, imports and the store. */
export { type ImportRequest, type ImportResult, importCourse, previewImport } from './apply.js';
export { BundleError, type BundleInfo, type BundleSource } from './bundle-format.js';
export { type BundleCourseStoreOptions, createBundleCourseStore, versionKeys } from './bundle-store.js';
export {
  type BundleWriter,
  type BundleWriterOptions,
  createBundleWriter,
  type WrittenRecord,
} from './bundle-writer.js';
export * from './collections.js';
export { canonicalJson, contentHash } from './content-hash.js';
export * from './course-index.js';
export { courseJsonSchema } from './course-schema.js';
export {
  createLedger,
  type LedgerBook,
  LedgerError,
  type LedgerReport,
  type LedgerSink,
} from './create-ledger.js';
export { type CourseDiff, diffCourses } from './diff.js';
export { assetIdMapping, type IdMapEntry, idMap, settleImport } from './import-outcome.js';
export type { Adjust } from './import-record.js';
export { INSERTED_TYPES, type InsertedType } from './inserted-types.js';
export * from './ledger.js';
export * from './links.js';
export { ndjsonLine, readNdjson } from './ndjson.js';
export { planImport } from './plan.js';
export { type PlanSummary, summarizePlan } from './plan-summary.js';
export * from './plan-types.js';
export type { RecordSource } from './record-source.js';
export { type SelectionResult, select } from './select.js';
export * from './selection.js';
export {
  type LinkedResource,
  type SelectionNode,
  type SelectionTreeOptions,
  selectionNodes,
  selectionTree,
} from './selection-tree.js';
export { COURSE_PARTS, type CoursePart, SELECTION_TYPES, type SelectionType } from './selection-types.js';
export * from './store.js';
export {
  type Bundle,
  type BundleLocation,
  openBundle,
  type StoredBundle,
  storeBundle,
} from './stored-bundle.js';
