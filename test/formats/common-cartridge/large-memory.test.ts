/**
 * Large courses and manifests take memory that grows with the index alone. In a file of its own: what other tests held
 * is given back at a moment of its own, and would be taken for the writer's.
 */
import { describe, expect, it } from 'vitest';
import { createCourseIndex, indexLines } from '../../../activities/course/course-index.js';
import { createLedger } from '../../../activities/course/create-ledger.js';
import { validateCartridge } from '../../../activities/formats/common-cartridge/validate/validate.js';
import { commonCartridgeWriter } from '../../../activities/formats/common-cartridge/writer/write.js';
import type { CourseSource, PackageSink, PackageSource } from '../../../activities/formats/types.js';
import { heldBytes } from '../../support/heap.js';
import { largeCourse } from '../../support/large-course.js';
import { packageOf } from '../../support/package-sink.js';

const MEGABYTE = 1e6;

/** A course that is made anew whenever it is asked for: nothing of it is held but the index. */
function madeOnDemand(objects: number): CourseSource {
  function* lines() {
    for (const { collection, record } of largeCourse(objects)) yield* indexLines(collection, record as never);
  }
  return {
    index: createCourseIndex(lines()),
    async *records(collection) {
      for (const each of largeCourse(objects)) if (each.collection === collection) yield each.record as never;
    },
    get: async () => undefined,
    async *questionsOf() {},
  };
}

/** A sink that keeps nothing, and measures when the manifest is under way: then the most is held. */
function measuringSink(measured: (bytes: number) => void): PackageSink {
  return {
    async add(path, content) {
      if (typeof content === 'string' || content instanceof Uint8Array) return;
      let chunks = 0;
      for await (const _ of content) if (path === 'imsmanifest.xml' && ++chunks === 50) measured(heldBytes());
    },
    copy: async () => {},
  };
}

describe('writing 20,000 objects', () => {
  it('holds less than half a kilobyte for each of them beside the index', async () => {
    const course = madeOnDemand(20_000);
    const ledger = createLedger({ entry: async () => {}, notice: async () => {} });
    const context = { ledger, signal: new AbortController().signal, options: {}, progress: () => {} };
    let held = 0;
    const before = heldBytes();
    await commonCartridgeWriter.write(
      course,
      measuringSink((bytes) => {
        held = bytes - before;
      }),
      context,
    );
    expect(held).toBeGreaterThan(0);
    expect(held / course.index.size).toBeLessThan(512);
  });
});

const HEAD = `<manifest identifier="M1" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
 xmlns:l="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"><metadata><schema>IMS Common Cartridge</schema>
 <schemaversion>1.1.0</schemaversion><l:lom/></metadata>
 <organizations><organization identifier="O1" structure="rooted-hierarchy"><item identifier="root">`;

/** A package whose manifest has modules of a hundred items each; every item shows the one file there is. */
function packageWithItems(items: number, measured: (bytes: number) => void): PackageSource {
  const source = packageOf(new Map([['page.html', Buffer.from('<p>Page</p>')]]));
  const manifest = packageOf(new Map([['imsmanifest.xml', Buffer.from(HEAD)]])).entries;
  async function* open(path: string): AsyncGenerator<Uint8Array> {
    if (path !== 'imsmanifest.xml') return;
    yield Buffer.from(HEAD);
    for (let module = 0; module < items / 100; module += 1) {
      const inside = Array.from(
        { length: 100 },
        (_, at) => `<item identifier="i${module}_${at}" identifierref="r"><title>Item ${at}</title></item>`,
      );
      yield Buffer.from(
        `<item identifier="m${module}"><title>Module ${module}</title>${inside.join('')}</item>`,
      );
    }
    measured(heldBytes());
    yield Buffer.from(`</item></organization></organizations><resources><resource identifier="r" type="webcontent"
      href="page.html"><file href="page.html"/></resource></resources></manifest>`);
  }
  return { ...source, entries: new Map([...manifest, ...source.entries]), open };
}

describe('validating a manifest of 100,000 items', () => {
  it('holds a small line for each of them', async () => {
    const problems: string[] = [];
    let held = 0;
    const before = heldBytes();
    const source = packageWithItems(100_000, (bytes) => {
      held = bytes - before;
    });
    await validateCartridge(source, ({ message }) => problems.push(message));
    expect(problems).toEqual([]);
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(60 * MEGABYTE);
  });
});
