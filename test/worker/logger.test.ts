/** The log: JSON for machines, lines for people. */
import { describe, expect, it } from 'vitest';
import type { Config } from '../../worker/config.js';
import { createLogger } from '../../worker/logger.js';
import { prettyLine } from '../../worker/pretty-line.js';

function printed(log: Config['log']) {
  const lines: string[] = [];
  const logger = createLogger(log, { write: (line) => void lines.push(line) });
  return { logger, lines };
}

describe('JSON', () => {
  it('is one object a line, with time, level, message and details', () => {
    const { logger, lines } = printed({ level: 'info', format: 'json' });
    logger.info('Exported.', { jobId: 7 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      jobId: 7,
      msg: 'Exported.',
    });
  });

  it('holds errors with their stack', () => {
    const { logger, lines } = printed({ level: 'info', format: 'json' });
    logger.error('Failed.', { error: new Error('disk full') });
    expect(JSON.parse(lines[0]!).error).toMatchObject({ message: 'disk full', stack: expect.any(String) });
  });

  it('leaves out what is less important than the level', () => {
    const { logger, lines } = printed({ level: 'warn', format: 'json' });
    logger.info('Not this.');
    logger.warn('This.');
    expect(lines).toHaveLength(1);
  });
});

describe('lines for people', () => {
  it('show time, level, message and details', () => {
    const entry = { level: 'warn', time: '2026-01-02T03:04:05.678Z', key: 'a b', count: 3, msg: 'Slow.' };
    expect(prettyLine(`${JSON.stringify(entry)}\n`)).toBe('03:04:05.678 WARN  Slow. key="a b" count=3\n');
  });

  it('show the stack of an error below', () => {
    const error = { message: 'disk full', stack: 'Error: disk full\n    at write' };
    const entry = { level: 'error', time: '2026-01-02T03:04:05.678Z', msg: 'Failed.', error };
    expect(prettyLine(JSON.stringify(entry))).toBe(
      '03:04:05.678 ERROR Failed.\n    Error: disk full\n        at write\n',
    );
  });

  it('are what the pretty format prints', () => {
    const { logger, lines } = printed({ level: 'info', format: 'pretty' });
    logger.info('Exported.', { jobId: 7 });
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}Exported\. jobId=7\n$/);
  });
});
