/** A story as a digest tells it, out of what is stored of its articles today. */
import type { Article } from '../../article/article.ts';
import type { Candidate } from '../../digest/candidate.ts';
import type { Delta, DigestSource, DigestStory } from '../../digest/digest.ts';
import { mergeReadings } from '../../digest/merge.ts';
import { openingOf } from '../../digest/opening.ts';
import { creditedAgency } from '../../digest/publishers.ts';
import { disputesOf } from '../../digest/select.ts';
import { shortDay } from '../../digest/times.ts';
import type { Bullet, Inline } from '../../message/message.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import { safeText, safeUrl } from '../../message/safe.ts';
import type { Trace } from '../../ports/history.ts';
import type { Story } from '../../story/story.ts';
import type { Claim } from '../../summary/summary.ts';
import { text } from '../reply.ts';
import type { Room } from '../room.ts';
import { folded } from './likeness.ts';
import type { Sight } from './sight.ts';

export interface Told {
  readonly story: DigestStory;
  /** Oldest first; copies that came as files of the same bytes are one article. */
  readonly articles: readonly Trace[];
  /** Those of them that were read, or are copies of one that was. */
  readonly read: readonly Candidate[];
}

/** Null for a story of which nothing is left. */
export async function told(story: Story, sight: Sight, { archive }: Pick<Room, 'archive'>): Promise<Told | null> {
  const articles: Trace[] = [];
  const read: Candidate[] = [];
  for (const id of new Set(story.articles.map((article) => article.id))) {
    const trace = await archive.trace(id);
    if (!trace) continue;
    articles.push(trace);
    const candidate = await readingOf(trace, story.id, archive);
    if (candidate) read.push(candidate);
  }
  const [first, ...others] = articles.map(({ article }) => sourceOf(article));
  if (!first) return null;
  const outdated = new Set(articles.filter(({ reading }) => reading.state === 'read').map(({ newerOf }) => newerOf));
  const originals = read.filter(({ articleId, duplicateOf }) => duplicateOf === null && !outdated.has(articleId));
  const lead = originals[0]?.summary;
  return {
    story: {
      storyId: story.id,
      status: articles.length > 1 ? 'updated' : 'new',
      headline: story.title,
      delta: null,
      toldBefore: null,
      // Where a later article tells the same thing otherwise, its word stands.
      ...mergeReadings(originals.toReversed().map(({ summary }) => summary)),
      disputes: disputesOf(originals),
      corrections: [],
      topics: sight.nameable([...new Set(articles.flatMap(({ topics }) => topics))]),
      sources: [first, ...others],
      reader: lead?.reader ?? 'offline',
      note: lead?.note ?? null,
      reasons: [],
    },
    articles,
    read,
  };
}

/** An article as selection knows it; null for one that nobody has read. */
export async function readingOf(
  { article, duplicateOf, topics, takenAt, reading }: Trace,
  storyId: string,
  archive: Room['archive'],
): Promise<Candidate | null> {
  const summary = await archive.summary(duplicateOf ?? article.id);
  if (!summary) return null;
  const { id: articleId, title, source, date, url } = article;
  const readAt = reading.readAt ?? takenAt;
  const [agency, opening] = [creditedAgency(article), openingOf(article)];
  return {
    articleId,
    opening,
    storyId,
    title,
    source,
    date,
    url,
    agency,
    duplicateOf,
    topics,
    takenAt,
    readAt,
    summary,
  };
}

export function sourceOf(article: Article): DigestSource {
  const { id, title, source, date, url } = article;
  const agency = creditedAgency(article);
  return { articleId: id, title, source, date, url, ...(agency === null ? {} : { agency }) };
}

/** `Harbour Courier, 14 Nov`, or what of it is known. */
export function attribution({ source, date }: Pick<DigestSource, 'source' | 'date'>, now: Date): string {
  return [source ?? 'no publisher named', date === null ? 'undated' : shortDay(date, now)].join(', ');
}

/** A claim among other words: a sentence of the article itself in quotation marks, any other with its quote behind it; then what was told before of its figure. */
export function inOneLine(claim: Delta): Bullet {
  const { inline, quotes } = wordsOf(claim);
  return claim.was === undefined
    ? { inline, quotes }
    : { inline: [...inline, text(` (told before: ${safeText(claim.was)})`)], quotes };
}

function wordsOf(claim: Claim): Bullet {
  const [{ quote }] = claim.evidence;
  if (folded(quote) === folded(claim.text))
    return { inline: [text(inQuotationMarks(safeText(quote).trim()))], quotes: [] };
  const quotes = claim.evidence.map((evidence) => ({ quote: safeText(evidence.quote).trim(), attribution: null }));
  return { inline: [text(claim.text)], quotes };
}

/** The article's title, linked where it has an address, and who published it when. */
export function sourceInline(source: DigestSource, now: Date): Inline[] {
  return [linked(source.title, source.url), text(` — ${attribution(source, now)}`)];
}

export function linked(words: string, url: string | null): Inline {
  const safe = url === null ? null : safeUrl(url);
  return safe === null ? text(words) : { ...text(words), kind: 'link', url: safe };
}
