/** The order and nesting of the organisation beside that of module_meta.xml: where they differ, one notice says so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outOfOrder } from '../../../activities/formats/canvas/read/out-of-order.js';
import { CANVAS_PATHS } from '../../../activities/formats/canvas/write.js';
import { processorTime } from '../../support/processor-time.js';
import { cartridge, resource, settings } from './cartridge.js';
import { readCartridge } from './reading.js';

interface Item {
  readonly id: string;
  readonly indent?: number;
  /** What it shows, by the resource of a file. */
  readonly file?: string;
}

interface Module {
  readonly id: string;
  readonly items?: readonly (Item | string)[];
  readonly position?: number;
}

const itemOf = (item: Item | string): Item => (typeof item === 'string' ? { id: item } : item);

const inMeta = (given: Item | string) => {
  const { id, indent = 0, file } = itemOf(given);
  const content =
    file === undefined
      ? '<content_type>ContextModuleSubHeader</content_type>'
      : `<content_type>Attachment</content_type><identifierref>${file}</identifierref>`;
  return `<item identifier="${id}">${content}<title>${id}</title><indent>${indent}</indent></item>`;
};

const moduleMeta = (modules: readonly Module[]) =>
  settings(
    'modules',
    modules
      .map(({ id, items = [], position }) => {
        const at = position === undefined ? '' : `<position>${position}</position>`;
        return `<module identifier="${id}"><title>${id}</title>${at}<items>${items.map(inMeta).join('')}</items></module>`;
      })
      .join(''),
  );

/** `m(a b(c))`: item m, in it a and b, in which c is. */
const organisation = (text: string) =>
  text
    .replace(/([\w-]+)/g, '<item identifier="$1"><title>$1</title></item>')
    .replaceAll('</item>(', '')
    .replaceAll(')', '</item>');

async function noticesOf(items: string, modules: readonly Module[], resources = ''): Promise<string[]> {
  const files = {
    [CANVAS_PATHS.moduleMeta]: moduleMeta(modules),
    'web_resources/a.txt': 'a',
    'web_resources/b.txt': 'b',
  };
  const course = await readCartridge(cartridge({ items, resources, files }));
  return course.notices.map(({ code, message }) => `${code}: ${message}`);
}

const told = (counts: string, names: string) =>
  `other_order: imsmanifest.xml: the organisation has ${counts} at another place than course_settings/module_meta.xml, whose order and nesting were taken: ${names}.`;

const TWO: readonly Module[] = [
  { id: 'm', items: ['a', 'b', 'c', 'd', 'e'] },
  { id: 'n', items: ['x', 'y'] },
];

describe('an organisation that is not as module_meta.xml has it', () => {
  it('does not lose the order of items silently: the fewest that moved are named', async () => {
    expect(await noticesOf(organisation('m(b c d e a) n(x y)'), TWO)).toEqual([told('1 item', '"a"')]);
  });

  it('does not lose the order of modules silently: their items are where they were', async () => {
    expect(await noticesOf(organisation('n(x y) m(a b c d e)'), TWO)).toEqual([told('1 module', '"m"')]);
  });

  it('does not lose in which module an item is silently', async () => {
    expect(await noticesOf(organisation('m(a b c d) n(e x y)'), TWO)).toEqual([told('1 item', '"e"')]);
  });

  it('does not lose silently that a module is inside of another', async () => {
    expect(await noticesOf(organisation('m(a b c d e n(x y))'), TWO)).toEqual([told('1 module', '"n"')]);
  });

  it('does not lose silently what is inside of an item that has nothing inside in the module', async () => {
    expect(await noticesOf(organisation('m(a(b c) d e) n(x y)'), TWO)).toEqual([told('2 items', '"b", "c"')]);
  });

  it('is told in one notice, with the first three names', async () => {
    expect(await noticesOf(organisation('n(y x) m(e d c b a)'), TWO)).toEqual([
      told('1 module and 5 items', '"x", "m", "d" and 3 more'),
    ]);
  });

  it('does not lose the order of items that have other identifiers and show the same', async () => {
    const shows = (id: string, file: string) =>
      `<item identifier="${id}" identifierref="${file}"><title>${file}</title></item>`;
    const files = resource('a', 'web_resources/a.txt') + resource('b', 'web_resources/b.txt');
    const modules = [
      {
        id: 'm',
        items: [
          { id: 'i', file: 'a' },
          { id: 'j', file: 'b' },
        ],
      },
    ];
    const read = (items: string) =>
      noticesOf(`<item identifier="m"><title>m</title>${items}</item>`, modules, files);
    expect(await read(shows('o', 'b') + shows('p', 'a'))).toEqual([told('1 item', '"a"')]);
    expect(await read(shows('o', 'a') + shows('p', 'b'))).toEqual([]);
  });
});

