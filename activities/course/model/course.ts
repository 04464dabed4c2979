/** The course itself: title, settings, syllabus, policies. There is exactly one per course. */
import { z } from 'zod';
import { html, instant, lockDates, reference, shared } from './common.js';

export const latePolicy = z.strictObject({
  migrationId: z.string().optional(),
  missingDeductionEnabled: z.boolean().optional(),
  /** Percent taken from a missing submission. */
  missingDeduction: z.number().optional(),
  lateDeductionEnabled: z.boolean().optional(),
  /** Percent taken per interval. */
  lateDeduction: z.number().optional(),
  lateInterval: z.enum(['hour', 'day']).optional(),
  lateMinimumPercentEnabled: z.boolean().optional(),
  lateMinimumPercent: z.number().optional(),
});

/** An entry of the course navigation; `tool` for a tool's own tab. */
export const navigationTab = z.strictObject({
  id: z.union([z.string(), z.number()]),
  label: z.string().optional(),
  hidden: z.boolean().optional(),
  position: z.number().optional(),
  tool: reference.optional(),
  url: z.string().optional(),
});

/** Where the package came from, as the package says. */
export const courseSource = z.strictObject({
  system: z.string().optional(),
  version: z.string().optional(),
  courseId: z.string().optional(),
  courseName: z.string().optional(),
  accountId: z.string().optional(),
  accountName: z.string().optional(),
  accountUuid: z.string().optional(),
  domain: z.string().optional(),
});

export const authorization = z.strictObject({
  access: z.string().optional(),
  import: z.boolean().optional(),
  cartridgeId: z.string().optional(),
  webService: z.string().optional(),
});

export const blueprint = z.strictObject({
  useDefaultRestrictionsByType: z.boolean().optional(),
  restrictions: z
    .array(z.strictObject({ contentType: z.string(), flags: z.record(z.string(), z.boolean()) }))
    .optional(),
  items: z
    .array(
      z.strictObject({
        object: z.string(),
        restrictions: z.record(z.string(), z.boolean()).optional(),
        useDefault: z.boolean().optional(),
      }),
    )
    .optional(),
});

export const course = z.strictObject({
  ...shared,
  title: z.string().optional(),
  courseCode: z.string().optional(),
  description: html.optional(),
  language: z.string().optional(),
  timeZone: z.string().optional(),
  startAt: instant.optional(),
  concludeAt: instant.optional(),
  license: z.string().optional(),
  visibility: z.enum(['private', 'authenticated', 'public']).optional(),
  syllabusVisibility: z.enum(['private', 'authenticated', 'public']).optional(),
  /** The syllabus page of the course. */
  syllabus: z.strictObject({ html, title: z.string().optional(), path: z.string().optional() }).optional(),
  defaultView: z.string().optional(),
  frontPage: reference.optional(),
  image: z.union([reference, z.strictObject({ url: z.string() })]).optional(),
  banner: z.union([reference, z.strictObject({ url: z.string() })]).optional(),
  gradingStandard: z.union([reference, z.strictObject({ accountStandard: z.string() })]).optional(),
  gradingStandardEnabled: z.boolean().optional(),
  /** How assignment groups make the total: by their weights or by points. */
  groupWeighting: z.enum(['percent', 'equal']).optional(),
  hideFinalGrade: z.boolean().optional(),
  postGradesManually: z.boolean().optional(),
  latePolicy: latePolicy.optional(),
  storageQuota: z.number().optional(),
  navigation: z.array(navigationTab).optional(),
  navigationLinks: z
    .array(z.strictObject({ migrationId: z.string(), label: z.string(), url: z.string() }))
    .optional(),
  blueprint: blueprint.optional(),
  authorizations: z.array(authorization).optional(),
  source: courseSource.optional(),
  ...lockDates,
});
export type Course = z.infer<typeof course>;
