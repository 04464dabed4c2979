/** The organisation as a flat list, built while the manifest streams by: no tree of items is ever held. */
import { attribute, textOf, type XmlElement } from '../../xml/tree.js';
import type { OrganizationItem } from '../manifest-types.js';
import type { Identities } from './identifiers.js';
import { lostAttributes, lostOf } from './lost.js';
import { type Described, isTrue, joinDescribed, NOTHING, readDescribed } from './metadata.js';

interface ItemDraft {
  readonly identifier: string | undefined;
  readonly identifierref: string | undefined;
  readonly hidden: boolean;
  readonly parent: ItemDraft | undefined;
  readonly line: number;
  readonly lost: string[];
  title: string | undefined;
  described: Described;
}

export interface ReadOrganization {
  /** The items in document order, without root items. */
  readonly items: OrganizationItem[];
  /** What root items say of themselves. */
  readonly described: Described;
  /** What was not understood of root items. */
  readonly lost: readonly string[];
}

export interface OrganizationReader {
  openItem(element: XmlElement): void;
  /** A child of the open item that is not an item: its title, its metadata, or something unknown. */
  itemChild(element: XmlElement): void;
  /** Texts that stand in the open item itself, as phrases. */
  itemTexts(lost: readonly string[]): void;
  closeItem(): void;
  finish(identities: Identities): ReadOrganization;
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
    itemTexts: (lost) => void open.at(-1)?.lost.push(...lost),
    closeItem: () => void open.pop(),
    finish: (identities) => finishOrganization(drafts, identities),
  };
}

const ITEM_CHILDREN = new Map<string, (element: XmlElement, draft: ItemDraft) => true>([
  [
    'title',
    (element, draft) => {
      const title = titleText(element);
      draft.lost.push(...lostOf(element).map((lost) => `title/${lost}`));
      if (draft.title !== undefined && title !== undefined) draft.lost.push(`title "${title}"`);
      draft.title ??= title;
      return true;
    },
  ],
  [
    'metadata',
    (element, draft) => {
      draft.described = readDescribed(element, draft.described);
      draft.lost.push(...lostOf(element).map((lost) => `metadata/${lost}`));
      return true;
    },
  ],
]);

/** A title in one line; `undefined` when it is blank. Single spaces are passed over: a match of each costs memory. */
export function titleText(element: XmlElement): string | undefined {
  const title = textOf(element)
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
  return title === '' ? undefined : title;
}

/** Its children may be there already, or not yet: only the attributes are looked at. */
function openDraft(element: XmlElement, parent: ItemDraft | undefined): ItemDraft {
  const identifier = attribute(element, 'identifier');
  const identifierref = attribute(element, 'identifierref')?.trim() || undefined;
  const isVisible = attribute(element, 'isvisible');
  const hidden = isVisible !== undefined && !isTrue(isVisible);
  const { line } = element;
  const lost = lostAttributes(element);
  return { identifier, identifierref, hidden, parent, line, lost, title: undefined, described: NOTHING };
}

/** The one item around all others, which has neither a title nor a resource. */
function isRoot({ parent, title, identifierref }: ItemDraft): boolean {
  return parent === undefined && title === undefined && identifierref === undefined;
}

function finishOrganization(drafts: readonly ItemDraft[], identities: Identities): ReadOrganization {
  const roots = drafts.filter(isRoot);
  return {
    items: listItems(
      drafts.filter((draft) => !isRoot(draft)),
      identities,
    ),
    described: roots.reduce((known, { described }) => joinDescribed(known, described), NOTHING),
    lost: roots.flatMap(({ lost }) => lost),
  };
}

function listItems(drafts: readonly ItemDraft[], { identify }: Identities): OrganizationItem[] {
  const places = new Map<ItemDraft, number>();
  const items: OrganizationItem[] = [];
  for (const draft of drafts) {
    const parent = draft.parent === undefined ? undefined : places.get(draft.parent);
    const above = parent === undefined ? undefined : items[parent];
    const { metadata, roles, alignments } = draft.described;
    places.set(draft, items.length);
    items.push({
      identifier: identify(draft.identifier, draft.line),
      depth: above === undefined ? 0 : above.depth + 1,
      ...(parent === undefined ? {} : { parent }),
      ...(draft.title === undefined ? {} : { title: draft.title }),
      ...(draft.identifierref === undefined ? {} : { identifierref: draft.identifierref }),
      ...(draft.hidden ? { hidden: true } : {}),
      ...(metadata === undefined ? {} : { metadata }),
      ...(roles.length === 0 ? {} : { roles }),
      ...(alignments === undefined ? {} : { alignments }),
      ...(draft.lost.length === 0 ? {} : { lost: draft.lost }),
      line: draft.line,
    });
  }
  return items;
}
