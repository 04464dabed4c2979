/** The settings Canvas keeps beside a topic's descriptor. */
import type { Assignment } from '../../../course/model/assignment.js';
import { attribute, childValue, elements, type XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import { type Draft, extensionsOf, readTable } from '../fields/field.js';
import { type Discussion, TOPIC_META } from '../tables/topic-meta.js';
import { readNestedAssignment } from './assignment.js';
import { withoutHoles } from './read-record.js';

export interface TopicMeta {
  /** The topic these settings are of. */
  readonly topic: string | undefined;
  /** What the settings are called, like their resource. */
  readonly identifier: string | undefined;
  readonly isAnnouncement: boolean;
  readonly settings: Draft<Discussion>;
  readonly assignment: Assignment | undefined;
}

/** Reads a `topicMeta` element. What was not understood is still unread. */
export function readTopicMeta(element: XmlElement, scope: ReadScope): TopicMeta {
  element.taken.self = true;
  const identifier = attribute(element, 'identifier')?.trim();
  const topic = childValue(element, 'topic_id');
  const { draft, kept } = readTable(TOPIC_META, element, scope);
  for (const name of ['topic_id', 'type']) delete kept[name];
  const isAnnouncement = readType(element) === 'announcement';
  const assignment = readNestedAssignment(element, scope, `${topic ?? identifier ?? 'topic'}_assignment`);
  const settings = withoutHoles({ ...draft, ...extensionsOf(kept) });
  return { topic, identifier, isAnnouncement, assignment, settings };
}

/** Any other word is that of a kind nobody knows: it stays unread, and the topic is a discussion. */
function readType(element: XmlElement): string | undefined {
  const type = childValue(element, 'type');
  const isKnown = type === undefined || type === 'announcement' || type === 'topic';
  for (const found of isKnown ? [] : elements(element, 'type')) found.taken.self = false;
  return type;
}
