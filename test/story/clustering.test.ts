import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NearStory, type ProfiledArticle, place } from '../../src/story/clustering.ts';
import { type Profile, profileOf } from '../../src/story/profile.ts';
import { joinedStory, storyOf } from '../../src/story/similarity.ts';
import { termsOf } from '../../src/story/terms.ts';
import type { Verdict } from '../../src/story/verdict.ts';
import { bCubed } from '../eval/metrics.ts';
import { StoryShelf } from '../eval/story-shelf.ts';
import { REPORTS, type Report } from './reports.ts';

const DAY = '2026-11-24';

/** The reports' stories after they came in this order, as sets of ids. */
function clustered(order: readonly Report[]): { shelf: StoryShelf; stories: string[][] } {
  const shelf = new StoryShelf();
  for (const { id, article } of order) shelf.add(id, article, DAY);
  return { shelf, stories: storiesIn(shelf) };
}

function storiesIn(shelf: StoryShelf): string[][] {
  const groups = Map.groupBy(REPORTS, ({ id }) => shelf.storyIdOf(id));
  groups.delete(undefined);
  return [...groups.values()].map((reports) => reports.map(({ id }) => id).toSorted()).toSorted();
}

const EVENTS = [...Map.groupBy(REPORTS, ({ event }) => event).values()]
  .map((reports) => reports.map(({ id }) => id).toSorted())
  .toSorted();

const anOrder = fc.shuffledSubarray([...REPORTS], { minLength: REPORTS.length });

