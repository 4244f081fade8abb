import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctDigest, type DigestCorrection } from '../../src/digest/correct.ts';
import type { Digest, DigestStory } from '../../src/digest/digest.ts';
import { exchangedFigures } from '../../src/digest/figures-exchanged.ts';
import type { Summary } from '../../src/summary/summary.ts';
import { NO_USAGE } from '../../src/summary/usage.ts';
import { aDigest, anActor, anEvidence, anImplication, aSource, aStory } from '../support/digests.ts';

const AT = new Date('2026-11-24T10:00:00Z');
const OLD = 'The storm closed 3 piers at Halden.';
const NEW = 'The storm closed 5 piers at Halden.';
const RISK = 'The ferry could stay in port for two weeks.';

function told(over: Partial<DigestStory> = {}): DigestStory {
  return aStory({
    storyId: 'storm',
    headline: 'Storm hits Halden',
    actors: [anActor({ name: 'Halden', role: null, text: OLD, evidence: [anEvidence('v1', OLD)] })],
    implications: [anImplication({ text: RISK, evidence: [anEvidence('v1', RISK)] })],
    sources: [aSource({ articleId: 'v1', title: 'Storm hits Halden' })],
    delta: null,
    toldBefore: null,
    disputes: [],
    corrections: [],
    ...over,
  });
}

const summary: Summary = {
  articleId: 'v2',
  headline: 'Storm hits Halden',
  actors: [
    anActor({ name: 'Ilse Brandt', role: null, text: 'Ilse Brandt came.', evidence: [anEvidence('v2', 'x')] }),
    anActor({ name: 'Halden', role: null, text: NEW, evidence: [anEvidence('v2', NEW)] }),
  ],
  implications: [anImplication({ text: RISK, evidence: [anEvidence('v2', RISK)] })],
  topics: [],
  unsupported: [],
  reader: 'offline',
  usage: NO_USAGE,
  note: null,
};

const newer = (over: Partial<Summary> = {}): DigestCorrection => ({
  kind: 'newer-version',
  storyId: 'storm',
  old: { articleId: 'v1', headline: 'Storm hits Halden' },
  newer: {
    source: aSource({ articleId: 'v2', title: 'Storm hits Halden', date: '2026-11-24' }),
    summary: { ...summary, ...over },
  },
  at: AT,
});

const digestOf = (...stories: DigestStory[]): Digest => aDigest({ stories });
const first = (digest: Digest): DigestStory => digest.stories[0] as DigestStory;

