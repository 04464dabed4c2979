/** Archives whose fields lie: sizes, offsets, methods, flags, order, counts, bombs. */
import {
  asZip64,
  type CraftedArchive,
  type CraftedEntry,
  craft,
  deflatedZeros,
  extraField,
  type Lies,
  UTF8,
  unicodePathField,
} from '../archive/hostile.js';
import { entriesOf } from './archive.js';
import type { SeedFile } from './corpus.js';
import type { Random } from './random.js';

interface Draft {
  entries: CraftedEntry[];
  archive: CraftedArchive;
  wide: boolean;
}

/** Changes the draft and says how. */
type Change = (draft: Draft, random: Random) => string;

const NUMBERS = [0, 1, 2, 29, 30, 0x7fff, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0xfffffffe, 0xffffffff];
const FLAGS = [0, 1, 8, UTF8, UTF8 | 1, UTF8 | 8, UTF8 | 0x2000, 0x40, 0xffff];
const METHODS = [0, 1, 6, 8, 9, 12, 14, 93, 95, 98, 99, 0xffff];
const ATTRIBUTES = [0, 0x10, 0o120777 << 16, 0o040755 << 16, 0o020666 << 16, 0o010666 << 16, 0xffffffff];

type NumberLie = 'crc32' | 'storedSize' | 'size' | 'offset';

function lie(draft: Draft, random: Random, make: (random: Random) => Lies): string {
  const at = random.below(draft.entries.length);
  const where = random.pick(['listed', 'local', 'both'] as const);
  const lies = make(random);
  const entry = draft.entries[at] as CraftedEntry;
  draft.entries[at] = {
    ...entry,
    ...(where === 'local' ? {} : { listed: { ...entry.listed, ...lies } }),
    ...(where === 'listed' ? {} : { local: { ...entry.local, ...lies } }),
  };
  return `${where} of entry ${at}: ${JSON.stringify(lies)}`;
}

function replace(draft: Draft, random: Random, change: (entry: CraftedEntry) => CraftedEntry): number {
  const at = random.below(draft.entries.length);
  draft.entries[at] = change(draft.entries[at] as CraftedEntry);
  return at;
}

const CHANGES: readonly Change[] = [
  (draft, random) => {
    const field = random.pick<NumberLie>(['crc32', 'storedSize', 'size', 'offset']);
    return lie(draft, random, () => ({ [field]: random.pick(NUMBERS) }));
  },
  (draft, random) => {
    const field = random.pick<NumberLie>(['storedSize', 'size', 'offset']);
    return lie(draft, random, () => ({ [field]: random.below(5_000) }));
  },
  (draft, random) => lie(draft, random, () => ({ flags: random.pick(FLAGS) })),
  (draft, random) => lie(draft, random, () => ({ method: random.pick(METHODS) })),
  (draft, random) => lie(draft, random, () => ({ attributes: random.pick(ATTRIBUTES) >>> 0 })),
  (draft, random) => lie(draft, random, () => ({ system: random.below(20) })),
  (draft, random) =>
    lie(draft, random, () => ({
      extra: random.pick([
        random.bytes(random.below(60)),
        extraField(1, random.bytes(random.below(30))),
        unicodePathField(Buffer.from('x'), 'other/name.xml'),
        Buffer.alloc(60_000, 7),
      ]),
    })),
  (draft, random) =>
    `entry ${replace(draft, random, (entry) => ({ ...entry, descriptor: true }))} with a descriptor`,
  (draft, random) =>
    `entry ${replace(draft, random, (entry) => ({ ...entry, bodyless: true }))} without a body`,
  (draft, random) => {
    const data = random.bytes(random.below(300));
    return `entry ${replace(draft, random, (entry) => ({ ...entry, data, method: 8 }))} of ${data.length} wild bytes`;
  },
  (draft, random) => {
    const content = Buffer.alloc(2 ** 20 * (1 + random.below(24)));
    const at = replace(draft, random, (entry) => ({ ...entry, content, method: 8 }));
    return `entry ${at} of ${content.length} zeros`;
  },
  (draft, random) => {
    const at = replace(draft, random, (entry) => ({
      ...entry,
      data: deflatedZeros(24),
      method: 8,
      listed: { size: random.pick([10, 2 ** 20, 24 * 2 ** 20]) },
    }));
    return `entry ${at} of 24 MiB of zeros under other sizes`;
  },
  (draft, random) => {
    const at = replace(draft, random, (entry) => ({ ...entry, content: '', method: random.pick([0, 8]) }));
    return `entry ${at} emptied`;
  },
  (draft, random) => {
    const [from, to] = [random.below(draft.entries.length), random.below(draft.entries.length)];
    draft.entries.splice(to, 0, ...draft.entries.splice(from, 1));
    return `entry ${from} moved to ${to}`;
  },
  (draft, random) => {
    const at = random.below(draft.entries.length);
    draft.entries.splice(random.below(draft.entries.length), 0, draft.entries[at] as CraftedEntry);
    return `entry ${at} twice`;
  },
  (draft, random) => {
    if (draft.entries.length > 1) draft.entries.splice(random.below(draft.entries.length), 1);
    return 'an entry less';
  },
  (draft, random) => {
    const offset = random.below(1_000);
    const at = replace(draft, random, (entry) => ({
      ...entry,
      bodyless: true,
      listed: { ...entry.listed, offset },
    }));
    return `entry ${at} lies at ${offset}, in another`;
  },
  (draft, random) => {
    const count = 1 + random.below(3_000);
    for (let at = 0; at < count; at += 1) draft.entries.push({ name: `more/${at}.txt` });
    return `${count} empty entries more`;
  },
  (draft, random) => archiveLie(draft, 'count', random.pick(NUMBERS) % 0x10000),
  (draft, random) => archiveLie(draft, 'disk', random.pick([1, 0xffff])),
  (draft, random) => archiveLie(draft, 'directorySize', random.pick([...NUMBERS, random.below(5_000)])),
  (draft, random) => archiveLie(draft, 'directoryOffset', random.pick([...NUMBERS, random.below(50_000)])),
  (draft, random) => archiveLie(draft, 'comment', random.bytes(random.below(2_000))),
  (draft) => archiveLie(draft, 'comment', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])),
  (draft, random) => archiveLie(draft, 'prefix', random.bytes(random.below(2_000))),
  (draft, random) => archiveLie(draft, 'suffix', random.bytes(random.below(2_000))),
  (draft, random) => archiveLie(draft, 'afterDirectory', random.bytes(random.below(200))),
  (draft) => {
    draft.wide = true;
    return '64-bit end records';
  },
];

function archiveLie<Name extends keyof CraftedArchive>(
  draft: Draft,
  name: Name,
  value: CraftedArchive[Name],
): string {
  draft.archive = { ...draft.archive, [name]: value };
  return `${name} ${Buffer.isBuffer(value) ? `of ${value.length} bytes` : value}`;
}

/** One to three changes. */
export function damageStructure(files: readonly SeedFile[], random: Random): { bytes: Buffer; said: string } {
  const draft: Draft = { entries: entriesOf(files), archive: {}, wide: false };
  const all: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left -= 1) all.push(random.pick(CHANGES)(draft, random));
  const bytes = craft(draft.entries, draft.archive);
  return { bytes: draft.wide ? asZip64(bytes) : bytes, said: all.join('; ') };
}