describe('clustering', () => {
  it('finds the events, also two that look alike', () => {
    expect(clustered(REPORTS).stories).toEqual(EVENTS);
  });

  it('finds about the same stories in any order of arrival', () => {
    fc.assert(
      fc.property(anOrder, (order) => {
        const { shelf } = clustered(order);
        const items = REPORTS.map(({ id, event }) => ({ put: shelf.storyIdOf(id) ?? '', belongs: event }));
        expect(bCubed(items).f1).toBeGreaterThan(0.9);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(anOrder, fc.nat(REPORTS.length), (order, at) => {
        const { shelf: first } = clustered(order.slice(0, at));
        const second = StoryShelf.from(first.state());
        for (const { id, article } of order.slice(at)) second.add(id, article, DAY);
        expect(second.state()).toBe(clustered(order).shelf.state());
      }),
      { numRuns: 20 },
    );
  });

  it('says why an article joins: words of title and lead, actors, and the distance in days', () => {
    const shelf = new StoryShelf();
    const [first, second] = REPORTS;
    if (!first || !second) throw new Error('there are reports');
    shelf.add(first.id, first.article, '2026-11-24', ['Ada Finch', 'Gannet']);
    const placement = shelf.add(second.id, second.article, '2026-11-26', ['Ada Finch']);
    expect(placement).toMatchObject({ kind: 'join', moves: [] });
    expect(placement.reasons).toEqual([
      expect.stringMatching(/^title and lead both say .*“gannet”/),
      expect.stringMatching(/^both say /),
      '“Ada Finch” is in both',
      '2 days apart',
    ]);
  });

  it('says of an article on something new that nothing is near', () => {
    const { shelf } = clustered(REPORTS.filter(({ event }) => event !== 'comet'));
    const comet = REPORTS.find(({ event }) => event === 'comet');
    expect(comet && shelf.add(comet.id, comet.article, DAY)).toEqual({
      kind: 'start',
      beginsWith: comet?.id,
      reasons: ['no story of the days around is near'],
      nearest: null,
      moves: [],
    });
  });

  it('keeps the same words of another month apart', () => {
    const shelf = new StoryShelf();
    for (const [nth, { id, article }] of REPORTS.filter(({ event }) => event === 'gannet').entries())
      shelf.add(id, article, `2026-${String(nth + 1).padStart(2, '0')}-10`);
    expect(storiesIn(shelf)).toHaveLength(4);
  });

  it('leaves in one piece what a manager made one story, and lets more join it', () => {
    const ids = REPORTS.filter(({ event }) => event === 'gannet' || event === 'puffin').map(({ id }) => id);
    const held = new Set(ids.slice(0, 6));
    const shelf = new StoryShelf();
    for (const { id, article } of REPORTS.filter(({ id: one }) => held.has(one))) shelf.add(id, article, DAY);
    const story = shelf.hold([...held]);
    for (const { id, article } of REPORTS.filter(({ id: one }) => !held.has(one))) shelf.add(id, article, DAY);
    for (const id of held) expect(shelf.storyIdOf(id)).toBe(story);
    expect(ids.slice(6).map((id) => shelf.storyIdOf(id))).toContain(story);
  });
});

// ---- by hand-made profiles ---------------------------------------------------------------------------------------------

/** A profile with these terms, all of one weight. */
function about(terms: string, day: string | null = DAY): Profile {
  const words = terms.split(' ');
  const weight = Number((1 / Math.sqrt(words.length)).toFixed(4));
  return { day, actors: [], meaning: null, terms: words.map((word) => ({ text: word, word, weight, inLead: false })) };
}

function aStory(storyId: string, profiles: readonly Profile[], held = false): NearStory {
  const articles = profiles.map((profile, nth): ProfiledArticle => ({ articleId: `${storyId}${nth}`, profile }));
  return { storyId, held, articles, profile: profiles.map(storyOf).reduce(joinedStory) };
}

const FERRY = 'ferry coast captain night';
const gannet = (own: string) => about(`gannet osk finch steering ${FERRY} ${own}`);
const puffin = (own: string) => about(`puffin hallin vale radar ${FERRY} ${own}`);

describe('placing', () => {
  it('parts two events that were taken for one, as soon as there is enough of each', () => {
    const mixed = aStory('m', [gannet('a'), gannet('b'), gannet('c'), puffin('d'), puffin('e'), puffin('f')]);
    const placement = place({ articleId: 'new', profile: puffin('g') }, [mixed]);
    // Each part has half of the story, so the name stays with the first one.
    expect(placement).toMatchObject({
      kind: 'start',
      beginsWith: 'm3',
      moves: [{ from: 'm', articleIds: ['m3', 'm4', 'm5'], to: { beginsWith: 'm3' } }],
    });
  });

  it('brings together what turns out to be one event, under the story with more articles', () => {
    const [large, small] = [aStory('l', [gannet('a'), gannet('b')]), aStory('s', [gannet('c')])];
    for (const near of [
      [large, small],
      [small, large],
    ])
      expect(place({ articleId: 'new', profile: gannet('d') }, near)).toMatchObject({
        kind: 'join',
        storyId: 'l',
        moves: [{ from: 's', articleIds: ['s0'], to: { storyId: 'l' } }],
      });
  });

  it('never makes one of two stories that a manager holds', () => {
    const near = [aStory('l', [gannet('a'), gannet('b')], true), aStory('s', [gannet('c')], true)];
    expect(place({ articleId: 'new', profile: gannet('d') }, near)).toMatchObject({ kind: 'join', moves: [] });
  });

  it('moves all of a held story when another becomes one with it, and keeps its name', () => {
    const near = [aStory('big', [gannet('a'), gannet('b'), gannet('c')]), aStory('kept', [gannet('d')], true)];
    expect(place({ articleId: 'new', profile: gannet('e') }, near)).toMatchObject({
      storyId: 'kept',
      moves: [{ from: 'big', to: { storyId: 'kept' } }],
    });
  });

  it('is balanced near the threshold, on either side', () => {
    /** An article that shares some of its terms with a story of as many. */
    const placedSharing = (shared: number, terms: number) => {
      const words = filler(terms).split(' ');
      const own = words.map((word, at) => (at < shared ? word : `own${word}`));
      return place({ articleId: 'new', profile: about(own.join(' ')) }, [aStory('s', [about(words.join(' '))])]);
    };
    expect(placedSharing(1, 10)).toMatchObject({ kind: 'start', nearest: null });
    expect(placedSharing(3, 16)).toMatchObject({ kind: 'balanced', otherwise: 'start', storyId: 's' });
    expect(placedSharing(2, 9)).toMatchObject({ kind: 'balanced', otherwise: 'join', storyId: 's' });
    expect(placedSharing(3, 10)).toMatchObject({ kind: 'join', storyId: 's' });
  });

  it('does not depend on the order in which near stories and their articles are given', () => {
    const stories = [
      aStory('a', [gannet('a'), gannet('b'), puffin('c')]),
      aStory('b', [puffin('d'), puffin('e')]),
      aStory('c', [about(`${FERRY} whale song night`), gannet('f')]),
    ];
    const article = { articleId: 'new', profile: puffin('g') };
    const expected = place(article, stories);
    fc.assert(
      fc.property(fc.shuffledSubarray(stories, { minLength: 3 }), fc.boolean(), (near, reversed) => {
        const turned = near.map((one) => (reversed ? { ...one, articles: one.articles.toReversed() } : one));
        const placement = place(article, turned);
        expect({ ...placement, moves: sorted(placement.moves) }).toEqual({
          ...expected,
          moves: sorted(expected.moves),
        });
      }),
    );
  });

  it('counts an embedding where there is one, and loses nothing without', () => {
    const [x, y] = [about(`one two ${filler(8)}`), about('one two three four five six seven eight nine ten')];
    const alike = { meaning: { model: 'm', vector: Float32Array.of(1, 0), usual: 0.5 } };
    const without = place({ articleId: 'new', profile: x }, [aStory('s', [y])]);
    const withBoth = place({ articleId: 'new', profile: { ...x, ...alike } }, [aStory('s', [{ ...y, ...alike }])]);
    const withOne = place({ articleId: 'new', profile: { ...x, ...alike } }, [aStory('s', [y])]);
    expect(withOne).toEqual(without);
    expect('score' in withBoth && 'score' in without && withBoth.score - without.score).toBeCloseTo(0.15);
  });
});

describe('verdicts', () => {
  const between = (one: readonly [string, string], other: readonly [string, string], same: boolean): Verdict => ({
    between: [
      { articleId: one[0], storyId: one[1] },
      { articleId: other[0], storyId: other[1] },
    ],
    same,
  });
  const article: ProfiledArticle = { articleId: 'new', profile: gannet('d') };
  const budget = about('assembly budget sugar vote schools');

  it('keep apart what is nearly the same, and bind what is nothing like it', () => {
    const alike = [aStory('l', [gannet('a'), gannet('b')]), aStory('s', [gannet('c')])];
    expect(place(article, alike)).toMatchObject({ moves: [{ from: 's' }] });
    expect(place(article, alike, [between(['s0', 's'], ['l1', 'l'], false)]).moves).toEqual([]);
    const mixed = aStory('m', [gannet('a'), gannet('b'), budget]);
    expect(place(article, [mixed]).moves).not.toEqual([]);
    expect(place(article, [mixed], [between(['m2', 'm'], ['m0', 'm'], true)]).moves).toEqual([]);
  });

  it('hold for a story in one piece, but never bind what a manager holds', () => {
    const many = Array.from({ length: 25 }, (_, nth) => gannet(`a${nth}`));
    const near = [aStory('l', many), aStory('s', [gannet('c')])];
    expect(place(article, near)).toMatchObject({ moves: [{ from: 's' }] });
    expect(place(article, near, [between(['s0', 's'], ['l3', 'l'], false)]).moves).toEqual([]);
    const held = [aStory('h', [budget], true), aStory('s', [gannet('c')])];
    expect(place(article, held, [between(['s0', 's'], ['h0', 'h'], true)]).moves).toEqual([]);
  });

  it('that contradict each other bind nothing', () => {
    const near = [aStory('l', [gannet('a')]), aStory('s', [puffin('c')])];
    const same = between(['s0', 's'], ['l0', 'l'], true);
    expect(place(article, near, [same])).toMatchObject({ moves: [{ from: 's' }] });
    expect(place(article, near, [between(['l0', 'l'], ['s0', 's'], false), same]).moves).toEqual([]);
  });
});

function filler(count: number): string {
  return Array.from({ length: count }, (_, at) => `filler${at}`).join(' ');
}

function sorted<T>(moves: readonly T[]): string[] {
  return moves.map((move) => JSON.stringify(move)).toSorted();
}

describe('a profile', () => {
  it('of an article in a language nobody has read yet is made of its telling words', () => {
    const text =
      'La ministra Quiroga anunció que el puente de Vallarta será cerrado para los camiones durante nueve meses.';
    const article = {
      text,
      title: '',
      language: 'es',
      blocks: [{ kind: 'paragraph' as const, start: 0, end: text.length }],
    };
    const profile = profileOf(
      { terms: termsOf(article, []), day: null, actors: { names: [] } },
      { articles: 1, articlesWith: () => 1 },
    );
    const words = profile.terms.map(({ word }) => word);
    expect(words.slice(0, 2).toSorted()).toEqual(['quiroga', 'vallarta']);
    for (const word of ['que', 'para', 'los', 'el']) expect(words).not.toContain(word);
  });
});
