import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsWords, folded, matching, nearest, shareOfWords } from '../../../src/command/everyone/likeness.ts';

describe('likeness', () => {
  it('goes by letters and digits', () => {
    expect(folded('  Città  del—Vaticano! ')).toBe('citta del vaticano');
    expect(beginsWords('str tol', 'The strait toll')).toBe(true);
    expect(beginsWords('oll', 'The strait toll')).toBe(false);
    expect(shareOfWords('the tolls of straits', ['A strait', 'toll.txt'])).toBe(1);
    expect(shareOfWords('toll bridge', ['A toll'])).toBe(0.5);
    expect(shareOfWords('…', ['A toll'])).toBe(0);
  });

  it('puts what begins with the words before what has them inside', () => {
    expect(matching('or', ['Corran', 'Orsen', 'Velmark', 'Order'], (name) => [name])).toEqual([
      'Orsen',
      'Order',
      'Corran',
    ]);
    expect(matching('', ['b', 'a'], (name) => [name])).toEqual(['b', 'a']);
  });

  it('puts the very word first, then words that begin so in any order, and a slip only where nothing matches', () => {
    const names = ['Halden port', 'port', 'Port Halden', 'airport', 'Quillmark'];
    expect(matching('port', names, (name) => [name])).toEqual(['port', 'Port Halden', 'Halden port', 'airport']);
    expect(matching('hal po', names, (name) => [name])).toEqual(['Halden port', 'Port Halden']);
    expect(matching('quilmark', names, (name) => [name])).toEqual(['Quillmark']);
    expect(matching('hadlen', names, (name) => [name])).toEqual(['Halden port', 'Port Halden']);
    expect(matching('zep', names, (name) => [name])).toEqual([]);
    expect(matching('x'.repeat(5_000), names, (name) => [name])).toEqual([]);
  });

  it('takes a slip for the word, and another word for none', () => {
    const names = ['search', 'status', 'story', 'sources'];
    expect(nearest('serch', names)).toBe('search');
    expect(nearest('STAUTS', names)).toBe('status');
    // Neighbours that changed places are one slip.
    expect(nearest('tsory', names, 1)).toBe('story');
    expect(nearest('zeppelin', names)).toBeNull();
    expect(nearest('', names)).toBeNull();
    expect(nearest('x'.repeat(5_000), names)).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });

  it('finds every name by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (names) => {
        for (const name of names) expect(nearest(name, names)).toBe(name);
      }),
    );
  });
});
