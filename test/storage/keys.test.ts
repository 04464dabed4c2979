/** Where things lie in object storage. */

import { describe, expect, it } from 'vitest';
import {
  attemptKey,
  contextOf,
  headKey,
  jobKey,
  jobPrefix,
  packIdOf,
  packKey,
  uploadKey,
  versionKey,
  versionsPrefix,
} from '../../activities/storage/index.js';

const course = { type: 'course', id: '7' } as const;
const job = { kind: 'content_exports', id: 42 };

describe('storage keys', () => {
  it('have one layout', () => {
    expect(uploadKey(17)).toBe('uploads/17');
    expect(packKey('9f86d081')).toBe('packs/9f86d081.zip');
    expect(headKey(course)).toBe('contexts/course/7/head.json');
    expect(versionsPrefix(course)).toBe('contexts/course/7/versions/');
    expect(versionKey(course, 12)).toBe('contexts/course/7/versions/12.zip');
    expect(versionKey(course, 12, 'run-1')).toBe('contexts/course/7/versions/12-run-1.zip');
    expect(jobPrefix(job)).toBe('jobs/content_exports/42/');
    expect(jobKey(job, 'record.json')).toBe('jobs/content_exports/42/record.json');
    expect(jobKey(job, 'parts', 'part-00001.csv')).toBe('jobs/content_exports/42/parts/part-00001.csv');
    expect(attemptKey(job, { runId: 'r', activityId: '3', attempt: 2 }, 'result.zip')).toBe(
      'jobs/content_exports/42/runs/r/3/2/result.zip',
    );
  });

  it('escape what is not plain', () => {
    const key = jobKey({ kind: 'data_exports', id: 'data-export|tenantKey:é' }, 'a b.csv');
    expect(key).toBe('jobs/data_exports/data-export%7CtenantKey%3A%C3%A9/a%20b.csv');
  });

  it('keep different ids apart', () => {
    expect(packKey('a%2Fb')).not.toBe(packKey('a b'));
    expect(packKey('a%20b')).not.toBe(packKey('a b'));
  });

  it.each(['', '.', '..', 'a/b', '../a', 'a\\b', 'a\0b', 'a\nb', '\u{7f}', '\ud800', 'x'.repeat(241)])(
    'refuse the id %j, and say why',
    (id) => {
      for (const build of [
        () => uploadKey(id),
        () => packKey(id),
        () => headKey({ type: 'user', id }),
        () => versionKey(course, 1, id),
        () => jobKey({ kind: id, id: 1 }, 'a'),
        () => jobKey(job, 'a', id),
        () => attemptKey(job, { runId: id, activityId: '1', attempt: 1 }, 'a'),
      ]) {
        expect(build).toThrow(/cannot be part of a storage key: it /);
      }
    },
  );

  it('refuse version numbers that are none', () => {
    for (const number of [0, -1, 1.5, Number.NaN])
      expect(() => versionKey(course, number)).toThrow(TypeError);
  });

  it('tell what they were built from', () => {
    expect(packIdOf(packKey('a b|c'))).toBe('a b|c');
    expect(packIdOf('packs/a/b.zip')).toBeUndefined();
    expect(contextOf(versionKey({ type: 'group', id: 'g|1' }, 3))).toEqual({ type: 'group', id: 'g|1' });
    expect(contextOf('contexts/tenant/1/head.json')).toBeUndefined();
  });
});
