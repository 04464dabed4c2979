/** The containers that are open while a file is read, and the documents they belong to. */
import { attribute, type XmlElement } from '../../xml/tree.js';
import { describeDocument, documentOf, type OpenDocument } from './documents.js';
import { createFrame, type Frame } from './frames.js';
import type { Identities } from './identities.js';
import type { Qti12Document, Qti12ReadOptions } from './types.js';

/** The bottom of the stack is a document; items and sections outside of any have one of their own, kept to the end. */
export interface OpenFrames {
  open(element: XmlElement): void;
  /** Takes the innermost container away; `undefined` when none is open. */
  pop(): Frame | undefined;
  /** The innermost container, or the one for what is outside of all. */
  top(element: XmlElement): Frame;
  /** The container for what is outside of all, when something is. */
  loose(): Frame | undefined;
  sections(): Frame[];
  /** Whether any container is open. */
  isOpen(): boolean;
  /** The document a container is in. */
  document(frame: Frame): OpenDocument;
  /** Whether the document a container is in has anything yet: an item, or a section that is closed. */
  hasDocument(frame: Frame): boolean;
  close(frame: Frame): OpenDocument;
  /** Closed documents, in the order in which they were described. */
  documents(): Qti12Document[];
}

export function createOpenFrames(identities: Identities, options: Qti12ReadOptions): OpenFrames {
  const stack: Frame[] = [];
  const described = new Map<Frame, OpenDocument>();
  const closed = new Map<OpenDocument, Qti12Document>();
  let loose: Frame | undefined;

  const looseFrame = (element: XmlElement): Frame => {
    loose ??= createFrame(element, identities.container('items outside of banks', '', element.line), 'items');
    return loose;
  };
  const documentIn = (frame: Frame): OpenDocument => {
    const known = described.get(frame) ?? describeDocument(frame, options);
    described.set(frame, known);
    return known;
  };

  return {
    open(element) {
      element.taken.self = true;
      const type = element.name === 'assessment' || element.name === 'objectbank' ? element.name : 'section';
      const label = identities.container(type, attribute(element, 'ident'), element.line);
      stack.push(createFrame(element, label, type));
    },
    pop: () => stack.pop(),
    top: (element) => stack.at(-1) ?? looseFrame(element),
    loose: () => loose,
    isOpen: () => stack.length > 0,
    sections: () => stack.filter(({ type }) => type === 'section'),
    document(frame) {
      const bottom = stack[0] ?? frame;
      return documentIn(bottom.type === 'section' ? looseFrame(bottom.element) : bottom);
    },
    hasDocument(frame) {
      const bottom = stack[0] ?? frame;
      const holder = bottom.type === 'section' ? loose : bottom;
      return holder !== undefined && described.has(holder);
    },
    close(frame) {
      const document = documentIn(frame);
      closed.set(document, documentOf(frame, document, options));
      return document;
    },
    documents: () => [...described.values()].flatMap((document) => closed.get(document) ?? []),
  };
}
