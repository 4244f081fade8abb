/**
 * Which story an article joins, or that it starts one. The article is not only held against each near story: the near stories'
 * articles are grouped anew together with it, so that two events that looked like one part when there is enough of each, and
 * parts of one event come together. What comes out depends on the articles, hardly on the order in which they came.
 */
import { type Grouped, grouped, has, THRESHOLD, type Unit } from './grouping.ts';
import { compare } from './order.ts';
import type { Profile } from './profile.ts';
import { joinedStory, linkOf, type Similarity, type StoryProfile, similarity, storyOf } from './similarity.ts';
import type { Verdict } from './verdict.ts';

export interface ProfiledArticle {
  readonly articleId: string;
  readonly profile: Profile;
}

export interface NearStory {
  readonly storyId: string;
  readonly profile: StoryProfile;
  /** A manager merged or split it: its articles stay together, and it never becomes one with another such story. */
  readonly held: boolean;
  /** Its articles, copies left out. Not needed for one that is held or has more than `MOST_REGROUPED` articles. */
  readonly articles: readonly ProfiledArticle[];
}

/** Articles of a near story that belong elsewhere, as is clear now. */
export interface Move {
  readonly from: string;
  /** `all` of a story that ends by it. */
  readonly articleIds: readonly string[] | 'all';
  readonly to: Destination;
}

/** A near story, or a new one that begins with the article named (and is the same for all that name it). */
export type Destination = { readonly storyId: string } | { readonly beginsWith: string };

interface Placed {
  /** What changes besides: mostly nothing. To be applied in the same transaction. */
  readonly moves: readonly Move[];
}

/**
 * - `balanced`: it may be the same event or not; `otherwise` is what happens when nobody is asked.
 * - `start`: `beginsWith` is mostly the article itself; another one when articles of a near story part with it. `nearest` is
 *   the story that came nearest, if any did.
 */
export type Placement = Placed &
  (
    | ({ readonly kind: 'join'; readonly storyId: string } & Similarity)
    | {
        readonly kind: 'start';
        readonly beginsWith: string;
        readonly reasons: readonly string[];
        readonly nearest: { readonly storyId: string; readonly score: number } | null;
      }
    | ({ readonly kind: 'balanced'; readonly storyId: string; readonly otherwise: 'join' | 'start' } & Similarity)
  );

/** Stories that are regrouped together with one article. */
const MOST_NEAR = 4;
/** A story of more articles is one piece: nothing in it is moved any more. */
export const MOST_REGROUPED = 24;
/** A score this much above or below the threshold, as a share of it, is balanced. */
const BALANCED = 0.15;
/** Of a newcomer nothing else is said before it is placed. */
const VERSION_REASON = 'it is a version of an article of this story';

/** Of the candidate stories those to be regrouped with the article, the nearest first; load their articles. */
export function nearStories<Story extends { storyId: string; profile: StoryProfile }>(
  article: Profile,
  candidates: readonly Story[],
): Story[] {
  const own = storyOf(article);
  return candidates
    .map((story) => ({ story, link: linkOf(own, story.profile) }))
    .filter(({ link }) => link >= THRESHOLD * (1 - BALANCED))
    .sort((a, b) => b.link - a.link || (a.story.storyId < b.story.storyId ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ story }) => story);
}

/** Pure and deterministic. `near` are the stories that `nearStories` chose, `verdicts` those between their articles. */
export function place(
  article: ProfiledArticle,
  near: readonly NearStory[],
  verdicts: readonly Verdict[] = [],
): Placement {
  const groups = grouped([unitOf(article), ...near.flatMap(unitsOf)], verdicts);
  const named = namedGroups(groups, near);
  const moves = named.flatMap(movesInto);
  const own = named.find(({ group }) => group.articleIds.includes(article.articleId));
  const others = own?.group.units.filter(({ from }) => from !== null) ?? [];
  if (!own || others.length === 0) return placedAlone(article, near, moves);
  return placedWith(article, own, others, moves, isBound(article, own.group, verdicts));
}

/** A verdict has it where it is, whatever the evidence. */
function isBound({ articleId }: ProfiledArticle, group: Grouped, verdicts: readonly Verdict[]): boolean {
  return verdicts.some(
    ({ between, same }) =>
      same && between.some((one) => one.articleId === articleId) && between.every((one) => has(group, one)),
  );
}

