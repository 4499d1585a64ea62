import { describe, expect, it, vi } from 'vitest';
import { Lately } from '../../../src/storage/crypto/lately.js';

describe('what was opened or sealed lately', () => {
  it('is not opened again while its row holds the same sealed text', () => {
    const lately = new Lately<string>(10);
    const open = vi.fn(() => 'isi');
    expect([lately.value('a', 'v1.x', open), lately.value('a', 'v1.x', open)]).toEqual(['isi', 'isi']);
    expect(open).toHaveBeenCalledTimes(1);
    lately.keep('b', 'v1.y', 'lain');
    expect(lately.value('b', 'v1.y', open)).toBe('lain');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('is opened anew when the row holds another text, also one that belongs to another row', () => {
    const lately = new Lately<string>(10);
    lately.keep('a', 'v1.x', 'milik a');
    lately.keep('b', 'v1.y', 'milik b');
    expect(lately.value('a', 'v1.z', () => 'baru')).toBe('baru');
    const refused = () => {
      throw new Error('crypto.unreadable');
    };
    expect(() => lately.value('a', 'v1.y', refused)).toThrow('crypto.unreadable');
    expect(lately.value('a', 'v1.z', refused)).toBe('baru');
  });

  it('is forgotten, the longest unused first', () => {
    const lately = new Lately<number>(2);
    lately.keep('a', 's', 1);
    lately.keep('b', 's', 2);
    lately.value('a', 's', () => 0);
    lately.keep('c', 's', 3);
    expect(['a', 'c', 'b'].map((row) => lately.value(row, 's', () => 0))).toEqual([1, 3, 0]);
  });
});
