/** Who acted in more stories than the week before, and who in fewer. */
import type { Actor } from '../summary/summary.ts';
import { groupedActors } from './actors.ts';
import { type Candidate, originalsOf, sourceOf } from './candidate.ts';
import type { ActorMovement, DigestSource, Lookback } from './digest.ts';
import { mergeReadings } from './merge.ts';
import { foldedName } from './names.ts';
import { publisherKey } from './publishers.ts';

/** Named among those that rose, and among those that fell. */
const MOST_NAMED = 5;
/** Once is chance: who acts in one story of one publisher at most has neither risen nor been up. */
const AT_ALL = 2;
/** Names that are held against each other, whether they are one actor's: those of most stories. */
const MOST_COMPARED = 300;

/** A story's articles by when they came. `weekBefore` is part of `earlier`; `articles` are all but those of later weeks. */
export interface StoryWeeks {
  readonly storyId: string;
  readonly articles: readonly Candidate[];
  readonly week: readonly Candidate[];
  readonly weekBefore: readonly Candidate[];
  readonly earlier: readonly Candidate[];
}

/** At most five of each, most first. Evidence is of the first of the stories that names the actor. */
export function* actorsMoved(stories: readonly StoryWeeks[]): Generator<void, Pick<Lookback, 'rose' | 'fell'>> {
  const moved = together(yield* tallies(stories)).map(movementOf);
  const rise = (one: ActorMovement) => one.stories.now - one.stories.before;
  const wider = (one: ActorMovement) => one.publishers.now - one.publishers.before;
  const first = (sign: number) => (one: ActorMovement, other: ActorMovement) =>
    sign * (rise(other) - rise(one)) ||
    sign * (wider(other) - wider(one)) ||
    other.stories.now + other.stories.before - one.stories.now - one.stories.before ||
    (one.name < other.name ? -1 : 1);
  const isUp = (one: ActorMovement, week: 'now' | 'before') =>
    one.stories[week] >= AT_ALL || one.publishers[week] >= AT_ALL;
  const direction = (one: ActorMovement) => Math.sign(rise(one)) || Math.sign(wider(one));
  return {
    rose: moved
      .filter((one) => direction(one) > 0 && isUp(one, 'now'))
      .sort(first(1))
      .slice(0, MOST_NAMED),
    fell: moved
      .filter((one) => direction(one) < 0 && isUp(one, 'before'))
      .sort(first(-1))
      .slice(0, MOST_NAMED),
  };
}

interface Tally {
  readonly actor: Actor;
  readonly source: DigestSource;
  readonly now: Span;
  readonly before: Span;
}

interface Span {
  readonly stories: Set<string>;
  readonly publishers: Set<string>;
}

/** Each name of a kind once; those named this week first, so that what is shown of them is of this week. */
function* tallies(stories: readonly StoryWeeks[]): Generator<void, Tally[]> {
  const found = new Map<string, Tally>();
  for (const span of ['now', 'before'] as const) {
    for (const { storyId, week, weekBefore } of stories) {
      const articles = span === 'now' ? week : weekBefore;
      for (const actor of actorsIn(articles)) {
        const key = `${actor.kind} ${foldedName(actor.name)}`;
        const tally = found.get(key) ?? { actor, source: sourceNaming(actor, articles), now: aSpan(), before: aSpan() };
        found.set(key, tally);
        tally[span].stories.add(storyId);
        for (const publisher of publishersOf(actor, articles)) tally[span].publishers.add(publisher);
      }
      yield;
    }
  }
  return [...found.values()];
}

const aSpan = (): Span => ({ stories: new Set(), publishers: new Set() });

/** What is told of each; copies bring no names of their own. */
function actorsIn(articles: readonly Candidate[]): readonly Actor[] {
  return mergeReadings(originalsOf(articles).map(({ summary }) => summary)).actors;
}

/** Those whose articles name the actor, and those that printed a copy of one. */
function publishersOf({ evidence }: Actor, articles: readonly Candidate[]): string[] {
  const naming = new Set(evidence.map(({ articleId }) => articleId));
  return articles
    .filter(({ articleId, duplicateOf }) => naming.has(articleId) || naming.has(duplicateOf ?? ''))
    .map(publisherKey);
}

function sourceNaming({ evidence: [{ articleId }] }: Actor, articles: readonly Candidate[]): DigestSource {
  return sourceOf(articles.find((one) => one.articleId === articleId) as Candidate);
}

// ---- one actor, several names ------------------------------------------------------------------------------------------

/** Names of one actor as one, under the name that most stories have. */
function together(found: readonly Tally[]): Tally[] {
  const weight = ({ now, before }: Tally) => now.stories.size + before.stories.size;
  const byName = (one: Tally, other: Tally) => (one.actor.name < other.actor.name ? -1 : 1);
  const named = found.toSorted((one, other) => weight(other) - weight(one) || byName(one, other));
  const compared = named.slice(0, MOST_COMPARED);
  const tallyOf = new Map(compared.map((tally) => [tally.actor, tally]));
  const groups = groupedActors(compared.map(({ actor }) => actor)).map((group) =>
    group.flatMap((actor) => tallyOf.get(actor) ?? []),
  );
  return [...groups.flatMap(joined), ...named.slice(MOST_COMPARED)];
}

function joined([first, ...others]: readonly Tally[]): Tally[] {
  if (!first) return [];
  const all = [first, ...others];
  const union = (span: 'now' | 'before', of: keyof Span) => new Set(all.flatMap((one) => [...one[span][of]]));
  const shown = all.find(({ now }) => now.stories.size > 0) ?? first;
  return [
    {
      actor: { ...first.actor, evidence: shown.actor.evidence },
      source: shown.source,
      now: { stories: union('now', 'stories'), publishers: union('now', 'publishers') },
      before: { stories: union('before', 'stories'), publishers: union('before', 'publishers') },
    },
  ];
}

function movementOf({ actor, source, now, before }: Tally): ActorMovement {
  return {
    name: actor.name,
    stories: { before: before.stories.size, now: now.stories.size },
    publishers: { before: before.publishers.size, now: now.publishers.size },
    evidence: actor.evidence[0],
    source,
  };
}
