import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cosineOf,
  joinedMeaning,
  type Meaning,
  meaningSum,
  nearnessOf,
  usualFor,
  vectorBytes,
  vectorFrom,
} from '../../src/story/meaning.ts';

/** In two dimensions, at an angle from east. */
function towards(degrees: number, over: Partial<Meaning> = {}): Meaning {
  const radians = (degrees * Math.PI) / 180;
  return { model: 'm', vector: Float32Array.of(Math.cos(radians), Math.sin(radians)), usual: 0.5, ...over };
}
const sum = (degrees: number, over: Partial<Meaning> = {}) => meaningSum(towards(degrees, over));

describe('the meaning of texts', () => {
  it('comes back from its bytes as it was, wherever they lie', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true }), fc.nat(9), (vector, offset) => {
        const bytes = vectorBytes(vector);
        const moved = new Uint8Array(offset + bytes.length);
        moved.set(bytes, offset);
        expect(vectorFrom(moved.subarray(offset))).toEqual(vector);
      }),
    );
  });

  it('is near as far as it is nearer than usual, and as none below', () => {
    expect(nearnessOf(sum(0), sum(0))).toBeCloseTo(1);
    expect(nearnessOf(sum(0), sum(60))).toBeCloseTo(0);
    expect(nearnessOf(sum(0), sum(90))).toBe(0);
    expect(nearnessOf(sum(0), sum(30))).toBeCloseTo((Math.cos(Math.PI / 6) - 0.5) / 0.5);
    expect(nearnessOf(sum(0), sum(30, { usual: 0.8 }))).toBeLessThan(nearnessOf(sum(0), sum(30)));
  });

  it('tells nothing where a model takes everything for the same', () => {
    expect(nearnessOf(sum(0, { usual: 1 }), sum(0))).toBe(0);
  });

  it('of a story is the mean of its articles', () => {
    const story = joinedMeaning(sum(-30), sum(30));
    expect(story?.articles).toBe(2);
    expect(cosineOf(sum(0), story)).toBeCloseTo(Math.cos(Math.PI / 6));
    expect(joinedMeaning(null, sum(30))).toEqual(sum(30));
  });

  it('can not be compared over models or dimensions', () => {
    expect(cosineOf(sum(0), sum(0, { model: 'n' }))).toBeNull();
    expect(cosineOf(sum(0), sum(0, { vector: Float32Array.of(1, 0, 0) }))).toBeNull();
    expect(cosineOf(sum(0), null)).toBeNull();
    const [two, other] = [joinedMeaning(sum(0), sum(0)), sum(0, { model: 'n' })];
    expect([joinedMeaning(two, other)?.model, joinedMeaning(other, two)?.model]).toEqual(['m', 'm']);
    expect(joinedMeaning(sum(0), other)?.model).toBe('n');
  });
});

describe('what is usual', () => {
  it('is learnt from the newest stories, once there are enough, and is never little', () => {
    const alike = Array.from({ length: 5 }, () => sum(20));
    expect(usualFor(towards(0), alike)).toBeCloseTo(Math.cos(Math.PI / 9));
    expect(usualFor(towards(0), alike.slice(1))).toBe(0.5);
    expect(
      usualFor(
        towards(0),
        alike.map(({ sum: vector }) => meaningSum(towards(0, { vector, model: 'n' }))),
      ),
    ).toBe(0.5);
    expect(usualFor(towards(0), [...alike, ...Array.from({ length: 6 }, () => sum(90))])).toBe(0.5);
  });
});
