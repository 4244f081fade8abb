import type { Candidate } from '../../digest/candidate.ts';
import { type Novelty, newIn } from '../../digest/novelty.ts';
import { saidIn } from '../../digest/timeline.ts';
import { counted } from '../../digest/words.ts';
import type { Control } from '../../message/control.ts';
import type { Bullet, Inline } from '../../message/message.ts';
import { DAY_MS } from '../../spans.ts';
import type { Story } from '../../story/story.ts';
import type { Caller, Reply } from '../command.ts';
import { bold, section, sentence, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { topicMeant } from '../subjects.ts';
import { button, choice, menu } from './choose.ts';
import { momentIn, zoneHere } from './place.ts';
import { sightOf, visibleCandidates } from './sight.ts';
import { readSince, SINCE_UNREAD } from './since.ts';
import { attribution, inOneLine, readingOf } from './told.ts';

/** Further back, everything has changed. */
const MOST_DAYS = 31;
/** Shown, one line each, and looked into; the rest is counted. */
const MOST_SHOWN = 15;

/** `/news changed`: stories that are new or went on since a moment, with what was not known before in one line. */
export async function changed(call: Call, room: Room): Promise<Reply> {
  const { caller } = call.invocation;
  const now = room.clock.now();
  const zone = await zoneHere(caller, room);
  const from = await beginning(call, zone, now, room);
  if (from === null) return sentence(SINCE_UNREAD);
  const topic = await topicMeant(call.args['topic'], call, room);
  if ('reply' in topic) return topic.reply;
  const name = topic.found?.topic.name ?? null;
  const span = await movedSince(from, name, caller, room);
  const on = name === null ? '' : ` on ${name}`;
  const since = `${on} since ${momentIn(zone, from)}`;
  if (span.moved.length === 0) {
    return toCaller({ say: `Nothing changed${since}.${repetition(span)}`, controls: furtherBack(from, now, name) });
  }
  const count = span.moved.length + span.further;
  return changedReply(span, `${counted(count, 'story', 'stories')}${on} changed since ${momentIn(zone, from)}.`, now);
}

/** A week, where less was looked through. */
function furtherBack(from: Date, now: Date, topic: string | null): Control[] {
  if (now.getTime() - from.getTime() >= 7 * DAY_MS) return [];
  return button('The last 7 days', 'news changed', { since: '7d', ...(topic === null ? {} : { topic }) });
}

/** What was asked for, else where this channel's last digest ended, else a day ago. Null when it can't be read. */
async function beginning({ args, invocation }: Call, zone: string, now: Date, { archive }: Room): Promise<Date | null> {
  const earliest = now.getTime() - MOST_DAYS * DAY_MS;
  const last = await archive.lastDigest(invocation.caller.channel);
  const from =
    args['since'] === undefined
      ? (last?.digest.window.to ?? new Date(now.getTime() - DAY_MS))
      : readSince(args['since'], now, zone);
  return from && new Date(Math.max(from.getTime(), earliest));
}

interface Moved {
  readonly story: Story;
  readonly newest: Candidate;
  readonly gained: number;
  /** Null for a story that is new itself. */
  readonly news: Novelty | null;
}

interface Span {
  /** What moved last comes first. */
  readonly moved: readonly Moved[];
  /** Stories that moved earlier in the span, and are not looked into. */
  readonly further: number;
  /** Stories whose new articles say nothing that was not known. */
  readonly repeated: number;
}

async function movedSince(from: Date, topic: string | null, caller: Caller, room: Room): Promise<Span> {
  const { archive, clock } = room;
  const sight = await sightOf(caller, room);
  const candidates = visibleCandidates(await archive.candidates(null, { from, to: clock.now() }), sight);
  const stories = [...Map.groupBy(candidates, ({ storyId }) => storyId).values()]
    .filter((articles) => topic === null || articles.some(({ topics }) => topics.includes(topic)))
    .map((articles) => ({ articles, newest: articles.reduce(later) }))
    .sort((one, other) => other.newest.takenAt.getTime() - one.newest.takenAt.getTime());
  const moved: Moved[] = [];
  let looked = 0;
  for (; looked < stories.length && moved.length < MOST_SHOWN; looked++) {
    const { articles, newest } = stories[looked] as (typeof stories)[number];
    const one = await movement(articles, newest, from, archive);
    if (one) moved.push(one);
  }
  return { moved, further: stories.length - looked, repeated: looked - moved.length };
}

/** Null for a story that was known before, and of which nothing new is said. */
async function movement(
  articles: readonly Candidate[],
  newest: Candidate,
  from: Date,
  archive: Room['archive'],
): Promise<Moved | null> {
  const story = await archive.story(newest.storyId);
  if (!story) return null;
  const gained = new Set(articles.map(({ articleId }) => articleId));
  const earlier = await readBefore(story, gained, from, archive);
  if (earlier.length === 0) return { story, newest, gained: gained.size, news: null };
  const [before, now] = [saidIn(earlier), saidIn(articles)];
  if (before === null) return { story, newest, gained: gained.size, news: null };
  const news = now && newIn(now.story, [before]);
  return news && { story, newest, gained: gained.size, news };
}

/** What was known of the story: its other articles that had come in by then. */
async function readBefore({ id, articles }: Story, gained: ReadonlySet<string>, from: Date, archive: Room['archive']) {
  const others = new Set(articles.map((article) => article.id).filter((other) => !gained.has(other)));
  const known: Candidate[] = [];
  for (const other of others) {
    const trace = await archive.trace(other);
    const reading = trace && trace.takenAt < from ? await readingOf(trace, id, archive) : null;
    if (reading) known.push(reading);
  }
  return known;
}

/** Of two articles the later, an original before a copy. */
function later(one: Candidate, other: Candidate): Candidate {
  if ((one.duplicateOf === null) !== (other.duplicateOf === null)) return one.duplicateOf === null ? one : other;
  return other.takenAt > one.takenAt ? other : one;
}

function changedReply(span: Span, say: string, now: Date): Reply {
  const { moved, further } = span;
  const left =
    further === 0
      ? ''
      : `And ${counted(further, 'more story', 'more stories')}: name a topic, or a later moment, to see fewer.`;
  return toCaller({
    say,
    sections: [
      section(
        'new',
        'New',
        moved.flatMap(({ news, ...one }) => (news === null ? [newLine(one, now)] : [])),
      ),
      section(
        'moved',
        'Went on',
        moved.flatMap(({ news, ...one }) => (news === null ? [] : [lineOfNews(one, news)])),
      ),
    ].filter(({ blocks }) => blocks.length > 0),
    foot: `${left}${repetition(span)}`.trim(),
    controls: menu(
      'Open a story',
      'news story',
      'story',
      moved.flatMap(({ story }) => choice(story.title, story.id)),
    ),
  });
}

function newLine({ story, newest }: Omit<Moved, 'news'>, now: Date): Inline[] {
  return [bold(story.title), text(` — ${attribution(newest, now)}`)];
}

/** `**Title** +2 articles: what is new`. */
function lineOfNews({ story, gained }: Omit<Moved, 'news'>, { delta, actors, implications }: Novelty): Bullet {
  const { inline, quotes } = inOneLine(delta);
  const more = actors.length + implications.length - 1;
  const rest = more > 0 ? [text(` And ${more} more.`)] : [];
  return { inline: [bold(story.title), text(` +${counted(gained, 'article')}: `), ...inline, ...rest], quotes };
}

function repetition({ repeated }: Span): string {
  if (repeated === 0) return '';
  return ` ${counted(repeated, 'story', 'stories')} had further articles that say nothing new.`;
}
