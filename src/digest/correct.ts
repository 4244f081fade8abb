/** Setting right what a digest told: in the one story's place, with a dated note, and nothing else in it touched. */
import type { Actor, Claim, Implication, Summary } from '../summary/summary.ts';
import type { Digest, DigestSource, DigestStory } from './digest.ts';
import { exchangedFigures } from './figures-exchanged.ts';

/** What is to be set right in a story of a digest, by the id that the digest knows it by. */
export type DigestCorrection = ByHand | ByNewerVersion;

export interface ByHand {
  readonly kind: 'by-hand';
  readonly storyId: string;
  readonly text: string;
  readonly at: Date;
}

export interface ByNewerVersion {
  readonly kind: 'newer-version';
  readonly storyId: string;
  /** The article on which bullets rest, and what its reading made the headline. */
  readonly old: { readonly articleId: string; readonly headline: string };
  /** The newer version, as a source and as it was read. */
  readonly newer: { readonly source: DigestSource; readonly summary: Summary };
  readonly at: Date;
}

/** Pure. The very same digest comes back where there is nothing to set right, as when it was corrected before. */
export function correctDigest(digest: Digest, correction: DigestCorrection): Digest {
  let changed = false;
  const stories = digest.stories.map((story) => {
    if (story.storyId !== correction.storyId) return story;
    const corrected = correction.kind === 'by-hand' ? noted(story, correction) : retold(story, correction);
    changed ||= corrected !== story;
    return corrected;
  });
  return changed ? { ...digest, stories } : digest;
}

function noted(story: DigestStory, { text, at }: { text: string; at: Date }): DigestStory {
  if (story.corrections.some((one) => one.text === text)) return story;
  return { ...story, corrections: [...story.corrections, { text, at }] };
}

/**
 * Bullets that rest on the old version take the newer one's place for place; what it does not say any more falls away.
 * Where nothing that was told reads otherwise, nothing is corrected.
 */
function retold(story: DigestStory, correction: ByNewerVersion): DigestStory {
  const { old, newer, at } = correction;
  if (!story.sources.some(({ articleId }) => articleId === old.articleId)) return story;
  const { summary, source } = newer;
  const isSole = story.sources.length === 1;
  const told = new Retelling(old.articleId);
  const after: DigestStory = {
    ...story,
    headline: isItsHeadline(story, old) ? summary.headline : story.headline,
    actors: told.actors(story.actors, summary.actors),
    implications: told.implications(story.implications, summary.implications),
    delta: story.delta && told.delta(story.delta, [...summary.implications, ...summary.actors]),
    disputes: story.disputes.filter((dispute) => !restsOn(dispute, old.articleId)),
    sources: withNewer(story.sources, old.articleId, source),
    ...(isSole ? { reader: summary.reader, note: summary.note } : {}),
  };
  const before = wordsTold(story);
  const now = wordsTold(after);
  if (before.join('\n') === now.join('\n')) return story;
  return noted(after, { text: whatDiffers(story, after, told.pairs, source), at });
}

function isItsHeadline({ headline, sources }: DigestStory, old: ByNewerVersion['old']): boolean {
  const title = sources.find(({ articleId }) => articleId === old.articleId)?.title;
  return headline === old.headline || headline === title;
}

/** The newer version stands where the old one stood, and once only. */
function withNewer(sources: DigestStory['sources'], oldId: string, newer: DigestSource): DigestStory['sources'] {
  const others = sources.filter(({ articleId }) => articleId !== newer.articleId);
  const [first = newer, ...rest] = others.map((source) => (source.articleId === oldId ? newer : source));
  return [first, ...rest];
}

// ---- bullets ---------------------------------------------------------------------------------------------------------

/** How much of their words two implications share at the least, figures left out, to be one that was changed. */
const SAME_IMPLICATION = 0.5;

/** Finds for what was told from the old version what the newer one says in its place. */
class Retelling {
  readonly pairs: (readonly [before: string, after: string])[] = [];
  private readonly oldId: string;
  constructor(oldId: string) {
    this.oldId = oldId;
  }

