import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byWeight, ranked, type Standing, tellingsOf } from '../../src/digest/rank.ts';
import { aCandidate } from '../support/candidates.ts';
import { anActor, anImplication, aSource, aStory } from '../support/digests.ts';

const standing = (over: Partial<Standing> = {}): Standing => ({
  articles: [aCandidate('a1')],
  newestDay: '2026-11-23',
  isFigureChanged: false,
  isReported: false,
  tellingsOfActors: 0,
  ...over,
});
const points = (over: Parameters<typeof aStory>[0] = {}, where: Partial<Standing> = {}) =>
  ranked(aStory(over), standing(where)).points;

describe('a story weighs', () => {
  it('more with each doubling of its publishers, and no more with an agency’s copies', () => {
    const told = (...sources: string[]) => ({
      sources: sources.map((source) => aSource({ source })) as [ReturnType<typeof aSource>],
    });
    expect(points(told('A Post', 'B Post')) - points(told('A Post'))).toBe(3);
    expect(points(told('A Post', 'B Post', 'C Post', 'D Post')) - points(told('A Post'))).toBe(6);
    const copies = [aSource({ source: 'A Post', agency: 'Reuters' }), aSource({ source: 'B Post', agency: 'Reuters' })];
    expect(points({ sources: copies as [ReturnType<typeof aSource>] })).toBe(points(told('A Post')));
  });

  it('less with each day it is behind, up to six, and less by far when somebody called it wrong', () => {
    const behind = (day: string) => points({}, { articles: [aCandidate('a1', { date: day })] });
    expect(behind('2026-11-21') - behind('2026-11-23')).toBe(-1);
    expect(behind('2026-10-01') - behind('2026-11-23')).toBe(-3);
    expect(points({}, { isReported: true }) - points()).toBe(-50);
  });

  it('more where the channel hears of it first, of another figure in it, or keeps hearing of its actors', () => {
    const before = new Date('2026-11-22T07:00:00Z');
    const updated = { status: 'updated', delta: anImplication(), toldBefore: before } as const;
    expect(points() - points(updated)).toBe(1);
    expect(points(updated, { isFigureChanged: true }) - points(updated)).toBe(1);
    expect(points({}, { tellingsOfActors: 2 }) - points()).toBe(0.5);
    expect(points({}, { tellingsOfActors: 40 }) - points()).toBe(1);
  });

  it('and says each of its reasons, which add up to its points', () => {
    const story = aStory({ sources: [aSource(), aSource({ source: 'Velmark Ledger' })] });
    const { story: weighed, points: sum } = ranked(story, standing({ tellingsOfActors: 2, isReported: true }));
    const told = weighed.reasons.map((reason) => Number(/\(([+−][\d.]+)\)$/.exec(reason)?.[1]?.replace('−', '-') ?? 0));
    expect(told.reduce((all, one) => all + one, 0)).toBeCloseTo(sum, 5);
    expect(weighed.reasons).toContain('its actors were told of here 2 times (+0.5)');
  });
});

describe('the order of stories', () => {
  it('is one and the same from any order', () => {
    const pool = Array.from({ length: 8 }, (_, n) =>
      ranked(
        aStory({ storyId: `s${n}`, implications: n % 2 ? [] : [anImplication()] }),
        standing({ articles: [aCandidate(`a${n}`, { date: `2026-11-2${n % 3}` })] }),
      ),
    );
    const order = (some: typeof pool) => some.toSorted(byWeight).map(({ story }) => story.storyId);
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (shuffled) => {
        expect(order(shuffled)).toEqual(order(pool));
      }),
    );
  });

  it('counts the tellings of any story that had one of its actors', () => {
    const telling = (name: string) => ({
      publishedAt: new Date(0),
      story: { actors: [anActor({ name })], implications: [], delta: null, disputes: [] },
    });
    const told = [[telling('Maren Osk'), telling('Ilka Dorn')], [telling('Maren Osk')]];
    expect(tellingsOf({ actors: [anActor()] }, told)).toBe(2);
  });
});
