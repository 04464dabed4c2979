/** Assignments, assignment groups, rubrics, outcomes and grading standards. */
import { z } from 'zod';
import { html, instant, lockDates, reference, shared } from './common.js';

export const submissionType = z.enum([
  'none',
  'onPaper',
  'onlineText',
  'onlineUpload',
  'onlineUrl',
  'mediaRecording',
  'studentAnnotation',
  'externalTool',
  'discussionTopic',
  'quiz',
  'wikiPage',
  'attendance',
  'notGraded',
]);
export type SubmissionType = z.infer<typeof submissionType>;

export const gradingType = z.enum(['points', 'percent', 'letterGrade', 'gpaScale', 'passFail', 'notGraded']);

/** A use of a rubric by an assignment. */
export const rubricAssociation = z.strictObject({
  rubric: z.union([reference, z.strictObject({ externalIdentifier: z.string() })]),
  useForGrading: z.boolean().optional(),
  hidePoints: z.boolean().optional(),
  hideScoreTotal: z.boolean().optional(),
  hideOutcomeResults: z.boolean().optional(),
  savedComments: z.record(z.string(), z.array(z.string())).optional(),
});

/** Other dates for a part of the learners. */
export const assignmentOverride = z.strictObject({
  setType: z.string(),
  setId: z.string().optional(),
  title: z.string().optional(),
  dueAt: instant.optional(),
  ...lockDates,
});

export const peerReview = z.strictObject({
  enabled: z.boolean(),
  count: z.int().optional(),
  automatic: z.boolean().optional(),
  anonymous: z.boolean().optional(),
  intraGroup: z.boolean().optional(),
  dueAt: instant.optional(),
});

export const moderation = z.strictObject({
  enabled: z.boolean(),
  graderCount: z.int().optional(),
  graderCommentsVisibleToGraders: z.boolean().optional(),
  gradersAnonymousToGraders: z.boolean().optional(),
  graderNamesVisibleToFinalGrader: z.boolean().optional(),
});

/** The tool an assignment launches. */
export const toolLaunch = z.strictObject({
  tool: reference.optional(),
  externalIdentifier: z.string().optional(),
  url: z.string().optional(),
  newTab: z.boolean().optional(),
  data: z.json().optional(),
  linkSettings: z.json().optional(),
  resourceLinkLookupUuid: z.string().optional(),
});

export const lineItem = z.strictObject({
  label: z.string().optional(),
  scoreMaximum: z.number().optional(),
  tag: z.string().optional(),
  resourceId: z.string().optional(),
  coupled: z.boolean().optional(),
  clientId: z.string().optional(),
  extensions: z.string().optional(),
});

export const assignment = z.strictObject({
  ...shared,
  title: z.string(),
  html: html.optional(),
  /** Text for teachers only (CC assignment extension). */
  instructorHtml: html.optional(),
  published: z.boolean(),
  position: z.number().optional(),
  group: reference.optional(),
  pointsPossible: z.number().optional(),
  gradingType: gradingType.optional(),
  gradingStandard: z.union([reference, z.strictObject({ externalIdentifier: z.string() })]).optional(),
  /** Grade needed to pass, in points. */
  passingGrade: z.number().optional(),
  submissionTypes: z.array(submissionType).optional(),
  allowedExtensions: z.array(z.string()).optional(),
  /** -1 is unlimited. */
  allowedAttempts: z.int().optional(),
  maxFiles: z.int().optional(),
  maxFileSize: z.number().optional(),
  wordLimit: z.int().optional(),
  dueAt: instant.optional(),
  gradeDueAt: instant.optional(),
  ...lockDates,
  allDay: z.boolean().optional(),
  moduleLocked: z.boolean().optional(),
  overrides: z.array(assignmentOverride).optional(),
  onlyVisibleToOverrides: z.boolean().optional(),
  omitFromFinalGrade: z.boolean().optional(),
  hideInGradebook: z.boolean().optional(),
  postToSis: z.boolean().optional(),
  postGradesManually: z.boolean().optional(),
  peerReviews: peerReview.optional(),
  moderation: moderation.optional(),
  anonymousGrading: z.boolean().optional(),
  anonymousInstructorAnnotations: z.boolean().optional(),
  groupCategory: z.string().optional(),
  gradeGroupStudentsIndividually: z.boolean().optional(),
  rubric: rubricAssociation.optional(),
  quiz: reference.optional(),
  toolLaunch: toolLaunch.optional(),
  lineItems: z.array(lineItem).optional(),
  annotatedFile: reference.optional(),
  attachments: z.array(z.strictObject({ file: reference, role: z.string().optional() })).optional(),
  /** As those of a topic. */
  missingAttachments: z.array(z.string()).optional(),
  /** The path of its text in the source package. */
  path: z.string().optional(),
});
export type Assignment = z.infer<typeof assignment>;

