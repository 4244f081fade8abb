import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/digest/candidate.ts';
import type { Digest } from '../../src/digest/digest.ts';
import { cameAt } from '../../src/digest/lookback.ts';
import { messageOf } from '../../src/digest/lookback-message.ts';
import { plainText } from '../../src/message/plain.ts';
import { acts } from '../support/candidates.ts';
import { aLookback, cameOn, twoWeeksOfNews } from '../support/lookbacks.ts';

const movements = (digest: Digest) =>
  Object.fromEntries((digest.lookback?.moved ?? []).map((one) => [one.storyId, one.kind]));
const shown = (digest: Digest) => plainText(messageOf(digest));
const rose = (digest: Digest) => digest.lookback?.rose.map(({ name }) => name);

describe('how the stories of a week moved', () => {
  it('is new, grew or woke by when their articles came, with all the articles there were', () => {
    const digest = aLookback();
    expect(movements(digest)).toEqual({ ferry: 'new', strike: 'grew', customs: 'woke', levy: 'new' });
    expect(digest.lookback?.moved.find(({ storyId }) => storyId === 'strike')).toMatchObject({
      articles: { before: 1, now: 3 },
      publishers: { before: 1, now: 3 },
      firstDay: '2026-11-12',
      lastDay: '2026-11-17',
    });
    expect(digest.lookback?.counts).toEqual({ new: 2, grew: 1, woke: 1, quiet: 2 });
  });

  it('says what closed since, and what has been quiet all week', () => {
    const early = cameOn(14, 'e1', { storyId: 'early', summary: { headline: 'Buoy adrift off Osk' } });
    const digest = aLookback({ candidates: [...twoWeeksOfNews(), early] });
    expect(shown(digest)).toMatch(/Buoy adrift off Osk\nNEW THIS WEEK, .* 14 Nov · closed since/);
    expect(shown(digest)).toMatch(/Went quiet\n+.*Barges wait at Karsund \(last on 11 Nov\)/);
  });

  it('tells what the week added to what was known, in the words of an article of the week', () => {
    const digest = aLookback();
    const texts = new Map(
      twoWeeksOfNews().map(({ articleId, summary }) => [
        articleId,
        [...summary.actors, ...summary.implications].map(({ text }) => text),
      ]),
    );
    for (const { delta, sources } of digest.stories) {
      const [evidence] = delta?.evidence ?? [];
      expect(sources.map(({ articleId }) => articleId)).toContain(evidence?.articleId);
      expect(texts.get(evidence?.articleId ?? '')).toContain(evidence?.quote);
    }
    const repeated = twoWeeksOfNews().map((one) =>
      ['s2', 's3'].includes(one.articleId)
        ? { ...one, summary: { ...one.summary, implications: [], actors: sameAs('s1', one.articleId) } }
        : one,
    );
    const strike = aLookback({ candidates: repeated }).stories.find(({ storyId }) => storyId === 'strike');
    expect(strike?.delta).toBeNull();
  });

  it('counts a copy as another publisher and tells nothing by it', () => {
    const copy = cameOn(16, 's1-copy', { storyId: 'strike', duplicateOf: 's1', source: 'Isle Herald' });
    const candidates = twoWeeksOfNews().filter(({ articleId }) => !['s2', 's3'].includes(articleId));
    const digest = aLookback({ candidates: [...candidates, { ...copy, summary: candidateOf('s1').summary }] });
    expect(digest.lookback?.moved.find(({ storyId }) => storyId === 'strike')).toMatchObject({
      kind: 'grew',
      publishers: { before: 1, now: 2 },
    });
    expect(digest.stories.find(({ storyId }) => storyId === 'strike')?.delta).toBeNull();
  });

  it('tells fifteen stories at most and says how many there were', () => {
    const many = Array.from({ length: 18 }, (_, at) => cameOn(18, `m${String(at).padStart(2, '0')}`));
    const digest = aLookback({ candidates: many });
    expect(digest.stories).toHaveLength(15);
    expect(shown(digest)).toContain('This week: 18 stories, all of them new');
    expect(shown(digest)).toContain('3 lighter stories are counted and not told.');
  });
});

const candidateOf = (id: string) => twoWeeksOfNews().find(({ articleId }) => articleId === id) as Candidate;
const sameAs = (id: string, articleId: string) =>
  candidateOf(id).summary.actors.map((actor) => ({
    ...actor,
    evidence: [{ ...actor.evidence[0], articleId }] as typeof actor.evidence,
  }));

