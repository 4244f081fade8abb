/** A story as a digest tells it, out of what is stored of its articles today. */
import type { Article } from '../../article/article.ts';
import type { DigestSource, DigestStory } from '../../digest/digest.ts';
import { mergeReadings } from '../../digest/merge.ts';
import { shortDay } from '../../digest/times.ts';
import type { Inline, Section } from '../../message/message.ts';
import { safeUrl } from '../../message/safe.ts';
import type { Correction, Trace } from '../../ports/conversation.ts';
import type { Story } from '../../story/story.ts';
import type { Summary } from '../../summary/summary.ts';
import { bold, section, text } from '../reply.ts';
import type { Room } from '../room.ts';
import type { Sight } from './sight.ts';

export interface Told {
  readonly story: DigestStory;
  /** Oldest first; copies that came as files of the same bytes are one article. */
  readonly articles: readonly Trace[];
}

/** Null for a story of which nothing is left. */
export async function told(story: Story, sight: Sight, { archive }: Room): Promise<Told | null> {
  const articles: Trace[] = [];
  const readings: Summary[] = [];
  for (const id of new Set(story.articles.map((article) => article.id))) {
    const trace = await archive.trace(id);
    if (!trace) continue;
    articles.push(trace);
    const summary = trace.duplicateOf === null ? await archive.summary(id) : null;
    if (summary) readings.push(summary);
  }
  const [first, ...others] = articles.map(({ article }) => sourceOf(article));
  if (!first) return null;
  const [lead] = readings;
  return {
    story: {
      storyId: story.id,
      status: articles.length > 1 ? 'updated' : 'new',
      headline: story.title,
      ...mergeReadings(readings),
      topics: sight.nameable([...new Set(articles.flatMap(({ topics }) => topics))]),
      sources: [first, ...others],
      reader: lead?.reader ?? 'offline',
      note: lead?.note ?? null,
      reasons: [],
    },
    articles,
  };
}

export function sourceOf({ id, title, source, date, url }: Article): DigestSource {
  return { articleId: id, title, source, date, url };
}

/** `Harbour Courier, 14 Nov`, or what of it is known. */
export function attribution({ source, date }: Pick<DigestSource, 'source' | 'date'>, now: Date): string {
  return [source ?? 'no publisher named', date === null ? 'undated' : shortDay(date, now)].join(', ');
}

/** The article's title, linked where it has an address, and who published it when. */
export function sourceInline(source: DigestSource, now: Date): Inline[] {
  return [linked(source.title, source.url), text(` — ${attribution(source, now)}`)];
}

export function linked(words: string, url: string | null): Inline {
  const safe = url === null ? null : safeUrl(url);
  return safe === null ? text(words) : { ...text(words), kind: 'link', url: safe };
}

/** What managers set right: before everything else that is said of the story. */
export async function corrections(storyId: string, now: Date, { archive }: Room): Promise<Section[]> {
  const made = await archive.corrections([storyId]);
  if (made.length === 0) return [];
  return [
    section(
      'corrections',
      made.length === 1 ? 'Correction' : 'Corrections',
      made.map((one) => corrected(one, now)),
    ),
  ];
}

/** The sections of stories, each that was set right with that at its head. */
export async function withCorrections(
  sections: readonly Section[],
  now: Date,
  { archive }: Pick<Room, 'archive'>,
): Promise<Section[]> {
  const made = Map.groupBy(await archive.corrections(sections.map(({ id }) => id)), ({ storyId }) => storyId);
  return sections.map((one) => {
    const inline = (made.get(one.id) ?? []).map((correction) => [
      bold('Correction: '),
      text(corrected(correction, now)),
    ]);
    return {
      ...one,
      blocks: [...inline.map((words) => ({ kind: 'paragraph', inline: words }) as const), ...one.blocks],
    };
  });
}

function corrected({ text: words, made: { at } }: Correction, now: Date): string {
  return `${words} (${shortDay(at.toJSON().slice(0, 10), now)}, by a manager)`;
}
