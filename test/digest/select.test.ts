import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/digest/candidate.ts';
import { MOST_STORIES, selectStories } from '../../src/digest/select.ts';
import { aCandidate } from '../support/candidates.ts';
import { anActor, anEvidence, anImplication } from '../support/digests.ts';

const select = (candidates: Candidate[], topics = ['all']) => selectStories({ candidates, topics });
const ids = (selection: ReturnType<typeof select>) => selection.stories.map(({ storyId }) => storyId);

describe('selecting stories', () => {
  it('makes a story of one article, with its source and reasons', () => {
    const { stories, considered, withheld } = select([aCandidate('a1', { url: 'https://courier.example/a1' })]);
    expect(considered).toBe(1);
    expect(withheld).toEqual([]);
    expect(stories[0]).toMatchObject({
      storyId: 'a1',
      status: 'new',
      headline: 'Headline of a1',
      topics: ['shipping'],
      sources: [
        {
          articleId: 'a1',
          title: 'Title of a1',
          source: 'Harbour Courier',
          date: '2026-11-23',
          url: 'https://courier.example/a1',
        },
      ],
      reasons: [
        'told by one publisher',
        'one actor and 0 implications (+0.5)',
        'on shipping (+1)',
        'as new as the newest',
        'not told here before (+1)',
      ],
    });
  });

  it('holds back what is lightest where there is more than a thread can hold, and says how much', () => {
    const heavy = Array.from({ length: MOST_STORIES }, (_, nth) => aCandidate(`heavy ${nth}`));
    const light = aCandidate('light', { date: '2026-11-20' });
    const { stories, crowdedOut, withheld } = select([light, ...heavy]);
    expect(stories).toHaveLength(MOST_STORIES);
    expect(crowdedOut).toBe(1);
    const reason = '150 weightier stories filled the digest';
    expect(withheld).toEqual([{ articleId: 'light', gate: 'crowded', reason }]);
  });

  it('counts a copy as another source and nothing else', () => {
    const copy = aCandidate('a2', { storyId: 'a1', duplicateOf: 'a1', source: 'Velmark Ledger' });
    const { stories } = select([copy, aCandidate('a1')]);
    expect(stories).toHaveLength(1);
    expect(stories[0]?.sources.map(({ articleId }) => articleId)).toEqual(['a1', 'a2']);
    expect(stories[0]?.actors).toHaveLength(1);
    expect(stories[0]?.reasons[0]).toBe('told by 2 publishers (+3)');
  });

  it('holds back a copy of what was told before, what is off topic, and what says nothing, each with its gate', () => {
    const copy = aCandidate('copy', { duplicateOf: 'an earlier one' });
    const offTopic = aCandidate('weather', { summary: { topics: ['climate'] } });
    const untagged = aCandidate('untagged', { summary: { topics: [] } });
    const empty = aCandidate('empty', { summary: { actors: [] } });
    const { stories, considered, withheld } = select([copy, offTopic, untagged, empty], ['shipping', 'trade']);
    expect(stories).toEqual([]);
    expect(considered).toBe(4);
    expect(withheld).toEqual([
      { articleId: 'copy', gate: 'copy', reason: 'it repeats an article that was told before' },
      { articleId: 'weather', gate: 'topic', reason: 'not on shipping or trade: it is on climate' },
      { articleId: 'untagged', gate: 'topic', reason: 'not on shipping or trade: it is on no known topic' },
      { articleId: 'empty', gate: 'empty', reason: 'neither an actor nor an implication could be verified' },
    ]);
  });

  it('keeps an article that could not be read as a headline with its note, after all that were read', () => {
    const note = 'The article is in German, which the offline reader cannot read.';
    const unread = aCandidate('unread', { date: '2026-11-24', summary: { actors: [], note } });
    const selection = select([unread, aCandidate('old', { date: '2026-11-01' })]);
    expect(ids(selection)).toEqual(['old', 'unread']);
    expect(selection.stories[1]).toMatchObject({ note, actors: [], implications: [] });
    expect(selection.stories[1]?.reasons).toContain('only its headline could be read (−100)');
  });

  it('puts first what more publishers tell, then what has more to say, then what is newer', () => {
    const wide = ['w1', 'w2', 'w3'].map((id, n) => aCandidate(id, { storyId: 'wide', source: `Paper ${n}` }));
    const rich = aCandidate('rich', {
      summary: { implications: [anImplication(), anImplication({ text: 'Another.' })] },
    });
    const plain = aCandidate('plain');
    const older = aCandidate('older', { date: '2026-11-20' });
    expect(ids(select([older, plain, rich, ...wide]))).toEqual(['wide', 'rich', 'plain', 'older']);
  });

  it('does not take many articles of one publisher for many publishers', () => {
    const flood = ['f1', 'f2', 'f3'].map((id) => aCandidate(id, { storyId: 'flood', source: ' HARBOUR courier' }));
    const two = [aCandidate('t1', { storyId: 'two' }), aCandidate('t2', { storyId: 'two', source: 'Velmark Ledger' })];
    expect(ids(select([...flood, ...two]))).toEqual(['two', 'flood']);
  });

  it('says the same thing once where several articles tell a story, and keeps each quote under its own words', () => {
    const first = aCandidate('a1', { storyId: 's', summary: { implications: [anImplication()] } });
    const second = aCandidate('a2', {
      storyId: 's',
      summary: {
        actors: [
          anActor({ evidence: [anEvidence('a2', 'Talks are to resume on Monday, Ms Osk ordered.')] }),
          anActor({ text: 'Maren Osk flew to Orsen.', evidence: [anEvidence('a2', 'Ms Osk flew to Orsen.')] }),
          anActor({ name: 'Tomas Reveny', text: 'Tomas Reveny agreed.' }),
        ],
      },
    });
    const [story] = select([first, second]).stories;
    expect(story?.actors.map(({ text }) => text)).toEqual([
      'Maren Osk ordered the talks to resume on Monday.',
      'Maren Osk flew to Orsen.',
      'Tomas Reveny agreed.',
    ]);
    expect(story?.actors[0]?.evidence.map(({ articleId }) => articleId)).toEqual(['a2', 'a1']);
    expect(story?.implications).toHaveLength(1);
  });

  it('gives the same stories in the same order for any order of the articles, and forgets none', () => {
    const pool = Array.from({ length: 12 }, (_, n) =>
      aCandidate(`a${n}`, {
        storyId: `s${n % 7}`,
        source: n % 3 === 0 ? null : `Paper ${n % 4}`,
        date: n % 5 === 0 ? null : `2026-11-${20 + (n % 4)}`,
        duplicateOf: n === 8 ? 'a1' : null,
        summary: { topics: n % 2 ? ['shipping'] : ['climate', 'shipping'], actors: n === 3 ? [] : [anActor()] },
      }),
    );
    const reference = select(pool);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(pool, { minLength: pool.length }),
        fc.constantFrom('all', 'shipping', 'energy'),
        (shuffled, topic) => {
          const selection = select(shuffled, [topic]);
          if (topic === 'all') expect(selection.stories).toEqual(reference.stories);
          const shown = selection.stories.flatMap(({ sources }) => sources.map(({ articleId }) => articleId));
          const all = [...shown, ...selection.withheld.map(({ articleId }) => articleId)];
          expect(all.sort()).toEqual(pool.map(({ articleId }) => articleId).sort());
        },
      ),
      { numRuns: 50 },
    );
  });

  it('leads with the headline that most articles bear out, not with the wittiest', () => {
    const headed = (id: string, headline: string, source: string) =>
      aCandidate(id, { storyId: 's', source, title: headline, summary: { headline } });
    const { stories } = select([
      headed('a1', 'Well, who would have thought it', 'Harbour Courier'),
      headed('a2', 'Dockers close Port Halden over night shift', 'Velmark Ledger'),
      headed('a3', 'Port Halden dockers strike over night shift', 'Highland Post'),
    ]);
    expect(stories[0]?.headline).toBe('Dockers close Port Halden over night shift');
  });

  it('shows five actors and three implications of a new story at most, and counts the rest', () => {
    const names = ['Osk', 'Dorn', 'Reveny', 'Vos', 'Talvik', 'Adeyar', 'Lund'];
    const actors = names.map((name) =>
      anActor({ name, text: `${name} spoke.`, evidence: [anEvidence('a1', `${name} spoke.`)] }),
    );
    const implications = ['Flour runs out.', 'Ships will wait.', 'Cranes may rust.', 'Bread costs more.'].map((text) =>
      anImplication({ text, evidence: [anEvidence('a1', text)] }),
    );
    const { stories } = select([aCandidate('a1', { summary: { actors, implications } })]);
    expect(stories[0]?.actors.map(({ name }) => name)).toEqual(names.slice(0, 5));
    expect(stories[0]?.implications).toHaveLength(3);
    expect(stories[0]?.lighter).toBe(3);
  });

  it('holds back what says nothing new to the channel, with the day on which it was told', () => {
    const before = {
      publishedAt: new Date('2026-11-22T07:00:00Z'),
      story: { actors: aCandidate('a0').summary.actors, implications: [], delta: null, disputes: [] },
    };
    const { stories, withheld } = selectStories({
      candidates: [aCandidate('a1')],
      topics: ['all'],
      told: new Map([['a1', [before]]]),
    });
    expect(stories).toEqual([]);
    expect(withheld).toEqual([{ articleId: 'a1', gate: 'told', reason: 'nothing new since the digest of 22 Nov' }]);
  });
});
