/** Pages, files, folders, web links, discussions, announcements, events and feeds. */
import { z } from 'zod';
import { assignment } from './assignment.js';
import { date, html, instant, lockDates, reference, shared } from './common.js';

export const page = z.strictObject({
  ...shared,
  title: z.string(),
  html,
  /** The page's path in its source package; a writer keeps it where it can. */
  path: z.string().optional(),
  /** The last part of the page's address. */
  slug: z.string().optional(),
  published: z.boolean(),
  frontPage: z.boolean().optional(),
  /** Who may edit: `teachers`, `students`, `members`, `public`. */
  editingRoles: z.array(z.string()).optional(),
  notifyOfUpdate: z.boolean().optional(),
  todoAt: instant.optional(),
  publishAt: instant.optional(),
  /** A page can be graded or serve as a mastery path: its assignment. */
  assignment: assignment.optional(),
  intendedUse: z.string().optional(),
  ...lockDates,
});
export type Page = z.infer<typeof page>;

/** Where the bytes of a file lie: in a pack, as they were stored there. */
export const fileLocation = z.strictObject({
  pack: z.string(),
  /** First byte of the stored data. */
  offset: z.int().min(0),
  storedSize: z.int().min(0),
  method: z.enum(['stored', 'deflated']),
  /** Of the inflated bytes, unsigned. */
  crc32: z.int().min(0),
});
export type FileLocation = z.infer<typeof fileLocation>;

export const file = z.strictObject({
  ...shared,
  /** Folders and name inside the course's files, `/`-separated, without a leading slash. */
  path: z.string().min(1),
  displayName: z.string().optional(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  location: fileLocation,
  locked: z.boolean().optional(),
  hidden: z.boolean().optional(),
  /** Moodle's order inside a folder; the main file of a resource comes first. */
  position: z.number().optional(),
  category: z.string().optional(),
  usageRights: z
    .strictObject({
      justification: z.string().optional(),
      copyright: z.string().optional(),
      license: z.string().optional(),
    })
    .optional(),
  author: z.string().optional(),
  /** The object the file is private to (associated content); absent for course files. */
  owner: reference.optional(),
  intendedUse: z.string().optional(),
  /** Captions and subtitles of a media file. */
  tracks: z
    .array(z.strictObject({ file: reference, kind: z.string(), locale: z.string().optional() }))
    .optional(),
  ...lockDates,
});
export type CourseFile = z.infer<typeof file>;

export const folder = z.strictObject({
  ...shared,
  path: z.string().min(1),
  locked: z.boolean().optional(),
  hidden: z.boolean().optional(),
  position: z.number().optional(),
  ...lockDates,
});
export type Folder = z.infer<typeof folder>;

export const webLink = z.strictObject({
  ...shared,
  title: z.string(),
  url: z.string(),
  /** The window it opens in, as in HTML. */
  target: z.string().optional(),
  windowFeatures: z.string().optional(),
  description: html.optional(),
  published: z.boolean().optional(),
});
export type WebLink = z.infer<typeof webLink>;

const discussion = {
  ...shared,
  title: z.string(),
  html,
  /** `text/plain` when the source's text is plain; it is then escaped in `html`. */
  textType: z.enum(['text/html', 'text/plain']).optional(),
  published: z.boolean(),
  position: z.number().optional(),
  postedAt: instant.optional(),
  delayedPostAt: instant.optional(),
  todoAt: instant.optional(),
  discussionType: z.enum(['sideComment', 'threaded', 'flat']).optional(),
  pinned: z.boolean().optional(),
  requireInitialPost: z.boolean().optional(),
  allowRating: z.boolean().optional(),
  onlyGradersCanRate: z.boolean().optional(),
  sortByRating: z.boolean().optional(),
  moduleLocked: z.boolean().optional(),
  groupCategory: z.string().optional(),
  attachments: z.array(reference).optional(),
  /** Addresses of attachments that are no files of the course: they were not in the package, or became part of an object. */
  missingAttachments: z.array(z.string()).optional(),
  externalFeed: reference.optional(),
  ...lockDates,
};

export const discussionTopic = z.strictObject({ ...discussion, assignment: assignment.optional() });
export type DiscussionTopic = z.infer<typeof discussionTopic>;

export const announcement = z.strictObject(discussion);
export type Announcement = z.infer<typeof announcement>;

export const calendarEvent = z.strictObject({
  ...shared,
  title: z.string(),
  description: html.optional(),
  startAt: instant.optional(),
  endAt: instant.optional(),
  allDay: z.boolean().optional(),
  allDayDate: date.optional(),
  location: z.string().optional(),
  recurrenceRule: z.string().optional(),
  seriesUuid: z.string().optional(),
  seriesHead: z.boolean().optional(),
  blackoutDate: z.boolean().optional(),
});
export type CalendarEvent = z.infer<typeof calendarEvent>;

export const externalFeed = z.strictObject({
  ...shared,
  title: z.string(),
  url: z.string(),
  verbosity: z.string().optional(),
  headerMatch: z.string().optional(),
});
export type ExternalFeed = z.infer<typeof externalFeed>;

export const studentGroup = z.strictObject({
  ...shared,
  title: z.string(),
  category: z.string().optional(),
  description: html.optional(),
  members: z.array(reference).optional(),
});

export const coursePace = z.strictObject({
  ...shared,
  title: z.string().optional(),
  published: z.boolean().optional(),
  endDate: date.optional(),
  publishedAt: instant.optional(),
  excludeWeekends: z.boolean().optional(),
  hardEndDates: z.boolean().optional(),
  items: z.array(z.strictObject({ moduleItem: reference, duration: z.number() })).optional(),
});
export type CoursePace = z.infer<typeof coursePace>;
