/** Tells when the organisation of the manifest has modules and items at other places than Canvas's file has them. */
import type { Notice } from '../../../course/ledger.js';
import type { Module, ModuleItem } from '../../../course/model/module.js';
import type { Manifest } from '../../common-cartridge/manifest-types.js';
import { CANVAS_PATHS } from '../paths.js';
import { outOfOrder } from './out-of-order.js';
import type { Places } from './places.js';

const MOST_NAMED = 3;

export interface Arrangement {
  /** Notes where the organisation has a module and its items. */
  add(module: Module): void;
  /** The one notice about all that stands elsewhere; `undefined` where nothing does. */
  notice(): Notice | undefined;
}

/** What is held of a module: numbers. */
interface Placed {
  readonly at: number | undefined;
  readonly position: number;
  /** Of its items that lie in it, in its order. */
  readonly items: readonly number[];
}

/**
 * Compares the two. Canvas's own organisation (organization.rb) has every module at the top and every item right
 * inside, whatever its indent: only what is nested deeper says something of nesting. What one of the two lacks is
 * passed over.
 */
export function createArrangement(manifest: Manifest, places: Places): Arrangement {
  const modules: Placed[] = [];
  const elsewhere: number[] = [];
  const found = findOnce(places);
  return {
    add(module) {
      const at = places.of(module);
      const items: number[] = [];
      const around: Around[] = [];
      for (const item of module.items) {
        while ((around.at(-1)?.indent ?? -1) >= item.indent) around.pop();
        const place = found.find(item);
        if (place !== undefined) (liesIn(place, at, around, manifest) ? items : elsewhere).push(place);
        around.push({ indent: item.indent, at: place });
      }
      modules.push({ at, position: module.position, items });
    },
    notice() {
      const moved = movedModules(modules, manifest);
      const items = [
        ...elsewhere,
        ...modules.flatMap((module) => outOfOrder(module.items.filter(found.isSure))),
      ];
      return noticeOf(moved, items.filter(found.isSure), manifest);
    },
  };
}

/** What is found by the object it shows is sure when only one item of the modules shows it. */
function findOnce(places: Places) {
  const asked = new Set<number>();
  const twice = new Set<number>();
  return {
    find(item: ModuleItem): number | undefined {
      const own = places.of(item);
      if (own !== undefined || item.content.type !== 'object') return own;
      const place = places.showing(item.content.object);
      if (place !== undefined) (asked.has(place) ? twice : asked).add(place);
      return place;
    },
    isSure: (place: number) => !twice.has(place),
  };
}

/** An item that those after it with a greater indent lie in. */
interface Around {
  readonly indent: number;
  readonly at: number | undefined;
}

/** Whether the organisation has an item inside its module, and what it lies in there holds it in the module, too. */
function liesIn(
  place: number,
  module: number | undefined,
  around: readonly Around[],
  { items }: Manifest,
): boolean {
  const parent = items[place]?.parent;
  if (module === undefined || parent === module) return true;
  let above = parent;
  while (above !== undefined && above !== module) above = items[above]?.parent;
  return above === module && around.some(({ at }) => at === parent);
}

/**
 * Canvas has modules one behind the other, by their positions. Its file, and the organisation with it, may have them in
 * the order they were written in.
 */
function movedModules(modules: readonly Placed[], { items }: Manifest): number[] {
  const all = new Set(modules.map(({ at }) => at));
  const isInside = (at: number) => all.has(items[at]?.parent ?? -1);
  const movedIn = (order: readonly Placed[]) => {
    const places = order.flatMap(({ at }) => (at === undefined ? [] : [at]));
    return [...places.filter(isInside), ...outOfOrder(places.filter((at) => !isInside(at)))];
  };
  const written = movedIn(modules);
  const positioned = movedIn(modules.toSorted((one, other) => one.position - other.position));
  return positioned.length < written.length ? positioned : written;
}

function noticeOf(
  modules: readonly number[],
  items: readonly number[],
  manifest: Manifest,
): Notice | undefined {
  const all = [...modules, ...items].toSorted((one, other) => one - other);
  if (all.length === 0) return undefined;
  const counts = [counted(modules, 'module'), counted(items, 'item')].filter((count) => count !== '');
  const names = all.slice(0, MOST_NAMED).map((at) => `"${nameOf(manifest, at)}"`);
  const rest = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : '';
  const { path } = manifest;
  const message = `${path}: the organisation has ${counts.join(' and ')} at another place than ${CANVAS_PATHS.moduleMeta}, whose order and nesting were taken: ${names.join(', ')}${rest}.`;
  return { severity: 'warning', code: 'other_order', message, path };
}

function counted({ length }: readonly number[], name: string): string {
  if (length === 0) return '';
  return length === 1 ? `1 ${name}` : `${length} ${name}s`;
}

function nameOf({ items }: Manifest, at: number): string {
  const { title = '', identifier = '' } = items[at] ?? {};
  return title.trim() || identifier;
}
