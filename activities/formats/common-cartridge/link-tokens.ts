/** The tokens that cartridges write in place of addresses, and what those of Canvas lead to. */
import type { Reference } from '../../course/model/common.js';
import { type LinkTargets, linkTo, MISSING, type Resolution } from './link-types.js';
import { decodePercent, splitAddress } from './package-path.js';

export type TokenKind = 'file' | 'object' | 'wiki' | 'course';

export interface Token {
  readonly kind: TokenKind;
  /** What follows it, without the slash between. */
  readonly rest: string;
}

const TOKENS: ReadonlyMap<string, TokenKind> = new Map([
  ['IMS_CC_FILEBASE', 'file'],
  ['1EDTECH_CC_FILEBASE', 'file'],
  ['CANVAS_OBJECT_REFERENCE', 'object'],
  ['WIKI_REFERENCE', 'wiki'],
  ['CANVAS_COURSE_REFERENCE', 'course'],
]);

/** Reads the token an address starts with; its dollar signs may be percent-encoded, its words joined by `-` or `_`. */
export function parseToken(address: string): Token | undefined {
  const [, name, rest] = /^\/?(?:\$|%24)([\w-]+?)(?:\$|%24)\/?(.*)$/s.exec(address) ?? [];
  const kind = name === undefined ? undefined : TOKENS.get(name.toUpperCase().replaceAll('-', '_'));
  return kind === undefined || rest === undefined ? undefined : { kind, rest };
}

interface Steps {
  readonly steps: readonly string[];
  readonly suffix: string;
}

function stepsOf(rest: string): Steps {
  const { path, suffix } = splitAddress(rest);
  return {
    steps: path
      .split('/')
      .filter((step) => step !== '')
      .map(decodePercent),
    suffix,
  };
}

/** `$CANVAS_OBJECT_REFERENCE$/<type>/<identifier>`. */
export function resolveObject(rest: string, targets: LinkTargets): Resolution {
  const { steps, suffix } = stepsOf(rest);
  return resolveSteps(steps, suffix, targets) ?? MISSING;
}

/** `$WIKI_REFERENCE$/pages/<identifier or slug>`, in old packages `/wiki/<slug>`. */
export function resolveWiki(rest: string, targets: LinkTargets): Resolution {
  const { steps, suffix } = stepsOf(rest);
  const [, slug] = steps;
  if (slug === undefined) return linkTo({ kind: 'course', migrationId: 'pages' }, suffix);
  return resolveSteps(['pages', ...steps.slice(1)], suffix, targets) ?? MISSING;
}

/** Places of a course by Canvas's addresses, where they differ from the model's names. */
const PLACES: Readonly<Record<string, string>> = {
  '': 'home',
  'assignments/syllabus': 'syllabus',
  wiki: 'pages',
};

/** `$CANVAS_COURSE_REFERENCE$/…`: an object by its address, or a place of the course. */
export function resolveCourse(rest: string, targets: LinkTargets): Resolution {
  const { steps, suffix } = stepsOf(rest);
  const found = resolveSteps(steps, suffix, targets);
  if (found !== undefined) return found;
  const path = steps.join('/');
  return linkTo({ kind: 'course', migrationId: PLACES[path] ?? path }, suffix);
}

function resolveSteps(
  steps: readonly string[],
  suffix: string,
  targets: LinkTargets,
): Resolution | undefined {
  const found = findObject(steps, targets);
  return found === undefined ? undefined : linkTo(found.target, withActions(suffix, found.actions));
}

interface FoundObject {
  readonly target: Reference;
  /** What follows the identifier: `preview`, `download`. */
  readonly actions: readonly string[];
}

function findObject(
  [type = '', identifier = '', ...rest]: readonly string[],
  targets: LinkTargets,
): FoundObject | undefined {
  const found = (target: Reference | undefined, actions = rest) =>
    target === undefined ? undefined : { target, actions };
  if (identifier === '') return undefined;
  switch (type) {
    case 'pages':
    case 'wiki':
      return found(targets.byPageSlug(identifier) ?? targets.byCanvas('pages', identifier));
    case 'file_ref':
      return found(targets.byCanvas('attachments', identifier));
    case 'files':
      if (identifier === 'folder') return found(targets.byCanvas('folders', rest.join('/')), []);
      return found(targets.byCanvas('attachments', identifier));
    case 'modules':
      if (identifier === 'items')
        return found(targets.byCanvas('module_items', rest[0] ?? ''), rest.slice(1));
      return found(targets.byCanvas('modules', identifier));
    default:
      return found(targets.byCanvas(type, identifier));
  }
}

/** As Canvas writes them for files: `…/download?wrap=1` is `?canvas_download=1&wrap=1`. */
function withActions(suffix: string, actions: readonly string[]): string {
  if (actions.length === 0) return suffix;
  const query = actions.map((action) => `canvas_${encodeURIComponent(action)}=1`).join('&');
  return suffix.startsWith('?') ? `?${query}&${suffix.slice(1)}` : `?${query}${suffix}`;
}