describe('an organisation that says the same as module_meta.xml, or less', () => {
  it.each([
    ['in the same words', 'm(a b c d e) n(x y)'],
    ['without some of its items and modules', 'm(b d)'],
    ['around it another item', 'course(m(a b c d e) n(x y))'],
  ])('has nothing to tell: %s', async (_, items) => {
    const notices = await noticesOf(organisation(items), TWO);
    expect(notices.filter((notice) => notice.startsWith('other_order'))).toEqual([]);
  });

  it('has nothing to tell where it is flat, as those of Canvas are, or nests by the indents', async () => {
    const modules: readonly Module[] = [
      { id: 'm', items: ['a', { id: 'b', indent: 1 }, { id: 'c', indent: 2 }, { id: 'd', indent: 1 }, 'e'] },
    ];
    for (const items of ['m(a b c d e)', 'm(a(b(c) d) e)', 'm(a(b c d) e)'])
      expect(await noticesOf(organisation(items), modules)).toEqual([]);
    expect(await noticesOf(organisation('m(a(b d) c e)'), modules)).toEqual([told('1 item', '"c"')]);
  });

  it('has nothing to tell where modules are in the order of their positions, or of the file', async () => {
    const modules: readonly Module[] = [
      { id: 'm', position: 3 },
      { id: 'n', position: 1 },
      { id: 'o', position: 2 },
    ];
    expect(await noticesOf(organisation('n o m'), modules)).toEqual([]);
    expect(await noticesOf(organisation('m n o'), modules)).toEqual([]);
    expect(await noticesOf(organisation('n m o'), modules)).toEqual([told('1 module', '"m"')]);
  });

  it('has nothing to tell where two items show the same', async () => {
    const files = resource('a', 'web_resources/a.txt') + resource('b', 'web_resources/b.txt');
    const items = ['a', 'b', 'a'].map((file, at) => ({ id: `i${at}`, file }));
    const shown = ['b', 'a'].map(
      (file, at) => `<item identifier="o${at}" identifierref="${file}"><title>${file}</title></item>`,
    );
    expect(
      await noticesOf(
        `<item identifier="m"><title>m</title>${shown.join('')}</item>`,
        [{ id: 'm', items }],
        files,
      ),
    ).toEqual([]);
  });
});

describe('the numbers out of order', () => {
  const isAscending = (numbers: readonly number[]) =>
    numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0));

  const longestAscending = (numbers: readonly number[]): number => {
    const ending: number[] = [];
    for (const [at, number] of numbers.entries())
      ending.push(
        1 + Math.max(0, ...ending.filter((_, before) => before < at && (numbers[before] ?? 0) < number)),
      );
    return Math.max(0, ...ending);
  };

  it('are the fewest without which the others ascend', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60), { maxLength: 30 }), (numbers) => {
        const out = new Set(outOfOrder(numbers));
        const left = numbers.filter((number) => !out.has(number));
        expect(isAscending(left)).toBe(true);
        expect(left).toHaveLength(longestAscending(numbers));
      }),
    );
  });

  it('are found among a hundred thousand in no time', () => {
    const numbers = Array.from({ length: 100_000 }, (_, at) => (at * 70_001) % 100_000);
    const time = processorTime(() => expect(outOfOrder(numbers)).toHaveLength(90_000));
    expect(time).toBeLessThan(2000);
  });
});