describe('who rose and fell', () => {
  it('is told with both numbers, most first', () => {
    const { rose, fell } = aLookback().lookback ?? { rose: [], fell: [] };
    expect(rose.map(({ name, stories, publishers }) => ({ name, stories, publishers }))).toEqual([
      { name: 'Harbour Union', stories: { before: 1, now: 3 }, publishers: { before: 1, now: 2 } },
    ]);
    expect(fell.map(({ name, stories }) => ({ name, stories }))).toEqual([
      { name: 'Port Authority', stories: { before: 2, now: 0 } },
    ]);
  });

  it('takes two names of one actor for one', () => {
    const named = (day: number, id: string, name: string, aliases: string[] = []) =>
      cameOn(day, id, {
        summary: { actors: [acts(id, name, `The ${name} met on quay ${id}.`, { kind: 'organization', aliases })] },
      });
    const digest = aLookback({
      candidates: [named(17, 'n1', 'Port Safety Board', ['PSB']), named(18, 'n2', 'PSB'), named(19, 'n3', 'PSB')],
    });
    expect(digest.lookback?.rose.map(({ stories }) => stories.now)).toEqual([3]);
  });

  it('names nobody where the archive does not reach back over the week before, and says why', () => {
    const digest = aLookback({ firstArrival: new Date('2026-11-07T00:00:00Z') });
    expect(digest.lookback).toMatchObject({ rose: [], fell: [], hasWeekBefore: false });
    expect(shown(digest)).toContain('There is no week before to compare with');
    expect(shown(digest)).not.toMatch(/rose,|Who rose/);
    expect(shown(aLookback({ firstArrival: new Date('2026-11-06T16:00:00Z') }))).toContain('Who rose and fell');
  });
});

describe('what a channel may not or does not want to see', () => {
  it('is in no look back: neither its stories nor its actors nor their number', () => {
    const digest = aLookback({ hiddenTopics: ['trade'] });
    expect(Object.keys(movements(digest))).toEqual(['ferry', 'strike']);
    expect(digest.lookback?.counts).toEqual({ new: 1, grew: 1, woke: 0, quiet: 2 });
    expect(digest.considered).toBe(4);
    expect(shown(digest)).not.toMatch(/levy|customs|Brandt/i);
    const union = digest.lookback?.rose.find(({ name }) => name === 'Harbour Union');
    expect(union?.stories).toEqual({ before: 1, now: 2 });
  });

  it('is hidden whole when only an earlier article stands under a hidden topic', () => {
    const news = twoWeeksOfNews().map((one) => (one.articleId === 'c2' ? { ...one, topics: ['courts'] } : one));
    expect(movements(aLookback({ candidates: news, hiddenTopics: ['trade'] }))).not.toHaveProperty('customs');
  });

  it('respects mutes of stories, sources and actors', () => {
    expect(movements(aLookback({ mutes: [{ kind: 'story', subject: 'ferry' }] }))).not.toHaveProperty('ferry');
    expect(rose(aLookback({ mutes: [{ kind: 'actor', subject: 'harbour union' }] }))).toEqual([]);
    expect(shown(aLookback({ mutes: [{ kind: 'source', subject: 'Coast Gazette' }] }))).not.toContain('Coast Gazette');
  });

  it('is what it did not ask for', () => {
    expect(Object.keys(movements(aLookback({}, { topics: ['trade'] })))).toEqual(['customs', 'levy']);
  });
});

describe('a quiet week', () => {
  it('has no story and is said in one line, with what was read', () => {
    const digest = aLookback({ candidates: twoWeeksOfNews().slice(0, 5) }, { topics: ['shipping', 'trade'] });
    expect(digest.stories).toEqual([]);
    expect(shown(digest)).toBe(
      'Look back — week to Friday 20 November 2026\n\nA quiet week: no story on shipping or trade moved since Fri 13 Nov, 17:00; no articles came in.',
    );
  });

  it('is not passed off as one when something could not be read', () => {
    const digest = aLookback({ candidates: [] }, { trouble: '3 articles could not be read at all.' });
    expect(shown(digest)).toContain('but that may be wrong: 3 articles could not be read at all.');
  });
});

describe('an article', () => {
  it('belongs to the week in which it came in, or was read where that took long', () => {
    const late = { takenAt: new Date('2026-11-20T15:50:00Z'), readAt: new Date('2026-11-20T16:30:00Z') };
    const soon = { ...late, readAt: new Date('2026-11-20T15:59:00Z') };
    expect([late, soon].map((one) => movements(aLookback({ candidates: [cameOn(20, 'x', one)] })))).toEqual([
      {},
      { x: 'new' },
    ]);
  });

  it('is counted in exactly one of any weeks on end', () => {
    const hours = fc.integer({ min: 0, max: 24 * 28 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 48 }), (taken, reading) => {
        const takenAt = new Date(Date.parse('2026-11-01T16:00:00Z') + taken * 3_600_000);
        const readAt = new Date(takenAt.getTime() + reading * 3_600_000);
        const weeks = Array.from({ length: 6 }, (_, week) => {
          const at = (number: number) => new Date(Date.parse('2026-10-30T16:00:00Z') + number * 7 * 86_400_000);
          const frame = { window: { from: at(week), to: at(week + 1) }, before: { from: at(week - 1), to: at(week) } };
          return aLookback({ candidates: [cameOn(1, 'x', { takenAt, readAt })] }, frame).considered;
        });
        expect(weeks.reduce((sum, count) => sum + count, 0)).toBe(1);
        expect(cameAt({ takenAt, readAt }) >= takenAt).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('makes no difference by its place among the others', () => {
    const all = twoWeeksOfNews();
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }), (candidates) => {
        expect(aLookback({ candidates })).toEqual(aLookback());
      }),
      { numRuns: 20 },
    );
  });
});