  actors(before: readonly Actor[], read: readonly Actor[]): readonly Actor[] {
    const sameAndAlike = (one: Actor, other: Actor) => (sameActor(one, other) ? 1 + likeness(one, other) : 0);
    return orElse(this.replaced(before, read, sameAndAlike), before, read);
  }

  implications(before: readonly Implication[], read: readonly Implication[]): readonly Implication[] {
    return orElse(this.replaced(before, read, alikeEnough), before, read);
  }

  /** The line of what was new: the newer version's claim most like it; null where it makes none. */
  delta(before: Claim, read: readonly Claim[]): Claim | null {
    const [claim = null] = this.replaced([before], read, alikeEnough);
    return claim && { text: claim.text, evidence: claim.evidence };
  }

  /**
   * Of a bullet that others say too, in the same words, only the old version's quote falls away. Where it is the old version's
   * alone, the likest of the newer one takes its place.
   */
  private replaced<Bullet extends Claim>(
    before: readonly Bullet[],
    read: readonly Bullet[],
    likenessOf: (one: Bullet, other: Bullet) => number,
  ): readonly Bullet[] {
    const free = new Set(read);
    const after = before.flatMap((bullet): Bullet[] => {
      const [first, ...rest] = bullet.evidence.filter(({ articleId }) => articleId !== this.oldId);
      if (first)
        return [rest.length + 1 === bullet.evidence.length ? bullet : { ...bullet, evidence: [first, ...rest] }];
      const likest = [...free].sort((a, b) => likenessOf(bullet, b) - likenessOf(bullet, a))[0];
      if (likest === undefined || likenessOf(bullet, likest) === 0) return [];
      free.delete(likest);
      this.pairs.push([bullet.text, likest.text]);
      return [likest];
    });
    return after;
  }
}

/** Where none of the bullets is found again, the newer reading's own stand in their stead. */
function orElse<Bullet>(
  after: readonly Bullet[],
  before: readonly Bullet[],
  read: readonly Bullet[],
): readonly Bullet[] {
  return after.length === 0 ? read.slice(0, before.length) : after;
}

function alikeEnough(one: Claim, other: Claim): number {
  const alike = likeness(one, other);
  return alike >= SAME_IMPLICATION ? alike : 0;
}

function restsOn(claim: Claim, articleId: string): boolean {
  return claim.evidence.some((evidence) => evidence.articleId === articleId);
}

function sameActor(one: Actor, other: Actor): boolean {
  const names = new Set([one.name, ...one.aliases].map(folded));
  return [other.name, ...other.aliases].some((name) => names.has(folded(name)));
}

/** The share of the words of both that are in each; 0 to 1. */
function likeness(one: Claim, other: Claim): number {
  const [mine, its] = [one, other].map(({ text }) => new Set(folded(text).split(' '))) as [Set<string>, Set<string>];
  return mine.intersection(its).size / Math.max(1, mine.union(its).size);
}

/** Letters only: a figure that was changed does not make it another sentence. */
const folded = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

// ---- the note --------------------------------------------------------------------------------------------------------

/** Everything of a story that a reader sees and its articles say. */
function wordsTold({ headline, actors, implications, delta, disputes }: DigestStory): string[] {
  const claims = [...actors, ...implications, ...(delta ? [delta] : []), ...disputes];
  return [headline, ...claims.flatMap(({ text, evidence }) => [text, ...evidence.map(({ quote }) => quote)])];
}

/** `5 piers, not 3.` where figures were changed; else that the report was. */
function whatDiffers(
  before: DigestStory,
  after: DigestStory,
  pairs: readonly (readonly [string, string])[],
  { source }: DigestSource,
): string {
  const figures = [[before.headline, after.headline] as const, ...pairs].flatMap(([old, now]) =>
    exchangedFigures(old, now),
  );
  const distinct = [...new Set(figures)];
  if (distinct.length > 0) return `${distinct.slice(0, MOST_FIGURES).join('; ')}.`;
  return `${source ?? 'The publisher'} has changed its report; what stands here is from the newer version.`;
}

/** More of them are a list that nobody reads. */
const MOST_FIGURES = 3;