export const assignmentGroup = z.strictObject({
  ...shared,
  title: z.string(),
  position: z.number().optional(),
  /** Percent of the total. */
  weight: z.number().optional(),
  rules: z
    .array(
      z.strictObject({
        type: z.enum(['dropLowest', 'dropHighest', 'neverDrop']),
        count: z.int().optional(),
        assignment: reference.optional(),
      }),
    )
    .optional(),
  /** The grade category this one is part of. */
  parent: reference.optional(),
  aggregation: z.string().optional(),
});
export type AssignmentGroup = z.infer<typeof assignmentGroup>;

const rating = z.strictObject({
  id: z.string().optional(),
  description: z.string().optional(),
  longDescription: z.string().optional(),
  points: z.number().optional(),
});

export const rubric = z.strictObject({
  ...shared,
  title: z.string(),
  description: z.string().optional(),
  readOnly: z.boolean().optional(),
  reusable: z.boolean().optional(),
  public: z.boolean().optional(),
  pointsPossible: z.number().optional(),
  hideScoreTotal: z.boolean().optional(),
  freeFormCriterionComments: z.boolean().optional(),
  ratingOrder: z.string().optional(),
  externalIdentifier: z.string().optional(),
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      description: z.string().optional(),
      longDescription: z.string().optional(),
      points: z.number().optional(),
      masteryPoints: z.number().optional(),
      useRange: z.boolean().optional(),
      ignoreForScoring: z.boolean().optional(),
      outcome: reference.optional(),
      ratings: z.array(rating),
      extensions: shared.extensions,
    }),
  ),
});
export type Rubric = z.infer<typeof rubric>;

export const outcomeGroup = z.strictObject({
  ...shared,
  title: z.string(),
  description: html.optional(),
  parent: reference.optional(),
  position: z.number().optional(),
  vendorGuid: z.string().optional(),
  sourceGroupId: z.string().optional(),
});
export type OutcomeGroup = z.infer<typeof outcomeGroup>;

export const outcome = z.strictObject({
  ...shared,
  title: z.string(),
  shortTitle: z.string().optional(),
  description: html.optional(),
  friendlyDescription: html.optional(),
  group: reference.optional(),
  position: z.number().optional(),
  calculationMethod: z.string().optional(),
  calculationValue: z.number().optional(),
  pointsPossible: z.number().optional(),
  masteryPoints: z.number().optional(),
  ratings: z.array(z.strictObject({ description: z.string(), points: z.number() })).optional(),
  vendorGuid: z.string().optional(),
  externalIdentifier: z.string().optional(),
  isGlobal: z.boolean().optional(),
  copiedFrom: z.string().optional(),
  objectAlignments: z
    .array(
      z.strictObject({
        contentType: z.string(),
        content: z.union([reference, z.strictObject({ identifier: z.string() })]),
        masteryType: z.string().optional(),
        masteryScore: z.number().optional(),
        position: z.number().optional(),
      }),
    )
    .optional(),
});
export type Outcome = z.infer<typeof outcome>;

export const gradingStandard = z.strictObject({
  ...shared,
  title: z.string(),
  version: z.string().optional(),
  /** Highest first: a grade's name and the smallest share (0 to 1) that earns it. */
  grades: z.array(z.strictObject({ name: z.string(), minimum: z.number() })),
  pointsBased: z.boolean().optional(),
  scalingFactor: z.number().optional(),
});
export type GradingStandard = z.infer<typeof gradingStandard>;
