import type { Article } from '../../src/article/article.ts';
import { type Destination, type NearStory, nearStories, type Placement, place } from '../../src/story/clustering.ts';
import type { Corpus } from '../../src/story/corpus.ts';
import { FARTHEST } from '../../src/story/days.ts';
import { candidateTerms, type Profile, profileFrom, profileOf, textOf } from '../../src/story/profile.ts';
import { joinedStory, type StoryProfile, storyOf, withArticle } from '../../src/story/similarity.ts';
import { termsOf } from '../../src/story/terms.ts';

/** Newest articles looked at for one term, and stories that are held against an article. */
const MOST_PER_TERM = 100;
const MOST_CANDIDATES = 8;

/**
 * What a store does to cluster, over maps instead of tables: term counts, profiles, the terms by which articles are found, and
 * stories with their articles. `state` and `from` stand for a restart.
 */
export class StoryShelf implements Corpus {
  articles = 0;
  private readonly counts = new Map<string, number>();
  private readonly profiles = new Map<string, Profile>();
  private readonly found = new Map<string, string[]>();
  private readonly storyOfArticle = new Map<string, string>();
  private readonly stories = new Map<string, string[]>();
  private readonly held = new Set<string>();
  private readonly sums = new Map<string, StoryProfile>();

  articlesWith(term: string): number {
    return this.counts.get(term) ?? 0;
  }

  /** Takes an article in and puts it where it belongs. */
  add(id: string, article: Article, day: string | null, names: readonly string[] = []): Placement {
    this.articles++;
    const terms = termsOf(article, names);
    for (const { text } of terms) this.counts.set(text, this.articlesWith(text) + 1);
    const profile = profileOf({ terms, day, actors: { names } }, this);
    const placement = place({ articleId: id, profile }, nearStories(profile, this.candidates(profile)));
    this.keep(id, profile);
    this.apply(id, placement);
    return placement;
  }

  /** What a manager does: these articles are one story from now on. */
  hold(ids: readonly string[]): string {
    const [first = ''] = ids;
    const story = `held-${first}`;
    for (const id of ids) this.put(id, story);
    this.held.add(story);
    return story;
  }

  storyIdOf(id: string): string | undefined {
    return this.storyOfArticle.get(id);
  }

  /** Everything kept, as text. */
  state(): string {
    return JSON.stringify([
      this.articles,
      [...this.counts],
      [...this.profiles].map(([id, profile]) => [id, textOf(profile)]),
      [...this.storyOfArticle],
      [...this.held],
      [...this.sums],
    ]);
  }

  static from(state: string): StoryShelf {
    const shelf = new StoryShelf();
    const [articles, counts, profiles, stories, held, sums] = JSON.parse(state);
    shelf.articles = articles;
    for (const [term, count] of counts) shelf.counts.set(term, count);
    for (const [id, text] of profiles) shelf.keep(id, profileFrom(text));
    for (const [id, story] of stories) shelf.put(id, story);
    for (const story of held) shelf.held.add(story);
    for (const [story, sum] of sums) shelf.sums.set(story, sum);
    return shelf;
  }

  /** The stories whose articles share the heaviest terms, those that share the most weight first. */
  candidates(profile: Profile): NearStory[] {
    const shared = new Map<string, number>();
    const seen = new Set<string>();
    for (const term of candidateTerms(profile))
      for (const id of (this.found.get(term) ?? []).slice(-MOST_PER_TERM)) {
        const story = this.storyOfArticle.get(id) ?? '';
        if (seen.has(`${term} ${story}`) || !this.isNear(profile, id)) continue;
        seen.add(`${term} ${story}`);
        shared.set(story, (shared.get(story) ?? 0) + 1);
      }
    return [...shared]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_CANDIDATES)
      .map(([storyId]) => this.near(storyId));
  }

  private isNear({ day }: Profile, id: string): boolean {
    const other = this.profiles.get(id)?.day ?? null;
    return day === null || other === null || Math.abs(Date.parse(day) - Date.parse(other)) <= FARTHEST * 86_400_000;
  }

  private near(storyId: string): NearStory {
    const articles = (this.stories.get(storyId) ?? []).flatMap((articleId) => {
      const profile = this.profiles.get(articleId);
      return profile ? [{ articleId, profile }] : [];
    });
    const known = this.sums.get(storyId);
    const profile = known ?? articles.map((article) => storyOf(article.profile)).reduce(joinedStory);
    this.sums.set(storyId, profile);
    return { storyId, profile, held: this.held.has(storyId), articles };
  }

  private keep(id: string, profile: Profile): void {
    this.profiles.set(id, profile);
    for (const term of candidateTerms(profile)) {
      const ids = this.found.get(term);
      if (ids) ids.push(id);
      else this.found.set(term, [id]);
    }
  }

  private apply(id: string, placement: Placement): void {
    const named = (to: Destination) => ('storyId' in to ? to.storyId : `${to.beginsWith} ${id}`);
    for (const { from, articleIds, to } of placement.moves)
      for (const moved of articleIds === 'all' ? [...(this.stories.get(from) ?? [])] : articleIds)
        this.put(moved, named(to));
    if (placement.kind === 'start') this.put(id, named(placement));
    else if (placement.kind === 'balanced' && placement.otherwise === 'start') this.put(id, named({ beginsWith: id }));
    else this.put(id, placement.storyId);
  }

  /** A story that only gains an article is summed up by adding it; one that loses any is summed up anew. */
  private put(id: string, story: string): void {
    const before = this.storyOfArticle.get(id);
    if (before === story) return;
    if (before !== undefined) this.take(id, before);
    const sum = this.sums.get(story);
    const profile = this.profiles.get(id);
    if (sum && profile) this.sums.set(story, withArticle(sum, profile));
    this.storyOfArticle.set(id, story);
    this.stories.set(story, [...(this.stories.get(story) ?? []), id]);
  }

  private take(id: string, story: string): void {
    const rest = (this.stories.get(story) ?? []).filter((other) => other !== id);
    this.sums.delete(story);
    if (rest.length > 0) this.stories.set(story, rest);
    else this.stories.delete(story);
  }
}
