/** Links in: from the tokens and relative paths of a cartridge to the link scheme of the model. */
import { folderOf } from '../../course/folder-paths.js';
import type { Reference } from '../../course/model/common.js';
import { CANVAS_FOLDERS } from '../canvas/paths.js';
import { decodeHtml } from '../html/entities.js';
import { type AddressPlace, rewriteAddresses } from '../html/rewrite.js';
import type { PackageEntry, PackageSource } from '../types.js';
import { parseToken, resolveCourse, resolveObject, resolveWiki, type TokenKind } from './link-tokens.js';
import { type LinkTargets, linkTo, MISSING, OTHER, type Resolution } from './link-types.js';
import { findFile, isExternal, splitAddress } from './package-path.js';

export type { LinkTargets, Resolution } from './link-types.js';

export interface ReadHtml {
  readonly html: string;
  /** Links that lead to nothing, as authored, each once, in order. */
  readonly missing: readonly string[];
  /** Addresses with a token that stand where no link is looked for, as in scripts; each once, in order. */
  readonly outside: readonly string[];
}

export interface LinkReader {
  /** Translates every link of a text; those that lead to nothing stay as they are. `from` is the text's file. */
  read(html: string, from: string): ReadHtml;
  /** Translates one address. */
  resolve(address: string, from: string): Resolution;
  /** The file an address names, for attachments. */
  findFile(address: string, from: string): PackageEntry | undefined;
}

const FILES: Reference = { kind: 'course', migrationId: 'files' };

/**
 * `$IMS-CC-FILEBASE$` means three things in the wild: the folder of the file it stands in (the standard), web_resources
 * (Canvas), and nothing at all. They are tried in this order, as are they for relative paths.
 */
export function createLinkReader(source: Pick<PackageSource, 'find'>, targets: LinkTargets): LinkReader {
  const find = (address: string, from: string) =>
    findFile(source, [folderOf(from), CANVAS_FOLDERS.files, ''], address);
  const resolveFile = (address: string, from: string): Resolution => {
    const found = find(address, from);
    const target = found === undefined ? undefined : targets.byPath(found.entry.path);
    return target === undefined || found === undefined ? MISSING : linkTo(target, found.suffix);
  };
  const byToken: Readonly<Record<TokenKind, (rest: string, from: string) => Resolution>> = {
    file: (rest, from) =>
      splitAddress(rest).path === '' ? linkTo(FILES, splitAddress(rest).suffix) : resolveFile(rest, from),
    object: (rest) => resolveObject(rest, targets),
    wiki: (rest) => resolveWiki(rest, targets),
    course: (rest) => resolveCourse(rest, targets),
  };
  const resolve = (address: string, from: string): Resolution => {
    const token = parseToken(address);
    if (token !== undefined) return byToken[token.kind](token.rest, from);
    if (splitAddress(address).path === '' || isExternal(address)) return OTHER;
    return resolveByWords(address, targets) ?? resolveFile(address, from);
  };
  return {
    resolve,
    read: (html, from) => readHtml(html, (address) => resolve(address, from)),
    findFile: (address, from) => {
      const token = parseToken(address);
      if (token?.kind !== 'file' && (token !== undefined || isExternal(address))) return undefined;
      return find(token?.rest ?? address, from)?.entry;
    },
  };
}

function readHtml(html: string, resolve: (address: string) => Resolution): ReadHtml {
  const missing = new Set<string>();
  const rewritten = rewriteAddresses(html, (address, place) => {
    const certainty = certaintyOf(address, place);
    if (certainty === 'no') return undefined;
    const resolution = resolve(address);
    if (resolution.type === 'link') return resolution.link;
    if (resolution.type === 'missing' && certainty === 'yes') missing.add(address);
    return undefined;
  });
  const left = [...rewritten.matchAll(TOKENS_LEFT)].map(([address]) => decodeHtml(address));
  const outside = new Set(left.filter((address) => ![...missing].some((known) => known.startsWith(address))));
  return { html: rewritten, missing: [...missing], outside: [...outside] };
}

/** An address with a token in a text; where it ends may be guessed too early. */
const TOKENS_LEFT =
  /(?:\$|%24)(?:(?:IMS|1EdTech)[-_]CC[-_]FILEBASE|CANVAS_(?:OBJECT|COURSE)_REFERENCE|WIKI_REFERENCE)(?:\$|%24)[^\s"'<>)]*/gi;

/** Other attributes hold all sorts of things: a token makes it an address, and in a `param` it may be one. */
function certaintyOf(
  address: string,
  { attribute, element, isAddress }: AddressPlace,
): 'yes' | 'maybe' | 'no' {
  if (isAddress || parseToken(address) !== undefined) return 'yes';
  return element === 'param' && attribute === 'value' ? 'maybe' : 'no';
}

const MODULE_ITEM = /(?:^|\/)modules\/items\/([^/?#]+)/;
const MIGRATION_ID = /[?&](wiki_page|discussion_topic)_migration_id=([^&#]+)/;

/** Links that converters of other systems write: without a token, by the words in them. */
function resolveByWords(address: string, targets: LinkTargets): Resolution | undefined {
  const [, item] = MODULE_ITEM.exec(address) ?? [];
  const [, kind, identifier] = MIGRATION_ID.exec(address) ?? [];
  const target =
    item !== undefined
      ? targets.byCanvas('module_items', item)
      : kind !== undefined && identifier !== undefined
        ? targets.byCanvas(kind === 'wiki_page' ? 'pages' : 'discussion_topics', identifier)
        : undefined;
  if (target === undefined) return undefined;
  return linkTo(target, item === undefined ? '' : splitAddress(address).suffix);
}
