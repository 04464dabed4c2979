/** The course of a Canvas cartridge, and what becomes of what is broken or unknown. */
import { describe, expect, it } from 'vitest';
import { CANVAS_PATHS } from '../../../activities/formats/canvas/write.js';
import { packageOf } from '../../support/package-source.js';
import { cartridge, page, resource, settings, typed } from './cartridge.js';
import { readCartridge } from './reading.js';

describe('the course', () => {
  it('is joined from its files', async () => {
    const files = {
      [CANVAS_PATHS.courseSettings]: settings(
        'course',
        '<title>Tides</title><is_public>true</is_public><root_account_uuid>u</root_account_uuid><course_color>#fff</course_color>',
        'identifier="c1"',
      ),
      [CANVAS_PATHS.context]: settings('context_info', '<course_id>7</course_id>'),
      [CANVAS_PATHS.latePolicy]: settings(
        'late_policy',
        '<late_submission_interval>day</late_submission_interval>',
        'identifier="l1"',
      ),
      [CANVAS_PATHS.contextControls]: settings(
        'lti_context_controls',
        '<lti_context_control identifier="k"><available>true</available></lti_context_control>',
      ),
      [CANVAS_PATHS.syllabus]: page('Syllabus', '<p>S</p>'),
    };
    const read = await readCartridge(cartridge({ files }));
    expect(read.records('course')).toEqual([
      {
        migrationId: 'c1',
        title: 'Tides',
        visibility: 'public',
        source: { accountUuid: 'u', courseId: '7' },
        latePolicy: { migrationId: 'l1', lateInterval: 'day' },
        syllabus: { html: '<p>S</p>', title: 'Syllabus', path: CANVAS_PATHS.syllabus },
        extensions: {
          canvas: {
            course_color: '#fff',
            lti_context_controls: {
              attributes: { identifier: 'k' },
              content: [{ name: 'available', content: ['true'] }],
            },
          },
        },
      },
    ]);
  });

  it('is there even in a cartridge without settings', async () => {
    const read = await readCartridge(cartridge({}));
    expect(read.records('course')).toEqual([{ migrationId: 'm' }]);
  });

  it('is told of settings that the manifest names and the package lacks', async () => {
    const read = await readCartridge(
      cartridge({ resources: resource('c1', 'course_settings/rubrics.xml'), files: {} }),
    );
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "c1"')).toMatchObject({
      state: 'changed',
      lost: ['course_settings/rubrics.xml'],
    });
  });
});
describe('what is broken or unknown', () => {
  it('fails alone when it is a settings file', async () => {
    const files = {
      [CANVAS_PATHS.rubrics]: '<rubrics><rubric identifier="r1"><title>R</title></rubric><rubric',
      [CANVAS_PATHS.events]: settings('events', '<event identifier="e1"><title>E</title></event>'),
    };
    const read = await readCartridge(cartridge({ files }));
    expect(read.records('rubrics')).toHaveLength(1);
    expect(read.records('calendarEvents')).toHaveLength(1);
    expect(read.entry('zip entry', CANVAS_PATHS.rubrics)?.state).toBe('failed');
  });

  it('fails when a file holds something else than its name says', async () => {
    const read = await readCartridge(
      cartridge({ files: { [CANVAS_PATHS.latePolicy]: settings('rubrics', '') } }),
    );
    expect(read.entry('zip entry', CANVAS_PATHS.latePolicy)?.message).toBe(
      'course_settings/late_policy.xml: the file should hold "late_policy" and holds "rubrics".',
    );
  });

  it('is told of elements that nobody knows and that are more than text', async () => {
    const events = settings('events', '<event identifier="e1"><title>E</title><a><b>1</b></a></event>');
    const read = await readCartridge(cartridge({ files: { [CANVAS_PATHS.events]: events } }));
    expect(read.entry('calendarEvent', CANVAS_PATHS.events, 'event "e1"')).toMatchObject({
      state: 'changed',
      lost: ['a'],
    });
  });

  it('is paced as an old export says, beside the paces of newer ones', async () => {
    const pace = (name: string, more: string) =>
      `<${name} identifier="p">${more}<module_items><module_item><duration>2</duration><module_item_identifierref>i</module_item_identifierref></module_item></module_items></${name}>`;
    const files = {
      [CANVAS_PATHS.pacePlans]: settings(
        'pace_plans',
        pace('pace_plan', '<start_date>2021-09-01</start_date><end_date>2021-12-01</end_date>'),
      ),
    };
    const course = await readCartridge(cartridge({ files }));
    expect(course.records('coursePaces')).toEqual([
      {
        migrationId: 'p',
        endDate: '2021-12-01',
        items: [{ moduleItem: { kind: 'moduleItem', migrationId: 'i' }, duration: 2 }],
        extensions: { canvas: { start_date: '2021-09-01' } },
      },
    ]);
    expect(course.entry('zip entry', CANVAS_PATHS.pacePlans)?.state).toBe('merged');
  });

  it('is told of settings files that no Canvas writes', async () => {
    const path = 'course_settings/external_viewers.xml';
    const read = await readCartridge(cartridge({ files: { [path]: settings('externalViewers', '') } }));
    expect(read.entry('zip entry', path)?.state).toBe('unsupported');
  });

  it('keeps the files of resources whose type is not known', async () => {
    const read = await readCartridge(
      cartridge({ resources: typed('imsnew_v9', 'n1', ['n/a.bin'], 'n/a.bin'), files: { 'n/a.bin': 'x' } }),
    );
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "n1"')?.state).toBe('unsupported');
    expect(read.records('files')).toMatchObject([{ path: 'n/a.bin' }]);
  });

  it('keeps what the services of Canvas say of the course', async () => {
    const path = 'external_content/service.json';
    const read = await readCartridge(cartridge({ files: { [path]: '{"a":1}' } }));
    expect(read.records('course')[0]?.extensions).toEqual({
      canvas: { external_content: { [path]: '{"a":1}' } },
    });
  });

  it('gives the second of two records with one identifier another one', async () => {
    const groups = settings(
      'assignmentGroups',
      '<assignmentGroup identifier="g"><title>1</title></assignmentGroup><assignmentGroup identifier="g"><title>2</title></assignmentGroup>',
    );
    const read = await readCartridge(cartridge({ files: { [CANVAS_PATHS.assignmentGroups]: groups } }));
    expect(read.records('assignmentGroups').map(({ migrationId }) => migrationId)).toEqual(['g', 'g-2']);
    expect(read.notices).toMatchObject([{ code: 'duplicate_identifier' }]);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(readCartridge(cartridge({}), stop.signal)).rejects.toThrow('enough');
  });

  it('is refused without a manifest', async () => {
    await expect(readCartridge(packageOf({ 'a.txt': '' }))).rejects.toThrow(/^imsmanifest.xml: /);
  });
});
