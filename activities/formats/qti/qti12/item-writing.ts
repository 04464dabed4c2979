/** What a question type writes with: texts, links and feedback of the item at hand, and a note of what gets lost. */
import type { Question } from '../../../course/model/question.js';
import { decodeHtml } from '../../html/entities.js';
import { escapeText, hasForbiddenCharacters, type Markup, type XmlAttributes, xml } from '../../xml/write.js';
import { rewriteAddress } from './addresses.js';
import { isRoleName } from './feedback.js';
import type { ItemWriting } from './interactions/handler.js';
import { showFeedback } from './interactions/markup.js';
import { lookup } from './lookup.js';
import type { Qti12WriteOptions } from './types.js';

/** An item being written, and the feedback its answers asked for. */
export interface OpenItem extends ItemWriting {
  /** Feedback elements to write, by identifier, in the order they were shown. */
  readonly shown: ReadonlyMap<string, string>;
  /** The settings Canvas alone knows that nothing has asked for so far. */
  unasked(): string[];
}

export function createItemWriting(question: Question, options: Qti12WriteOptions): OpenItem {
  const lost = new Set<string>();
  const shown = new Map<string, string>();
  const lose = (what: string) => {
    if (!lost.has(what)) options.onLost?.(question, what);
    lost.add(what);
  };
  const text = (value: string) => {
    if (hasForbiddenCharacters(value)) lose('characters that XML cannot hold');
    return value;
  };
  const kept = question.extensions?.canvas ?? {};
  const asked = new Set<string>();
  return {
    profile: options.profile,
    shown,
    lose,
    text,
    html: (html) => text(options.rewriteHtml(html)),
    material: (html, attributes = {}) => material(text(options.rewriteHtml(html)), attributes),
    answer: (html) => answer(text(options.rewriteHtml(html)), options.profile),
    plain: (value, attributes = {}) => xml('material', attributes, plainText(text(value))),
    address: (address) => text(rewriteAddress(address, options.rewriteHtml)),
    showAnswer: (identifier, html) => {
      if (html === undefined || html.trim() === '') return undefined;
      const name = freeName(text(identifier), html, shown);
      shown.set(name, html);
      return showFeedback(name);
    },
    showCorrect: () => (isBlank(question.feedback?.correct) ? undefined : showFeedback('correct_fb')),
    unasked: () => Object.keys(kept).filter((name) => !asked.has(name)),
    kept: (name, of = 'canvas') => {
      if (of === 'canvas') asked.add(name);
      const value = question.extensions?.[of]?.[name];
      return typeof value === 'string' ? value : undefined;
    },
    keptFor: (name, identifier) => {
      asked.add(name);
      return settingsFor(kept[name], identifier);
    },
  };
}

export function isBlank(html: string | undefined): boolean {
  return html === undefined || html.trim() === '';
}

/** A name of its own for an answer's feedback: none that means something else, none that is taken. */
function freeName(identifier: string, html: string, taken: ReadonlyMap<string, string>): string {
  const wanted = `${identifier}_fb`;
  let name = wanted;
  for (let copy = 2; isRoleName(name) || (taken.has(name) && taken.get(name) !== html); copy += 1)
    name = `${wanted}_${copy}`;
  return name;
}

function settingsFor(group: unknown, identifier: string): Record<string, string> {
  const settings = isRecord(group) ? lookup(group, identifier) : undefined;
  if (!isRecord(settings)) return {};
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** HTML without markup is written as plain text, as Canvas does: some readers look for a plain `True`. */
function material(html: string, attributes: XmlAttributes = {}): Markup {
  const isPlain = html === html.trim() && !/[<>&\r\n]/.test(html);
  const type = isPlain ? 'text/plain' : 'text/html';
  return xml('material', attributes, xml('mattext', { texttype: type }, html));
}

/**
 * Of dropdowns and right sides Canvas takes the text even where it is marked as HTML, so `Tom &amp; Jerry` must stand
 * there as `Tom & Jerry`, if reading that makes the same HTML again. Other programs take everything for HTML.
 */
function answer(html: string, profile: Qti12WriteOptions['profile']): Markup {
  const decoded = decodeHtml(html);
  const isText = decoded === decoded.trim() && !/[\r\n]/.test(html) && escapeText(decoded) === html;
  return profile === 'canvas' && isText
    ? xml('material', {}, xml('mattext', { texttype: 'text/plain' }, decoded))
    : material(html);
}

function plainText(text: string): Markup {
  const space = text === text.trim() ? undefined : 'preserve';
  return xml('mattext', { texttype: 'text/plain', 'xml:space': space }, text);
}
