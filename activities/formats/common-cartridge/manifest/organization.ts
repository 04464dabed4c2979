/** The organisation as a flat list, built while the manifest streams by: no tree of items is ever held. */
import type { LearningObjectMetadata } from '../../../course/model/common.js';
import { attribute, textOf, type XmlElement } from '../../xml/tree.js';
import type { OrganizationItem } from '../manifest-types.js';
import type { Identities } from './identifiers.js';
import { lostOf } from './lost.js';
import { readDescribed } from './metadata.js';

interface ItemDraft {
  readonly identifier: string | undefined;
  readonly identifierref: string | undefined;
  readonly hidden: boolean;
  readonly parent: ItemDraft | undefined;
  readonly line: number;
  readonly lost: string[];
  title: string | undefined;
  metadata: LearningObjectMetadata | undefined;
}

export interface OrganizationReader {
  openItem(element: XmlElement): void;
  /** A child of the open item that is not an item: its title, its metadata, or something unknown. */
  itemChild(element: XmlElement): void;
  closeItem(): void;
  /** The items in document order, without root items. */
  finish(identities: Identities): OrganizationItem[];
}

export function createOrganizationReader(): OrganizationReader {
  const drafts: ItemDraft[] = [];
  const open: ItemDraft[] = [];
  return {
    openItem(element) {
      const draft = openDraft(element, open.at(-1));
      drafts.push(draft);
      open.push(draft);
    },
    itemChild(element) {
      const draft = open.at(-1);
      if (draft !== undefined)
        ITEM_CHILDREN.get(element.name)?.(element, draft) ?? draft.lost.push(element.name);
    },
    closeItem: () => void open.pop(),
    finish: (identities) => listItems(drafts, identities),
  };
}

const ITEM_CHILDREN = new Map<string, (element: XmlElement, draft: ItemDraft) => true>([
  [
    'title',
    (element, draft) => {
      const title = textOf(element).replace(/\s+/g, ' ').trim();
      if (title !== '') draft.title ??= title;
      return true;
    },
  ],
  [
    'metadata',
    (element, draft) => {
      draft.metadata = readDescribed(element).metadata;
      draft.lost.push(...lostOf(element).map((lost) => `metadata/${lost}`));
      return true;
    },
  ],
]);

/** Its children may be there already, or not yet: only the attributes are looked at. */
function openDraft(element: XmlElement, parent: ItemDraft | undefined): ItemDraft {
  const identifier = attribute(element, 'identifier');
  const identifierref = attribute(element, 'identifierref')?.trim() || undefined;
  const hidden = attribute(element, 'isvisible')?.trim() === 'false';
  const unread = [...element.attributes].filter(([name]) => !element.taken.attributes.has(name));
  const lost = unread.map(([name, value]) => `@${name} "${value}"`);
  const { line } = element;
  return { identifier, identifierref, hidden, parent, line, lost, title: undefined, metadata: undefined };
}

/** The one item around all others, which has neither a title nor a resource. */
function isRoot({ parent, title, identifierref }: ItemDraft): boolean {
  return parent === undefined && title === undefined && identifierref === undefined;
}

function listItems(drafts: readonly ItemDraft[], { identify }: Identities): OrganizationItem[] {
  const places = new Map<ItemDraft, number>();
  const items: OrganizationItem[] = [];
  for (const draft of drafts) {
    if (isRoot(draft)) continue;
    const parent = draft.parent === undefined ? undefined : places.get(draft.parent);
    const above = parent === undefined ? undefined : items[parent];
    places.set(draft, items.length);
    items.push({
      identifier: identify(draft.identifier, draft.line),
      depth: above === undefined ? 0 : above.depth + 1,
      ...(parent === undefined ? {} : { parent }),
      ...(draft.title === undefined ? {} : { title: draft.title }),
      ...(draft.identifierref === undefined ? {} : { identifierref: draft.identifierref }),
      ...(draft.hidden ? { hidden: true } : {}),
      ...(draft.metadata === undefined ? {} : { metadata: draft.metadata }),
      ...(draft.lost.length === 0 ? {} : { lost: draft.lost }),
      line: draft.line,
    });
  }
  return items;
}
