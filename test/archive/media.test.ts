/** Which content is worth compressing. */
import { describe, expect, it } from 'vitest';
import { methodByType } from '../../activities/archive/index.js';

describe('methodByType', () => {
  it.each([
    ['a JPEG', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an MP4', Buffer.from('00000018667479706d703432', 'hex')],
    ['a WebP', Buffer.from('52494646aabbccdd57454250', 'hex')],
    ['a ZIP', Buffer.from('504b030414000000', 'hex')],
    ['a gzip', Buffer.from('1f8b0800', 'hex')],
  ])('stores %s by its first bytes, whatever it is called', (_, start) => {
    expect(methodByType('file', start)).toBe('stored');
    expect(methodByType('file.html', start)).toBe('stored');
  });

  it('deflates what is called text', () => {
    for (const path of ['a.html', 'a/b.XML', 'data.json', 'image.svg', 'a.tar.css']) {
      expect(methodByType(path, Buffer.from('text'))).toBe('deflated');
    }
  });

  it('stores what is called media', () => {
    for (const path of ['a.mp3', 'b.MP4', 'slides.pptx', 'font.woff2']) {
      expect(methodByType(path, Buffer.from('????'))).toBe('stored');
    }
  });

  it('leaves the rest to a try', () => {
    for (const path of ['a', 'a.pdf', 'a.bmp', 'a.wav', 'a.ttf', 'html', 'folder.html/file']) {
      expect(methodByType(path, Buffer.from('????'))).toBeUndefined();
    }
  });
});
