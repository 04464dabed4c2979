/** Modules (sections of a course) and their items. */
import { z } from 'zod';
import { html, identity, instant, reference, shared } from './common.js';

export const completionRequirement = z.strictObject({
  type: z.enum(['mustView', 'mustMarkDone', 'mustContribute', 'mustSubmit', 'minScore', 'minPercentage']),
  minScore: z.number().optional(),
  minPercentage: z.number().optional(),
});

/**
 * What an item shows. A `folder` holds the items after it that have a greater indent, so an organisation of any
 * depth fits into one list; a `heading` is only a line of text. `missing` names what the source pointed to.
 */
export const moduleItemContent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('object'), object: reference }),
  z.strictObject({ type: z.literal('folder') }),
  z.strictObject({ type: z.literal('heading') }),
  z.strictObject({ type: z.literal('text'), html }),
  z.strictObject({ type: z.literal('url'), url: z.string() }),
  z.strictObject({ type: z.literal('externalTool'), url: z.string(), tool: reference.optional() }),
  z.strictObject({ type: z.literal('missing'), target: z.string(), contentType: z.string().optional() }),
]);

export const moduleItem = z.strictObject({
  ...identity,
  title: z.string(),
  /** Depth below the module; 0 is directly in it. */
  indent: z.int().min(0),
  published: z.boolean(),
  content: moduleItemContent,
  newTab: z.boolean().optional(),
  completion: completionRequirement.optional(),
  audience: shared.audience,
  metadata: shared.metadata,
  availability: shared.availability,
  extensions: shared.extensions,
});
export type ModuleItem = z.infer<typeof moduleItem>;

export const module = z.strictObject({
  ...shared,
  title: z.string(),
  /** Order among modules, from 1. */
  position: z.number(),
  published: z.boolean(),
  description: html.optional(),
  /** The module this one is a part of (delegated sections). */
  parent: reference.optional(),
  unlockAt: instant.optional(),
  locked: z.boolean().optional(),
  requireSequentialProgress: z.boolean().optional(),
  /** How many requirements complete the module; absent means all. */
  requirementCount: z.int().optional(),
  prerequisites: z.array(z.strictObject({ module: reference, title: z.string().optional() })).optional(),
  items: z.array(moduleItem),
});
export type Module = z.infer<typeof module>;
