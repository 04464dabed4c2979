/** Which handler reads which kind of resource. */
import type { ResourceKind } from '../manifest-types.js';
import { readAssignmentResource } from './assignment.js';
import { readBasicLtiResource } from './basic-lti.js';
import { readContent } from './content.js';
import { readKeptFile } from './kept-file.js';
import type { ReadResource } from './outcome.js';
import { readQuizResource } from './quiz.js';
import { readTopicResource } from './topic.js';
import { readWebLinkResource } from './web-link.js';

export const RESOURCE_HANDLERS: Readonly<Record<ResourceKind, ReadResource>> = {
  webcontent: readContent,
  associatedcontent: readContent,
  discussionTopic: readTopicResource,
  webLink: readWebLinkResource,
  assessment: readQuizResource,
  questionBank: readQuizResource,
  basicLti: readBasicLtiResource,
  assignment: readAssignmentResource,
  epub: readKeptFile,
  apip: readKeptFile,
  iwb: readKeptFile,
  openVideo: readKeptFile,
  qti3: readKeptFile,
  unknown: readKeptFile,
};
