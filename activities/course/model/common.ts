/** The parts every object of the canonical course shares: identity, references, metadata, audience. */
import { z } from 'zod';

/** The kinds of object a course holds. A reference names one of these. */
export const OBJECT_KINDS = [
  'course',
  'module',
  'moduleItem',
  'page',
  'file',
  'folder',
  'assignmentGroup',
  'assignment',
  'quiz',
  'questionBank',
  'question',
  'discussionTopic',
  'announcement',
  'calendarEvent',
  'rubric',
  'outcomeGroup',
  'outcome',
  'externalTool',
  'resourceLink',
  'gradingStandard',
  'webLink',
  'externalFeed',
  'studentGroup',
  'coursePace',
  'activity',
] as const;

export const objectKind = z.enum(OBJECT_KINDS);
export type ObjectKind = z.infer<typeof objectKind>;

/**
 * A reference to another object of the same course. Every structured reference in the model has this shape,
 * so the index can find them all without knowing the objects.
 */
export const reference = z.strictObject({
  kind: objectKind,
  migrationId: z.string().min(1),
});
export type Reference = z.infer<typeof reference>;

/** HTML as authored, its references to other objects of the course in the link scheme of links.ts. */
export const html = z.string();

/** An instant, UTC, as `2026-01-31T23:59:59Z`. */
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

/** A calendar date, as `2026-01-31`. */
export const date = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Text with an optional language tag (LOM LangString). */
export const languageText = z.strictObject({ text: z.string(), language: z.string().optional() });

/** The Dublin Core subset of IEEE LOM that cartridges carry, of the course or of one resource. */
export const learningObjectMetadata = z.strictObject({
  titles: z.array(languageText).optional(),
  descriptions: z.array(languageText).optional(),
  keywords: z.array(languageText).optional(),
  languages: z.array(z.string()).optional(),
  coverage: z.array(languageText).optional(),
  identifiers: z.array(z.strictObject({ catalog: z.string().optional(), entry: z.string() })).optional(),
  contributions: z
    .array(
      z.strictObject({
        role: z.string().optional(),
        entities: z.array(z.string()).optional(),
        date: z.string().optional(),
      }),
    )
    .optional(),
  formats: z.array(z.string()).optional(),
  copyright: z.string().optional(),
  rights: z.array(languageText).optional(),
  relations: z
    .array(z.strictObject({ kind: z.string().optional(), entry: z.string().optional() }))
    .optional(),
});
export type LearningObjectMetadata = z.infer<typeof learningObjectMetadata>;

/** Who a resource is meant for (IMSGLC_CC_Roles). Without `Learner` it is hidden from learners. */
export const role = z.enum(['Learner', 'Instructor', 'Mentor']);

/** An alignment to a curriculum standard (CC 1.2 curriculumStandardsMetadata, CC 1.4 CASE). */
export const standardAlignment = z.strictObject({
  provider: z.string().optional(),
  region: z.string().optional(),
  version: z.string().optional(),
  label: z.string().optional(),
  guid: z.string(),
  caseItemUri: z.string().optional(),
});

/** When an object opens to learners, beyond its dates: a tree of conditions (Moodle's "restrict access"). */
export type AvailabilityCondition =
  | {
      operator: 'all' | 'any' | 'notAll' | 'notAny';
      conditions: AvailabilityCondition[];
      visible?: boolean | undefined;
    }
  | { type: 'date'; from?: string | undefined; until?: string | undefined }
  | { type: 'completion'; object: Reference; state: string }
  | {
      type: 'grade';
      object?: Reference | undefined;
      minimum?: number | undefined;
      maximum?: number | undefined;
    }
  | { type: 'group'; group?: Reference | undefined }
  | { type: 'profile'; field: string; comparison: string; value: string };

export const availability: z.ZodType<AvailabilityCondition> = z.lazy(() =>
  z.union([
    z.strictObject({
      operator: z.enum(['all', 'any', 'notAll', 'notAny']),
      conditions: z.array(availability),
      visible: z.boolean().optional(),
    }),
    z.strictObject({ type: z.literal('date'), from: instant.optional(), until: instant.optional() }),
    z.strictObject({ type: z.literal('completion'), object: reference, state: z.string() }),
    z.strictObject({
      type: z.literal('grade'),
      object: reference.optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
    }),
    z.strictObject({ type: z.literal('group'), group: reference.optional() }),
    z.strictObject({
      type: z.literal('profile'),
      field: z.string(),
      comparison: z.string(),
      value: z.string(),
    }),
  ]),
);

/**
 * Settings of one source system that mean nothing elsewhere, kept word for word by their own names so that
 * they come back when the course returns there: `{ canvas: { turnitin_enabled: "true" } }`.
 */
export const extensions = z.record(z.string(), z.record(z.string(), z.json()));
export type Extensions = z.infer<typeof extensions>;

/** The parts every object has. `id` is given when the object enters a course. */
export const identity = {
  migrationId: z.string().min(1),
  id: z.int().positive().optional(),
};

export const shared = {
  ...identity,
  audience: z.array(role).optional(),
  metadata: learningObjectMetadata.optional(),
  alignments: z.array(standardAlignment).optional(),
  availability: availability.optional(),
  tags: z.array(z.string()).optional(),
  extensions: extensions.optional(),
};

/** Opening and closing dates. */
export const lockDates = { unlockAt: instant.optional(), lockAt: instant.optional() };
