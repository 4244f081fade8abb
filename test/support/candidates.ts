/** Articles as selection knows them. All people, places, papers and events are invented. */
import type { Candidate } from '../../src/digest/candidate.ts';
import type { Actor, Implication, Summary } from '../../src/summary/summary.ts';
import { NO_USAGE } from '../../src/summary/usage.ts';
import { anActor, anEvidence, anImplication } from './digests.ts';

type Over = Partial<Omit<Candidate, 'summary'>> & { summary?: Partial<Summary> };

/** A story of its own, of one article of Monday 23 November 2026, with one actor. */
export function aCandidate(articleId: string, over: Over = {}): Candidate {
  const { summary, ...rest } = over;
  return {
    articleId,
    storyId: articleId,
    title: `Title of ${articleId}`,
    source: 'Harbour Courier',
    date: '2026-11-23',
    url: null,
    duplicateOf: null,
    topics: summary?.topics ?? ['shipping'],
    takenAt: new Date('2026-11-23T12:00:00Z'),
    readAt: new Date('2026-11-23T12:01:00Z'),
    ...rest,
    summary: {
      articleId,
      headline: `Headline of ${articleId}`,
      actors: [anActor({ evidence: [anEvidence(articleId, 'Maren Osk ordered the talks to resume on Monday.')] })],
      implications: [],
      topics: ['shipping'],
      unsupported: [],
      reader: 'offline',
      usage: NO_USAGE,
      note: null,
      ...summary,
    },
  };
}

/** Who acts in a sentence of an article: the sentence is bullet and evidence in one. */
export function acts(articleId: string, name: string, sentence: string, over: Partial<Actor> = {}): Actor {
  return anActor({ name, role: null, text: sentence, evidence: [anEvidence(articleId, sentence)], ...over });
}

export function mayFollow(articleId: string, sentence: string, over: Partial<Implication> = {}): Implication {
  return anImplication({ text: sentence, evidence: [anEvidence(articleId, sentence)], ...over });
}
