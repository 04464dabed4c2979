/** What an item shows, taken apart: its material and its responses, in document order, through flows of any depth. */
import { decodeHtml } from '../../html/entities.js';
import { attribute, elements, textOf, type XmlElement } from '../../xml/tree.js';
import { type HtmlPiece, isMaterial, joinPieces, materialHtml, trimmed } from './material.js';

/** One thing to tick, drag or name. */
export interface Label {
  readonly element: XmlElement;
  /** As written; empty when the file gives none. */
  readonly identifier: string;
  /** Its HTML as authored; it counts as read. */
  html(): string;
  /** Its text without markup, and whether there was markup. */
  text(): { readonly text: string; readonly hadMarkup: boolean };
}

/** One thing the learner answers. */
export interface Response {
  /** `response_lid`, `response_str`, `response_num`, `response_xy` or `response_grp`. */
  readonly element: XmlElement;
  /** `ident`, or `respident` as Brightspace writes it. */
  readonly identifier: string;
  /** Lower case: `single`, `multiple` or `ordered`. */
  readonly cardinality: string;
  /** `render_choice`, `render_fib` ...; what is inside `render_extension` is found all the same. */
  readonly render: XmlElement | undefined;
  readonly labels: readonly Label[];
  /** Its own material, or that of the flow it has to itself. */
  html(): string;
}

type Piece = HtmlPiece & { readonly flows: readonly XmlElement[]; readonly response?: Response };

export interface Presentation {
  readonly element: XmlElement | undefined;
  readonly responses: readonly Response[];
  /** The material that belongs to no response; `place` writes what stands where a response is. */
  stem(place?: (response: Response) => string): string;
  /** Blackboard: the right sides of a matching question, in order. */
  readonly rightSides: readonly string[];
}

const RESPONSES = new Set(['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp']);
const RENDERINGS = /^render_/;
/** Elements that only hold labels. */
const LABEL_HOLDERS = new Set([
  'flow_label',
  'render_extension',
  'ims_render_object',
  'render_choice',
  'render_fib',
  'render_hotspot',
]);

export function readPresentation(item: XmlElement): Presentation {
  const [element] = elements(item, 'presentation');
  if (element === undefined) return { element, responses: [], stem: () => '', rightSides: [] };
  element.taken.self = true;
  const pieces = piecesOf(element, []);
  const responses = pieces.flatMap(({ response }) => response ?? []);
  const own = ownFlows(pieces);
  const isRight = (piece: Piece) =>
    piece.flows.some((flow) => flow.attributes.get('class') === 'RIGHT_MATCH_BLOCK');
  const shown = pieces.filter(
    (piece) => !isRight(piece) && (piece.response !== undefined || !own.has(piece)),
  );
  return {
    element,
    responses: responses.map((response) => withOwnMaterial(response, own)),
    stem: (place = () => '') =>
      joinPieces(
        shown.map(({ html, block, response }) => ({ html: response ? place(response) : html, block })),
      ),
    rightSides: rightSides(pieces.filter(isRight)),
  };
}

function piecesOf(element: XmlElement, flows: readonly XmlElement[]): Piece[] {
  return elements(element).flatMap((part): Piece[] => {
    if (RESPONSES.has(part.name)) return [{ html: '', block: false, flows, response: readResponse(part) }];
    if (part.name === 'flow') {
      part.taken.self = true;
      return piecesOf(part, [...flows, part]);
    }
    return isMaterial(part) ? [{ html: materialHtml(part), block: flows.length > 1, flows }] : [];
  });
}

/**
 * Material that is a response's own: where several responses each have a flow to themselves, the rest of that flow
 * belongs to the response (Blackboard's left sides).
 */
function ownFlows(pieces: readonly Piece[]): Map<Piece, Response> {
  const flowOf = new Map<XmlElement, Response[]>();
  for (const { response, flows } of pieces) {
    const flow = flows.at(-1);
    if (response !== undefined && flow !== undefined)
      flowOf.set(flow, [...(flowOf.get(flow) ?? []), response]);
  }
  const isShared = flowOf.size < 2 || [...flowOf.values()].some((responses) => responses.length > 1);
  const own = new Map<Piece, Response>();
  for (const piece of isShared ? [] : pieces) {
    const response = piece.flows.flatMap((flow) => flowOf.get(flow) ?? [])[0];
    if (piece.response === undefined && response !== undefined) own.set(piece, response);
  }
  return own;
}

function withOwnMaterial(response: Response, own: ReadonlyMap<Piece, Response>): Response {
  const pieces = [...own].filter(([, owner]) => owner === response).map(([piece]) => piece);
  if (pieces.length === 0) return response;
  return { ...response, html: () => joinPieces([{ html: response.html(), block: false }, ...pieces]) };
}

function rightSides(pieces: readonly Piece[]): string[] {
  const sides = new Map<XmlElement | undefined, Piece[]>();
  for (const piece of pieces) {
    const block = piece.flows.findIndex((flow) => flow.attributes.get('class') === 'RIGHT_MATCH_BLOCK');
    const side = piece.flows[block + 1];
    sides.set(side, [...(sides.get(side) ?? []), piece]);
  }
  return [...sides.values()].map(joinPieces);
}

function readResponse(element: XmlElement): Response {
  element.taken.self = true;
  const render = elements(element).find(({ name }) => RENDERINGS.test(name));
  if (render !== undefined) render.taken.self = true;
  const materials = elements(element).filter(isMaterial);
  const labels = render === undefined ? [] : labelsIn(render);
  if (Number(render?.attributes.get('maxnumber')) >= labels.length) attribute(render, 'maxnumber');
  return {
    element,
    identifier: attribute(element, 'ident') ?? attribute(element, 'respident') ?? '',
    cardinality: (attribute(element, 'rcardinality') ?? 'single').toLowerCase(),
    render,
    labels,
    html: () => joinPieces(materials.map((part) => ({ html: materialHtml(part), block: false }))),
  };
}

function labelsIn(element: XmlElement): Label[] {
  return elements(element).flatMap((part) => {
    if (part.name === 'response_label') return [readLabel(part)];
    if (!LABEL_HOLDERS.has(part.name)) return [];
    part.taken.self = true;
    return labelsIn(part);
  });
}

function readLabel(element: XmlElement): Label {
  element.taken.self = true;
  const materials = elements(element).filter(isMaterial);
  const html = () =>
    joinPieces(materials.map((part) => ({ html: materialHtml(part), block: part.name === 'flow_mat' })));
  return {
    element,
    identifier: attribute(element, 'ident') ?? '',
    html: () => (materials.length === 0 ? textOf(element).trim() : html()),
    text: () => labelText(element, html),
  };
}

/** A single plain `mattext` is taken word for word; anything else is read as HTML and loses its tags. */
function labelText(element: XmlElement, html: () => string): { text: string; hadMarkup: boolean } {
  const material = elements(element, 'material')[0];
  const [text, ...more] = material === undefined ? [] : elements(material);
  const type = text?.attributes.get('texttype')?.toLowerCase();
  if (material !== undefined && text?.name === 'mattext' && more.length === 0 && type !== 'text/html') {
    material.taken.self = true;
    attribute(text, 'texttype');
    return { text: trimmed(text, textOf(text)), hadMarkup: false };
  }
  return plainText(html());
}

/** HTML as the text a learner would type. */
export function plainText(html: string): { text: string; hadMarkup: boolean } {
  const text = decodeHtml(html.replace(/<[^<>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
  return { text, hadMarkup: /<[a-z!/]/i.test(html) };
}
