/** The canonical course as JSON Schema, for programs in other languages that read bundles. */
import { z } from 'zod';
import { COLLECTION_NAMES, COLLECTIONS } from './collections.js';
import {
  assignmentOverride,
  lineItem,
  moderation,
  peerReview,
  rubricAssociation,
  submissionType,
  toolLaunch,
} from './model/assignment.js';
import {
  availability,
  date,
  extensions,
  html,
  instant,
  languageText,
  learningObjectMetadata,
  reference,
  role,
  standardAlignment,
} from './model/common.js';
import { fileLocation } from './model/content.js';
import { completionRequirement, moduleItem, moduleItemContent } from './model/module.js';
import { choice, textAnswer } from './model/question.js';
import { quizEntry } from './model/quiz.js';
import { toolSettings } from './model/tool.js';

/** What several records have in common, by the names it gets in the schema. */
const SHARED: Readonly<Record<string, z.ZodType>> = {
  assignmentOverride,
  availability,
  choice,
  completionRequirement,
  date,
  extensions,
  fileLocation,
  html,
  instant,
  languageText,
  learningObjectMetadata,
  lineItem,
  moderation,
  moduleItem,
  moduleItemContent,
  peerReview,
  quizEntry,
  reference,
  role,
  rubricAssociation,
  standardAlignment,
  submissionType,
  textAnswer,
  toolLaunch,
  toolSettings,
};

/**
 * JSON Schema (2020-12) with a definition per collection, under the collection's name: each line of
 * `<collection>.ndjson` in a bundle is one such object. What collections share is defined once.
 */
export function courseJsonSchema(): Record<string, unknown> {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SHARED)) names.add(schema, { id });
  for (const id of COLLECTION_NAMES) names.add(COLLECTIONS[id].schema, { id });
  const everything = z.object(
    Object.fromEntries(COLLECTION_NAMES.map((name) => [name, COLLECTIONS[name].schema])),
  );
  const { $schema, $defs } = z.toJSONSchema(everything, { metadata: names });
  return {
    $schema,
    title: 'The canonical course',
    description:
      'One definition per collection; each line of <collection>.ndjson in a bundle is one such object.',
    $defs,
  };
}
