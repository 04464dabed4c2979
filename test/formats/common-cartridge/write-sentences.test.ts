/** What people read of an object that a cartridge does not hold whole: what it is called, where it is, what and why. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import type { CartridgeVersion } from '../../../activities/formats/common-cartridge/writer/versions.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { module, record, ref, shows } from '../../support/records.js';

async function sentences(records: readonly CourseRecord[], version: CartridgeVersion = '1.1') {
  const { entries } = await exportCourse(records, { version });
  return entries.flatMap(({ message }) => message ?? []);
}

const assignment = {
  migrationId: 'a',
  title: 'Harbour log',
  published: true,
  instructorHtml: '<p>Be kind.</p>',
};

describe('an object that is not whole', () => {
  it('is called by its title, with its path, what is not there, and the reason', async () => {
    expect(
      await sentences([
        record('pages', {
          migrationId: 'p',
          title: 'Welcome',
          html: '',
          published: true,
          metadata: { coverage: [{ text: 'Europe' }] },
        }),
      ]),
    ).toEqual([
      'wiki_content/welcome.html: page "Welcome": not carried over: metadata. Resources of version 1.1 can only say who they are for.',
    ]);
  });

  it('has every reason once, and fields in words', async () => {
    const tags = ['spring'];
    expect(
      await sentences([record('assignments', { ...assignment, tags, gradeDueAt: '2026-05-01T10:00:00Z' })]),
    ).toEqual([
      'a/harbour-log.html: assignment "Harbour log": not carried over: grade due at; text for instructors; tags. Neither the assignment extension nor Canvas has these settings. Texts for teachers and attachments need the assignment extension of version 1.3. Conditions of access beyond dates, and tags, exist in neither Common Cartridge nor Canvas.',
    ]);
  });

  it('that is part of another has the reason of such parts', async () => {
    const topic = { migrationId: 't', title: 'Talk', html: '', published: true, assignment };
    expect(await sentences([record('discussionTopics', topic)])).toEqual([
      't_meta.xml: assignment "Harbour log": not carried over: text for instructors. The assignment of a quiz or topic is a part of its settings: it has no resource and no text of its own.',
    ]);
  });

  it('and has become something else says both', async () => {
    const content = { type: 'text' as const, html: '<p>Hi</p>' };
    const item = { ...shows('i', ref('page', 'p')), title: 'Look', content, tags: ['x'] };
    expect(await sentences([module('m', [item])])).toEqual([
      'course_settings/module_meta.xml: The text "Look" was written as a page, and its module item leads to that page. Not carried over: tags.',
    ]);
  });

  it('without a title is called by its identifier', async () => {
    const tags = ['x'];
    const [sentence] = await sentences([
      record('discussionTopics', { migrationId: 't-1', title: ' ', html: '', published: true, tags }),
    ]);
    expect(sentence).toMatch(/^t-1\.xml: discussion topic "t-1": not carried over: tags\./);
  });
});
