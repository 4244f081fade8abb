/** How a story went, day by day: what was said first, and what each later day added to it. */
import { type Candidate, dayOf, originalsOf } from './candidate.ts';
import { mergeReadings } from './merge.ts';
import { type Novelty, newIn, type TellingBefore } from './novelty.ts';
import { disputesOf, headlineOf } from './select.ts';

export interface StoryDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly articles: readonly Candidate[];
  /** What the days before had not said; null where nothing, and on the first day that says anything. */
  readonly added: Novelty | null;
  /** The first day that says anything. */
  readonly isFirst: boolean;
}

/** The oldest first. Copies are among the articles, and add nothing. */
export function storyDays(articles: readonly Candidate[]): StoryDay[] {
  const days = [...Map.groupBy(articles, dayOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  const before: TellingBefore[] = [];
  return days.map(([day, ofDay]) => {
    const [first, ...others] = before;
    const said = saidIn(ofDay);
    const added = first && said ? newIn(said.story, [first, ...others]) : null;
    if (said) before.push(said);
    return { day, articles: ofDay, added, isFirst: first === undefined && said !== null };
  });
}

/** What articles say, as a digest would have told it at the time; null where nothing could be verified. */
export function saidIn(
  articles: readonly Candidate[],
): (TellingBefore & { readonly story: { readonly headline: string } }) | null {
  const originals = originalsOf(articles);
  const merged = mergeReadings(originals.map(({ summary }) => summary));
  if (merged.actors.length + merged.implications.length === 0) return null;
  const publishedAt = new Date(Math.max(...originals.map(({ takenAt }) => takenAt.getTime())));
  const headline = headlineOf(originals);
  return {
    publishedAt,
    story: { ...merged, headline, sources: originals, delta: null, disputes: disputesOf(originals) },
  };
}
