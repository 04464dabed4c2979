/** Damage of any kind ends in a named problem or in true content, never in a crash, a hang or a lie. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../../activities/archive/index.js';
import { asZip64, craft, unicodePathField } from './hostile.js';
import { prose, readWhole, written } from './memory.js';

type Mutation = (archive: Buffer) => Buffer;

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const place = (archive: Buffer, fraction: number) => Math.floor(archive.length * fraction);

const flip = fc.tuple(at, fc.nat(255)).map(([fraction, value]): Mutation => {
  return (archive) => {
    const changed = Buffer.from(archive);
    if (changed.length > 0) changed[place(changed, fraction)] = value;
    return changed;
  };
});
const cut = at.map(
  (fraction): Mutation =>
    (archive) =>
      archive.subarray(0, place(archive, fraction)),
);
const remove = fc.tuple(at, fc.nat(300)).map(([fraction, length]): Mutation => {
  return (archive) => {
    const from = place(archive, fraction);
    return Buffer.concat([archive.subarray(0, from), archive.subarray(from + length)]);
  };
});
const insert = fc.tuple(at, fc.uint8Array({ maxLength: 60 })).map(([fraction, bytes]): Mutation => {
  return (archive) => {
    const from = place(archive, fraction);
    return Buffer.concat([archive.subarray(0, from), bytes, archive.subarray(from)]);
  };
});
const repeat = fc.tuple(at, at, fc.nat(200)).map(([source, target, length]): Mutation => {
  return (archive) => {
    const from = place(archive, source);
    const to = place(archive, target);
    const piece = archive.subarray(from, from + length);
    return Buffer.concat([archive.subarray(0, to), piece, archive.subarray(to)]);
  };
});
const mutations = fc.array(fc.oneof({ weight: 5, arbitrary: flip }, cut, remove, insert, repeat), {
  minLength: 1,
  maxLength: 4,
});

describe('damaged archives', () => {
  const contents = new Map([
    ['imsmanifest.xml', prose(800).toString()],
    ['stored.txt', prose(300, 2).toString()],
    ['日本.html', prose(600, 3).toString()],
  ]);
  const crafted = craft(
    [
      { name: 'imsmanifest.xml', content: contents.get('imsmanifest.xml') ?? '', method: 8 },
      { name: 'stored.txt', content: contents.get('stored.txt') ?? '', descriptor: true },
      {
        name: '??.html',
        flags: 0,
        extra: unicodePathField(Buffer.from('??.html'), '日本.html'),
        content: contents.get('日本.html') ?? '',
        method: 8,
      },
    ],
    { comment: 'a comment' },
  );

  const check = async (archive: Buffer) => {
    const read = await readWhole(archive).catch((error: unknown) => {
      if (!problemOf(error)) throw error;
      return undefined;
    });
    const known = new Set(contents.values());
    for (const [, outcome] of read?.outcomes ?? []) {
      expect(known.has(outcome) || outcome === '' || /^\[\w+\]$/.test(outcome)).toBe(true);
    }
  };

  it('give true content or a named problem, for archives of others', async () => {
    await fc.assert(
      fc.asyncProperty(mutations, (changes) =>
        check(changes.reduce((bytes, change) => change(bytes), crafted)),
      ),
      { numRuns: 1_500 },
    );
  });

  it('give true content or a named problem, for our own with 64-bit end records', async () => {
    const ours = asZip64(
      await written(async (zip) => {
        for (const [path, content] of contents) await zip.addBytes(path, content);
      }),
    );
    await check(ours);
    await fc.assert(
      fc.asyncProperty(mutations, (changes) => check(changes.reduce((bytes, change) => change(bytes), ours))),
      { numRuns: 500 },
    );
  });
});
