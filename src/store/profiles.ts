/** What articles and stories are about, as kept. Everything here runs in the caller's transaction. */
import type { ProfiledArticle } from '../story/clustering.ts';
import { type Profile, profileFrom, textOf } from '../story/profile.ts';
import type { StoryProfile } from '../story/similarity.ts';
import { meaningOf } from './embeddings.ts';
import type { Db } from './schema.ts';

/** As it is when the article is put into a story: it is never changed. */
export async function keepProfile(db: Db, articleId: string, profile: Profile): Promise<void> {
  await db
    .insertInto('article_profiles')
    .values({ article_id: articleId, profile: textOf(profile) })
    .execute();
}

/** All of it but its meaning. */
export async function keepStoryProfile(db: Db, storyId: string, profile: StoryProfile): Promise<void> {
  const text = JSON.stringify({ ...profile, meaning: null });
  await db
    .insertInto('story_profiles')
    .values({ story_id: storyId, profile: text })
    .onConflict((conflict) => conflict.column('story_id').doUpdateSet({ profile: text }))
    .execute();
}

/** The articles of each story that have a profile, in the order in which they were put into stories. Copies have none. */
export async function profilesIn(db: Db, storyIds: readonly string[]): Promise<Map<string, ProfiledArticle[]>> {
  if (storyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('story_articles')
    .innerJoin('article_profiles', 'article_profiles.article_id', 'story_articles.article_id')
    .leftJoin('embeddings', 'embeddings.article_id', 'story_articles.article_id')
    .select(['story_articles.article_id', 'story_id', 'profile', 'model', 'vector', 'usual'])
    .where('story_id', 'in', storyIds)
    .orderBy('number')
    .execute();
  const articles = rows.map(({ article_id, story_id, profile, ...row }) => ({
    storyId: story_id,
    article: { articleId: article_id, profile: { ...profileFrom(profile), meaning: meaningOf(row) } },
  }));
  return new Map(
    [...Map.groupBy(articles, ({ storyId }) => storyId)].map(([id, its]) => [id, its.map(({ article }) => article)]),
  );
}
