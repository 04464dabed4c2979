/** Modules and their items become the organisation of a cartridge. */
import { describe, expect, it } from 'vitest';
import type { Module, ModuleItem } from '../../../activities/course/model/module.js';
import {
  DEEPEST_FOLDER,
  writeOrganization,
} from '../../../activities/formats/common-cartridge/writer/organization.js';
import { cartridgeProfile } from '../../../activities/formats/common-cartridge/writer/versions.js';

type Content = ModuleItem['content'];

const item = (
  migrationId: string,
  indent: number,
  content: Content,
  more: Partial<ModuleItem> = {},
): ModuleItem => ({
  migrationId,
  title: migrationId,
  indent,
  published: true,
  content,
  ...more,
});
const page: Content = { type: 'object', object: { kind: 'page', migrationId: 'p' } };
const folder: Content = { type: 'folder' };
const heading: Content = { type: 'heading' };

async function organize(items: ModuleItem[], more: Partial<Module> = {}) {
  async function* modules(): AsyncGenerator<Module> {
    yield { migrationId: 'm', title: 'Module', position: 1, published: true, items, ...more };
  }
  const chunks: string[] = [];
  const written = writeOrganization(modules(), {
    profile: cartridgeProfile({}),
    identifier: ({ migrationId }) => migrationId,
    resourceOf: ({ content }) => (content.type === 'object' ? content.object.migrationId : undefined),
    titleOf: ({ title }) => title,
  });
  for await (const chunk of written) chunks.push(chunk);
  return chunks.join('');
}

/** The tree of titles, as `[a[b][c]]`. */
function tree(xml: string): string {
  return xml
    .replace(/<metadata>.*?<\/metadata>/g, '')
    .replace(/<title>(.*?)<\/title>/g, '$1')
    .replace(/<item [^>]*>/g, '[')
    .replace(/<\/item>/g, ']')
    .replace(/<[^>]*>|\n/g, '');
}

describe('the organisation', () => {
  it('lists modules below a root without a title, and their items below them', async () => {
    expect(await organize([item('a', 0, page), item('b', 0, heading)])).toBe(
      [
        '<organizations><organization identifier="org_1" structure="rooted-hierarchy"><item identifier="LearningModules">',
        '<item identifier="m"><title>Module</title>',
        '<item identifier="a" identifierref="p"><title>a</title></item>',
        '<item identifier="b"><title>b</title></item></item></item></organization></organizations>\n',
      ].join('\n'),
    );
  });

  it('puts into a folder what follows it with a greater indent', async () => {
    const items = [
      item('one', 0, folder),
      item('a', 1, page),
      item('two', 1, folder),
      item('b', 2, page),
      item('c', 1, page),
      item('d', 0, page),
    ];
    expect(tree(await organize(items))).toBe('[[Module[one[a][two[b]][c]][d]]]');
  });

  it('puts nothing into a heading, nor into an item that shows something', async () => {
    const items = [item('one', 0, heading), item('a', 1, page), item('b', 2, page)];
    expect(tree(await organize(items))).toBe('[[Module[one][a][b]]]');
  });

  it('lists what is not published too, as Canvas does, in the words of the profile', async () => {
    const unpublished = { published: false };
    const written = await organize([item('a', 0, page, unpublished), item('b', 0, page)], unpublished);
    expect(tree(written)).toBe('[[Module[a][b]]]');
    expect(written).not.toContain('isvisible');
  });

  it('stops nesting where XML parsers would give up', async () => {
    const items = Array.from({ length: 300 }, (_, at) => item(`f${at}`, at, folder));
    const written = await organize(items);
    const depth = tree(written)
      .replace(/[^[\]]/g, '')
      .indexOf(']');
    expect(depth).toBe(DEEPEST_FOLDER + 3);
    expect(written.match(/<item /g)).toHaveLength(302);
  });

  it('never writes an empty title', async () => {
    const written = await organize([item('a', 0, page, { title: ' \n' })], { title: '\u0001' });
    expect(tree(written)).toBe('[[Untitled[Untitled]]]');
  });

  it('writes no title of a carriage return alone, which was written as a reference to that character', async () => {
    expect(tree(await organize([], { title: '\r' }))).toBe('[[Untitled]]');
  });

  it('shows the same resource as often as the course does', async () => {
    const written = await organize([item('a', 0, page), item('b', 0, page)]);
    expect(written.match(/identifierref="p"/g)).toHaveLength(2);
  });

  it('keeps the metadata of items behind the items in them', async () => {
    const metadata = { keywords: [{ text: 'tides', language: 'en' }] };
    const written = await organize([item('f', 0, folder, { metadata }), item('a', 1, page)]);
    expect(written).toContain(
      '<item identifier="a" identifierref="p"><title>a</title></item><metadata><lomimscc:lom><lomimscc:general>' +
        '<lomimscc:keyword><lomimscc:string language="en">tides</lomimscc:string></lomimscc:keyword>' +
        '</lomimscc:general></lomimscc:lom></metadata></item>',
    );
  });
});