describe('a newer version', () => {
  it('takes the place of the bullets that rest on the old one, and says what was wrong', () => {
    const story = first(correctDigest(digestOf(told()), newer()));
    expect(story.actors.map(({ text }) => text)).toEqual([NEW]);
    expect(story.implications.map(({ evidence }) => evidence[0].articleId)).toEqual(['v2']);
    expect(story.sources.map(({ articleId }) => articleId)).toEqual(['v2']);
    expect(story.corrections).toEqual([{ text: '5 piers, not 3.', at: AT }]);
  });

  it('touches no other story, and nothing a second time', () => {
    const other = told({ storyId: 'other' });
    const once = correctDigest(digestOf(other, told()), newer());
    expect(once.stories[0]).toBe(other);
    expect(correctDigest(once, newer())).toBe(once);
  });

  it('leaves the digest as it is where nothing that was told reads otherwise', () => {
    const digest = digestOf(told());
    const same = [anActor({ name: 'Halden', role: null, text: OLD, evidence: [anEvidence('v2', OLD)] })];
    expect(correctDigest(digest, newer({ actors: same }))).toBe(digest);
  });

  it('lets what it does not say any more fall away, and says plainly that the report changed', () => {
    const mayor = anActor({ name: 'Tomas Reveny', text: 'Tomas Reveny fled.', evidence: [anEvidence('v1', 'y')] });
    const keeper = anActor({ name: 'Halden', role: null, text: NEW, evidence: [anEvidence('v1', NEW)] });
    const story = first(correctDigest(digestOf(told({ actors: [mayor, keeper] })), newer()));
    expect(story.actors.map(({ name }) => name)).toEqual(['Halden']);
    expect(story.corrections.map(({ text }) => text)).toEqual([
      'Harbour Courier has changed its report; what stands here is from the newer version.',
    ]);
  });

  it('keeps what another publisher says, without the old quote', () => {
    const both = anActor({ name: 'Halden', text: OLD, evidence: [anEvidence('v1', OLD), anEvidence('b', OLD)] });
    const sources = [aSource({ articleId: 'v1' }), aSource({ articleId: 'b', source: 'Orsen Post' })] as const;
    const story = first(correctDigest(digestOf(told({ actors: [both], sources })), newer()));
    expect(story.actors[0]?.evidence.map(({ articleId }) => articleId)).toEqual(['b']);
    expect(story.sources.map(({ articleId }) => articleId)).toEqual(['v2', 'b']);
  });

  it('corrects the headline where it was the old version’s, and the line of what was new', () => {
    const headline = 'Storm closes 3 piers';
    const delta = { text: OLD, evidence: [anEvidence('v1', OLD)] } as const;
    const correction = { ...newer({ headline: 'Storm closes 5 piers' }), old: { articleId: 'v1', headline } };
    const story = first(correctDigest(digestOf(told({ headline, delta })), correction as DigestCorrection));
    expect(story).toMatchObject({ headline: 'Storm closes 5 piers', delta: { text: NEW } });
    expect(story.corrections.map(({ text }) => text)).toEqual(['5 piers, not 3.']);
  });

  it('never leaves a word or quote of the old version behind', () => {
    const claim = fc.record({ text: fc.string({ minLength: 1 }), by: fc.constantFrom('v1', 'b') });
    fc.assert(
      fc.property(
        fc.array(claim, { maxLength: 6 }),
        fc.array(fc.string({ minLength: 1 }), { maxLength: 6 }),
        (a, b) => {
          const implications = a.map(({ text, by }) => anImplication({ text, evidence: [anEvidence(by, text)] }));
          const read = b.map((text) => anImplication({ text, evidence: [anEvidence('v2', text)] }));
          const sources = [aSource({ articleId: 'v1' }), aSource({ articleId: 'b' })] as const;
          const before = digestOf(told({ actors: [], implications, sources }));
          const after = correctDigest(before, newer({ implications: read, actors: [] }));
          const ids = first(after).implications.flatMap(({ evidence }) => evidence.map(({ articleId }) => articleId));
          if (after !== before) expect(ids).not.toContain('v1');
          const others = (digest: Digest) =>
            first(digest).implications.filter((one) => one.evidence[0].articleId === 'b');
          expect(others(after)).toEqual(others(before));
        },
      ),
    );
  });
});

describe('a manager’s word', () => {
  const byHand = { kind: 'by-hand', storyId: 'storm', text: 'The toll begins on 3 May.', at: AT } as const;

  it('stands in its story once, and nothing else is touched', () => {
    const digest = digestOf(told(), told({ storyId: 'other' }));
    const once = correctDigest(digest, byHand);
    expect(once).toEqual({
      ...digest,
      stories: [{ ...told(), corrections: [{ text: byHand.text, at: AT }] }, digest.stories[1]],
    });
    expect(correctDigest(once, byHand)).toBe(once);
  });
});

describe('figures that were exchanged', () => {
  it.each([
    ['It closed 3 piers.', 'It closed 5 piers.', ['5 piers, not 3']],
    ['It closed three piers.', 'It closed five piers.', ['five piers, not three']],
    ['The toll begins on 5 May.', 'The toll begins on 3 May.', ['3 May, not 5']],
    [
      'It cost 1,200 crowns and 4 lives.',
      'It cost 1,500 crowns and 6 lives.',
      ['1,500 crowns, not 1,200', '6 lives, not 4'],
    ],
    ['It rose by 3%.', 'It rose by 4%.', ['4%, not 3%']],
    ['Osk spoke.', 'Brandt spoke.', []],
    ['It closed 3 piers.', 'It closed 3 piers, and 2 roads.', []],
  ])('%s -> %s', (before, after, said) => {
    expect(exchangedFigures(before, after)).toEqual(said);
  });
});