function placedWith(
  article: ProfiledArticle,
  { destination }: NamedGroup,
  others: readonly Unit[],
  moves: readonly Move[],
  bound: boolean,
): Placement {
  const { score, reasons } = similarity(article.profile, others.map(({ profile }) => profile).reduce(joinedStory));
  const found = { score, reasons: bound ? [VERSION_REASON, ...reasons] : reasons };
  if ('beginsWith' in destination)
    return { kind: 'start', ...destination, reasons: found.reasons, nearest: null, moves };
  const isNarrow = !bound && moves.length === 0 && found.score < THRESHOLD * (1 + BALANCED);
  return isNarrow
    ? { kind: 'balanced', ...destination, otherwise: 'join', ...found, moves }
    : { kind: 'join', ...destination, ...found, moves };
}

function placedAlone(article: ProfiledArticle, near: readonly NearStory[], moves: readonly Move[]): Placement {
  const beginsWith = article.articleId;
  const [nearest] = nearStories(article.profile, near);
  if (!nearest)
    return { kind: 'start', beginsWith, reasons: ['no story of the days around is near'], nearest: null, moves };
  const { storyId } = nearest;
  const found = similarity(article.profile, nearest.profile);
  if (moves.length === 0) return { kind: 'balanced', storyId, otherwise: 'start', ...found, moves };
  const reasons = ['the articles of the nearest story are nearer to each other than to this one', ...found.reasons];
  return { kind: 'start', beginsWith, reasons, nearest: { storyId, score: found.score }, moves };
}

function unitOf({ articleId, profile }: ProfiledArticle): Unit {
  return { articleIds: [articleId], profile: storyOf(profile), from: null, held: false, isWhole: false };
}

/** Its articles one by one, or all of it where it is kept in one piece. */
export function unitsOf({ storyId, profile, held, articles }: NearStory): Unit[] {
  if (held || profile.articles > MOST_REGROUPED || articles.length === 0)
    return [{ articleIds: [], profile, from: storyId, held, isWhole: true }];
  return articles.map((article) => ({ ...unitOf(article), from: storyId }));
}

interface NamedGroup {
  readonly group: Grouped;
  readonly destination: Destination;
}

/**
 * Each story lives on in the group that has most of its articles, each group as the story of which it has most; a held story
 * always. Ties: the story that began first, then by id. A group that is left over begins a story.
 */
function namedGroups(groups: readonly Grouped[], near: readonly NearStory[]): NamedGroup[] {
  const claims = groups
    .flatMap((group, at) => near.map((story) => ({ at, story, share: shareOf(group, story.storyId) })))
    .filter(({ share }) => share > 0)
    .sort(
      (a, b) =>
        Number(b.story.held) - Number(a.story.held) ||
        b.share - a.share ||
        compare(a.story.profile.first ?? '', b.story.profile.first ?? '') ||
        compare(a.story.storyId, b.story.storyId) ||
        a.at - b.at,
    );
  const names = new Map<number, string>();
  const taken = new Set<string>();
  for (const { at, story } of claims) {
    if (names.has(at) || taken.has(story.storyId)) continue;
    names.set(at, story.storyId);
    taken.add(story.storyId);
  }
  return groups.map((group, at) => {
    const storyId = names.get(at);
    const first = group.articleIds.toSorted(compare)[0] ?? '';
    return { group, destination: storyId === undefined ? { beginsWith: first } : { storyId } };
  });
}

/** How many of a story's articles a group has. */
function shareOf({ units }: Grouped, storyId: string): number {
  return units.reduce((sum, { from, profile }) => sum + (from === storyId ? profile.articles : 0), 0);
}

/** What of the group comes from elsewhere, story by story. */
function movesInto({ group, destination }: NamedGroup): Move[] {
  const own = 'storyId' in destination ? destination.storyId : null;
  const others = group.units.filter(({ from }) => from !== null && from !== own);
  return [...Map.groupBy(others, ({ from }) => from ?? '')].map(([from, units]) => ({
    from,
    articleIds: units.some(({ isWhole }) => isWhole)
      ? 'all'
      : units.flatMap(({ articleIds }) => articleIds).toSorted(compare),
    to: destination,
  }));
}
