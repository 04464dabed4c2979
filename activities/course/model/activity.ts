/** Activities that only some systems know (Moodle's modules): kept whole, written as pages or packages elsewhere. */
import { z } from 'zod';
import { html, instant, lockDates, reference, shared } from './common.js';

const entry = z.strictObject({
  id: z.string(),
  title: z.string(),
  html,
  keywords: z.array(z.string()).optional(),
  categories: z.array(z.string()).optional(),
  attachments: z.array(reference).optional(),
});

const common = {
  ...shared,
  title: z.string(),
  html: html.optional(),
  published: z.boolean(),
  dueAt: instant.optional(),
  pointsPossible: z.number().optional(),
  group: reference.optional(),
  ...lockDates,
};

const shape = <Name extends string, Fields extends z.ZodRawShape>(type: Name, fields: Fields) =>
  z.strictObject({ ...common, type: z.literal(type), ...fields });

const surveyItem = z.strictObject({
  id: z.string(),
  type: z.string(),
  label: z.string().optional(),
  html,
  required: z.boolean().optional(),
  choices: z.array(z.string()).optional(),
});

export const activity = z.discriminatedUnion('type', [
  shape('book', {
    numbering: z.string().optional(),
    chapters: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        html,
        subchapter: z.boolean().optional(),
        hidden: z.boolean().optional(),
      }),
    ),
  }),
  shape('glossary', { entries: z.array(entry) }),
  shape('wiki', { pages: z.array(z.strictObject({ id: z.string(), title: z.string(), html })) }),
  shape('lesson', {
    pages: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        html,
        type: z.string(),
        answers: z
          .array(
            z.strictObject({
              html,
              response: html.optional(),
              /** Page id, or a jump of the source by name. */
              jumpTo: z.string().optional(),
              score: z.number().optional(),
            }),
          )
          .optional(),
      }),
    ),
  }),
  shape('choice', {
    options: z.array(z.strictObject({ id: z.string(), text: z.string(), limit: z.int().optional() })),
  }),
  shape('survey', { items: z.array(surveyItem), anonymous: z.boolean().optional() }),
  shape('database', {
    fields: z.array(
      z.strictObject({
        id: z.string(),
        type: z.string(),
        name: z.string(),
        description: z.string().optional(),
      }),
    ),
    templates: z.record(z.string(), html).optional(),
  }),
  shape('workshop', {
    instructAuthors: html.optional(),
    instructReviewers: html.optional(),
    criteria: z.array(surveyItem),
    phases: z.record(z.string(), z.string()).optional(),
  }),
  shape('scorm', { package: reference.optional(), version: z.string().optional() }),
  shape('h5p', { package: reference.optional() }),
  shape('imsPackage', { package: reference.optional() }),
  shape('chat', {}),
  shape('folder', { files: z.array(reference) }),
  shape('epub', { package: reference.optional() }),
  /** An activity of a kind not known: its introduction is kept, the rest is in the ledger. */
  shape('unknown', { sourceType: z.string() }),
]);
export type Activity = z.infer<typeof activity>;
