/** The JSON that people script against. Keys and their order are a contract: see "For machines" in the README. */
import type { Article } from '../article/article.ts';
import type { Story } from '../story/story.ts';
import type { Evidence, Summary } from '../summary/summary.ts';

export function evidenceJson(evidence: readonly Evidence[]) {
  return evidence.map(({ quote, start, end }) => ({ quote, start, end }));
}

/** One element of `summarize --json`. `article.text.slice(start, end) === quote` for every evidence. */
export function summaryJson(file: string, article: Article, summary: Summary) {
  const { id, title, date, source, url, language, text } = article;
  return {
    file,
    article: { id, title, date, source, url, language, text },
    headline: summary.headline,
    actors: summary.actors.map(({ name, kind, role, text, evidence }) => ({
      name,
      kind,
      role,
      text,
      evidence: evidenceJson(evidence),
    })),
    implications: summary.implications.map(({ text, basis, likelihood, evidence }) => ({
      text,
      basis,
      likelihood,
      evidence: evidenceJson(evidence),
    })),
    topics: summary.topics,
    unsupported: summary.unsupported,
    reader: summary.reader,
    usage: summary.usage,
    ...(summary.note && { note: summary.note }),
  };
}

/** One element of `stories --json`. */
export function storyJson(story: Story) {
  const { id, title, status, firstSeen, lastSeen, publishers } = story;
  return {
    id,
    title,
    status,
    firstSeen,
    lastSeen,
    publishers,
    articles: story.articles.map(({ id, file, title, date, duplicateOf }) => ({ id, file, title, date, duplicateOf })),
  };
}
