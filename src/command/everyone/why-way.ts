/** How an article came in, was read and came to stand in its story, as far as whoever asks may know. */
import type { Article } from '../../article/article.ts';
import { moment, shortDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import type { Trace } from '../../ports/history.ts';
import { THRESHOLD } from '../../story/grouping.ts';
import type { Story } from '../../story/story.ts';
import type { Caller } from '../command.ts';
import type { Room } from '../room.ts';
import { type Sight, visibleStory } from './sight.ts';
import { attribution } from './told.ts';

/** Who asks, and where. `zone` is an IANA zone. */
export interface Asking {
  readonly caller: Caller;
  readonly sight: Sight;
  readonly zone: string;
  readonly room: Room;
}

/** `others` are the articles of its story. */
export async function wayOf(trace: Trace, others: readonly Trace[], asking: Asking): Promise<string[]> {
  const { article, files, takenAt, duplicateOf, duplicateBecause, newerOf } = trace;
  const { zone, room } = asking;
  const names = files.length > 0 ? files : [article.file];
  const original = await visibleArticle(duplicateOf, asking);
  const older = await visibleArticle(newerOf, asking);
  const newer = replacing(trace, others);
  const summary = await room.archive.summary(article.id);
  return [
    `Taken in ${moment(takenAt, zone)} from ${names.join(', ')}`,
    ...(original ? [`A copy of ${named(original, asking)}: ${duplicateBecause}`] : []),
    ...(older ? [`A newer version of ${named(older, asking)}`] : []),
    ...(newer ? [`Replaced by its newer version, ${named(newer.article, asking)}`] : []),
    readingWords(trace, zone, summary?.reader ?? null),
  ];
}

/** The newer version of an article that was read and stands in its place; null while there is none. */
export function replacing({ article }: Pick<Trace, 'article'>, others: readonly Trace[]): Trace | null {
  return others.find(({ newerOf, reading }) => newerOf === article.id && reading.state === 'read') ?? null;
}

async function visibleArticle(id: string | null, { sight, room }: Asking): Promise<Article | null> {
  const trace = id === null ? null : await room.archive.trace(id);
  return trace && sight.mayShow(trace.article, trace.topics) ? trace.article : null;
}

function named(article: Article, { room }: Asking): string {
  return `${inQuotationMarks(article.title)} (${attribution(article, room.clock.now())})`;
}

function readingWords({ reading }: Trace, zone: string, reader: string | null): string {
  const { state, attempt, readAt, reason } = reading;
  const why = reason === null ? '' : `: ${reason}`;
  const by = reader === null ? '' : ` by ${readerName(reader)}`;
  switch (state) {
    case 'read':
      return readAt === null ? `Read${by}` : `Read ${moment(readAt, zone)}${by}`;
    case 'copy':
      return 'Not read again, since it is a copy: it counts as one more source';
    case 'reading':
      return 'Being read now';
    case 'unread':
      return 'Not read yet; it waits for its turn';
    case 'failed':
      return `Could not be read after ${counted(attempt, 'try', 'tries')}, and will be tried again${why}`;
    case 'given-up':
      return `Given up after ${counted(attempt, 'try', 'tries')}${why}`;
  }
}

export function readerName(reader: string): string {
  return reader === 'offline' ? 'the offline reader' : reader;
}

// ---- its story -------------------------------------------------------------------------------------------------------

/** Why an article stands in its story. Its copies stand there with it, and need no reason of their own. */
export async function joined(trace: Trace, story: Story, asking: Asking): Promise<string[]> {
  const { standing, storyBecause, duplicateOf } = trace;
  if (standing === null || duplicateOf !== null) return [];
  const { began, score, balancedWith } = standing;
  const isNarrow = balancedWith === story.id;
  const title = inQuotationMarks(story.title);
  const reasons = withDaysInWords(storyBecause, asking);
  if (!began) {
    const verb = score === null ? 'Stands in' : isNarrow ? 'Only just joined' : 'Joined';
    return [because(`${verb} ${title}${likeness(score)}`, reasons)];
  }
  if (score === null || isNarrow) return [because('Began this story', reasons)];
  const near = balancedWith === null ? null : await visibleStory(balancedWith, asking.sight, asking.room);
  if (near)
    return [
      'Began this story',
      because(`Nearly joined ${inQuotationMarks(near.title)}${likeness(score, true)}`, reasons),
    ];
  // What it shares with a story that the caller may not see would tell of that; nobody knows which it was any more.
  const isTold = balancedWith === null && asking.sight.hiddenTopics.length === 0;
  return [isTold ? because('Began this story', reasons) : 'Began this story'];
}

function because(words: string, reasons: readonly string[]): string {
  return reasons.length === 0 ? words : `${words}: ${reasons.join('; ')}`;
}

/** Reasons are kept with days as the archive writes them, for years. */
function withDaysInWords(reasons: readonly string[], { room }: Asking): string[] {
  const now = room.clock.now();
  return reasons.map((reason) => reason.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => shortDay(day, now)));
}

/** What is alike enough and stands apart all the same is held apart by other things: how much is enough says nothing then. */
function likeness(score: number | null, isApart = false): string {
  if (score === null) return '';
  const enough = isApart && score >= THRESHOLD ? '' : `; ${THRESHOLD.toFixed(2)} is enough`;
  return ` (likeness ${score.toFixed(2)}${enough})`;
}

/** How a story stands now. `asked` is what it was asked for by: the id of a story that it has taken over is told so. */
export function storyStanding(story: Story, articles: readonly Trace[], asked: string, { room }: Asking): string[] {
  const publishers = counted(story.publishers, 'publisher');
  const count = `${counted(articles.length, 'article')} by ${publishers}`;
  const last = shortDay(story.lastSeen, room.clock.now());
  const isIdOfOther = /^s[\da-z]{16}(-\d+)?$/i.test(asked) && asked !== story.id;
  return [
    story.status === 'open'
      ? `Open: ${count}, the last of ${last}`
      : `Closed since nothing came after ${last}: ${count}`,
    ...(articles.some(({ standing }) => standing?.held)
      ? ['A manager merged or split it: its articles stay together']
      : []),
    ...(isIdOfOther ? ['The story that this button was for was taken into this one'] : []),
  ];
}
