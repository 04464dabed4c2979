/** Material as HTML: what QTI 1.2 lets an author show (text, pictures, media, files), in every dialect's spelling. */
import { isMislabelledHtml } from '../../html/mislabelled.js';
import {
  attribute,
  elements,
  isElement,
  plainText,
  takeWhole,
  textOf,
  type XmlElement,
} from '../../xml/tree.js';
import { escapeAttribute, escapeText } from '../../xml/write.js';
import { lookup } from './lookup.js';
import { serializeHtml } from './serialize.js';

/** A piece of HTML; `block` where its flow stands on lines of its own. */
export interface HtmlPiece {
  readonly html: string;
  readonly block: boolean;
}

/** Elements that only hold material and more of their kind. */
const CONTAINERS = new Set([
  'material',
  'altmaterial',
  'flow',
  'flow_mat',
  'hintmaterial',
  'solutionmaterial',
  'hint',
  'solution',
  'itemfeedback',
  'rubric',
  'presentation_material',
  'objectives',
  'mat_extension',
]);

const BLOCKS = new Set(['flow', 'flow_mat', 'hintmaterial', 'solutionmaterial', 'hint', 'solution']);

const MATERIALS: Readonly<Record<string, (element: XmlElement) => string>> = {
  mattext: textHtml,
  matemtext: (element) => `<em>${textHtml(element)}</em>`,
  mat_formattedtext: formattedHtml,
  matbreak: () => '<br>',
  matimage: imageHtml,
  mataudio: (element) => `<audio controls src="${escapeAttribute(mediaAddress(element))}"></audio>`,
  matvideo: (element) => `<video controls src="${escapeAttribute(mediaAddress(element))}"></video>`,
  matapplication: fileHtml,
  matapplet: fileHtml,
  math: mathHtml,
};

/** Whether an element shows something or holds what does. */
export function isMaterial(element: XmlElement): boolean {
  return CONTAINERS.has(element.name) || Object.hasOwn(MATERIALS, element.name);
}

/** The HTML of a material or a container of materials, in document order. What it reads counts as read. */
export function materialHtml(element: XmlElement): string {
  element.taken.self = true;
  const write = lookup(MATERIALS, element.name);
  if (write !== undefined) return write(element);
  const parts = elements(element).filter((part) => isMaterial(part) && !isHidden(part));
  return joinPieces(parts.map((part) => ({ html: materialHtml(part), block: BLOCKS.has(part.name) })));
}

/** Puts pieces together: flows that have neighbours become blocks, everything else stays as it is. */
export function joinPieces(pieces: readonly HtmlPiece[]): string {
  const shown = pieces.filter(({ html }) => html.trim() !== '');
  if (shown.length < 2) return shown[0]?.html ?? pieces.map(({ html }) => html).join('');
  return pieces
    .map(({ html, block }) => (block && html.trim() !== '' ? `<div>${html}</div>` : html))
    .join('');
}

/** Texts that Brightspace keeps but does not show; unless empty they stay unread, so that the ledger names them. */
function isHidden(element: XmlElement): boolean {
  const hidden = element.attributes.get('isdisplayed') === 'no';
  if (hidden && plainText(element).trim() === '') takeWhole(element);
  return hidden;
}

const PLAIN = 'text/plain';

/** How many texts in an element say that they are plain and were read as HTML. */
export function countMislabelled(element: XmlElement): number {
  const isPlain = element.name === 'mattext' && element.attributes.get('texttype')?.toLowerCase() === PLAIN;
  const own = isPlain && isMislabelledHtml(plainText(element)) ? 1 : 0;
  return elements(element).reduce((count, part) => count + countMislabelled(part), own);
}

/** `mattext`: its type says whether it holds HTML; where it says nothing, tags and entities tell. */
function textHtml(element: XmlElement): string {
  const type = (attribute(element, 'texttype') ?? '').toLowerCase();
  attribute(element, 'isdisplayed');
  if (element.children.some(isElement)) {
    takeWhole(element);
    return linked(element, serializeHtml(element.children));
  }
  const text = textOf(element);
  const isHtml = type.includes('html') || (type === PLAIN ? isMislabelledHtml(text) : looksLikeHtml(text));
  return linked(element, isHtml ? text : escapeText(trimmed(element, text)));
}

/** Plain text without the white space of the file's own layout, unless `xml:space` keeps it. */
export function trimmed(element: XmlElement, text: string): string {
  return attribute(element, 'space') === 'preserve' ? text : text.trim();
}

/** Blackboard's link block: a text with an address. */
function linked(element: XmlElement, html: string): string {
  const uri = attribute(element, 'uri')?.trim() ?? '';
  return uri === '' ? html : `<a href="${escapeAttribute(uri)}">${html || escapeText(uri)}</a>`;
}

function looksLikeHtml(text: string): boolean {
  return /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(text);
}

/** Blackboard: `HTML`, `SMART_TEXT` (text in which tags work and lines are lines) or `PLAIN_TEXT`. */
function formattedHtml(element: XmlElement): string {
  const type = (attribute(element, 'type') ?? 'HTML').toUpperCase();
  const text = trimmed(element, element.children.some(isElement) ? innerHtml(element) : textOf(element));
  if (type === 'HTML') return text;
  const html = type === 'SMART_TEXT' && looksLikeHtml(text) ? text : escapeText(text);
  return html.replace(/\r?\n/g, '<br>\n');
}

/** New Quizzes puts MathML beside its texts. */
function mathHtml(element: XmlElement): string {
  takeWhole(element);
  return serializeHtml([element]);
}

function innerHtml(element: XmlElement): string {
  takeWhole(element);
  return serializeHtml(element.children);
}

/** Where a picture, a sound or a film is; one that is in the file itself becomes a `data:` address. */
export function mediaAddress(element: XmlElement): string {
  element.taken.self = true;
  if (element.attributes.get('embedded')?.toLowerCase() !== 'base64') return address(element);
  attribute(element, 'embedded');
  const type = typeOf(element) ?? DEFAULT_TYPES[element.name] ?? 'application/octet-stream';
  return `data:${type};base64,${textOf(element).replace(/\s+/g, '')}`;
}

const DEFAULT_TYPES: Readonly<Record<string, string>> = {
  matimage: 'image/png',
  mataudio: 'audio/mpeg',
  matvideo: 'video/mp4',
};

function typeOf(element: XmlElement): string | undefined {
  const names = ['imagtype', 'audiotype', 'videotype', 'apptype'];
  return names
    .map((name) => attribute(element, name)?.trim() || undefined)
    .find((type) => type !== undefined);
}

function imageHtml(element: XmlElement): string {
  const isEmbedded = element.attributes.get('embedded')?.toLowerCase() === 'base64';
  const source = mediaAddress(element);
  attribute(element, 'imagtype');
  const alternative = attribute(element, 'label') ?? (isEmbedded ? '' : textOf(element).trim());
  const size = ['width', 'height']
    .map((name) => [name, attribute(element, name)?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
  return `<img src="${escapeAttribute(source)}" alt="${escapeAttribute(alternative)}"${size.join('')}>`;
}

function fileHtml(element: XmlElement): string {
  const uri = mediaAddress(element);
  const label = attribute(element, 'label') ?? (uri.startsWith('data:') ? '' : textOf(element).trim());
  return `<a href="${escapeAttribute(uri)}">${escapeText(label || (uri.startsWith('data:') ? 'file' : uri))}</a>`;
}

function address(element: XmlElement): string {
  return attribute(element, 'uri')?.trim() ?? '';
}
