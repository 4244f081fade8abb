/** Where the evidence is balanced: which articles a model is asked about, and what follows from what it says. */
import { type NearStory, type ProfiledArticle, unitsOf } from './clustering.ts';
import { grouped } from './grouping.ts';
import { linkOf, storyOf } from './similarity.ts';
import type { Verdict } from './verdict.ts';

/** The article of a story that is nearest to one: by these two it can be told best. Null when there is no other. */
export function nearestIn(article: ProfiledArticle, story: readonly ProfiledArticle[]): string | null {
  const own = storyOf(article.profile);
  const [nearest] = story
    .filter(({ articleId }) => articleId !== article.articleId)
    .map(({ articleId, profile }) => ({ articleId, link: linkOf(own, storyOf(profile)) }))
    .sort((a, b) => b.link - a.link || (a.articleId < b.articleId ? -1 : 1));
  return nearest?.articleId ?? null;
}

/** The articles of a story that part from it together with one of them, now that verdicts keep it apart from others there. */
export function partedWith(articleId: string, story: NearStory, verdicts: readonly Verdict[]): readonly string[] {
  const own = grouped(unitsOf(story), verdicts).find(({ articleIds }) => articleIds.includes(articleId));
  return own?.articleIds ?? [articleId];
}
