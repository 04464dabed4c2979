/** LTI: external tools and the links that launch them. */
import { z } from 'zod';
import { html, reference, shared } from './common.js';

const vendor = z.strictObject({
  code: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  url: z.string().optional(),
  contactEmail: z.string().optional(),
});

/** Platform settings of a Basic LTI descriptor: a name with a text or with further settings below it. */
export type ToolSettings = { [name: string]: string | ToolSettings };
export const toolSettings: z.ZodType<ToolSettings> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), toolSettings])),
);

/** A tool, or a link to one: Common Cartridge does not tell them apart (cartridge_basiclti_link). */
export const externalTool = z.strictObject({
  ...shared,
  title: z.string(),
  description: html.optional(),
  launchUrl: z.string().optional(),
  secureLaunchUrl: z.string().optional(),
  domain: z.string().optional(),
  icon: z.string().optional(),
  secureIcon: z.string().optional(),
  iconFile: reference.optional(),
  vendor: vendor.optional(),
  custom: z.record(z.string(), z.string()).optional(),
  /** Settings by platform, for example `canvas.instructure.com`. */
  platforms: z.array(z.strictObject({ platform: z.string(), settings: toolSettings })).optional(),
  /** LTI version, `1.1` or `1.3`. */
  version: z.string().optional(),
  clientId: z.string().optional(),
  privacyLevel: z.string().optional(),
  published: z.boolean().optional(),
  position: z.number().optional(),
});
export type ExternalTool = z.infer<typeof externalTool>;

/** An LTI 1.3 resource link: one placement of a tool in the course. */
export const resourceLink = z.strictObject({
  ...shared,
  title: z.string(),
  url: z.string().optional(),
  lookupUuid: z.string().optional(),
  tool: reference.optional(),
  toolUrl: z.string().optional(),
  custom: z.record(z.string(), z.string()).optional(),
  platforms: z.array(z.strictObject({ platform: z.string(), settings: toolSettings })).optional(),
});
export type ResourceLink = z.infer<typeof resourceLink>;
