import { counted } from '../../digest/words.ts';
import type { Candidate } from '../../ports/archive.ts';
import type { Story } from '../../story/story.ts';
import type { Caller, Reply } from '../command.ts';
import { bold, section, sentence, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { topicMeant } from '../subjects.ts';
import { choice, menu } from './choose.ts';
import { momentIn, zoneHere } from './place.ts';
import { sightOf, visibleCandidates } from './sight.ts';
import { readSince, SINCE_UNREAD } from './since.ts';
import { attribution } from './told.ts';

const DAY = 86_400_000;
/** Further back, everything has changed. */
const MOST_DAYS = 31;
/** Shown, one line each; the rest is counted. */
const MOST_SHOWN = 15;

/** `/news changed`: stories that are new or went on since a moment, without a word that was known before. */
export async function changed(call: Call, room: Room): Promise<Reply> {
  const { caller } = call.invocation;
  const now = room.clock.now();
  const zone = await zoneHere(caller, room);
  const from = await beginning(call, zone, now, room);
  if (from === null) return sentence(SINCE_UNREAD);
  const topic = await topicMeant(call.args['topic'], call, room);
  if ('reply' in topic) return topic.reply;
  const name = topic.found?.topic.name ?? null;
  const stories = await movedSince(from, name, caller, room);
  const since = momentIn(zone, from);
  const on = name === null ? '' : ` on ${name}`;
  if (stories.length === 0) return sentence(`Nothing changed${on} since ${since}.`);
  return changedReply(stories, `${counted(stories.length, 'story', 'stories')}${on} changed since ${since}.`, now);
}

/** What was asked for, else where this channel's last digest ended, else a day ago. Null when it can't be read. */
async function beginning({ args, invocation }: Call, zone: string, now: Date, { archive }: Room): Promise<Date | null> {
  const earliest = now.getTime() - MOST_DAYS * DAY;
  const last = await archive.lastDigest(invocation.caller.channel);
  const from =
    args['since'] === undefined
      ? (last?.digest.window.to ?? new Date(now.getTime() - DAY))
      : readSince(args['since'], now, zone);
  return from && new Date(Math.max(from.getTime(), earliest));
}

interface Moved {
  /** Null beyond what is shown. */
  readonly story: Story | null;
  readonly newest: Candidate;
  readonly gained: number;
}

/** What moved last comes first. */
async function movedSince(from: Date, topic: string | null, caller: Caller, room: Room): Promise<Moved[]> {
  const { archive, clock } = room;
  const sight = await sightOf(caller, room);
  const candidates = visibleCandidates(await archive.candidates(null, { from, to: clock.now() }), sight);
  const byStory = Map.groupBy(candidates, ({ storyId }) => storyId);
  const moved = [...byStory.values()]
    .filter((articles) => topic === null || articles.some(({ topics }) => topics.includes(topic)))
    .map((articles) => ({ newest: articles.reduce(later), gained: articles.length }))
    .sort((one, other) => other.newest.takenAt.getTime() - one.newest.takenAt.getTime());
  const stories = await Promise.all(moved.slice(0, MOST_SHOWN).map(({ newest }) => archive.story(newest.storyId)));
  return moved.map((one, index) => ({ ...one, story: stories[index] ?? null }));
}

/** Of two articles the later, an original before a copy. */
function later(one: Candidate, other: Candidate): Candidate {
  if ((one.duplicateOf === null) !== (other.duplicateOf === null)) return one.duplicateOf === null ? one : other;
  return other.takenAt > one.takenAt ? other : one;
}

function changedReply(moved: readonly Moved[], say: string, now: Date): Reply {
  const shown = moved.slice(0, MOST_SHOWN).flatMap(({ story, ...one }) => (story ? [{ story, ...one }] : []));
  // Files of the same bytes are one article.
  const isNew = ({ story, gained }: (typeof shown)[number]) =>
    new Set(story.articles.map(({ id }) => id)).size <= gained;
  const lineOf = (one: (typeof shown)[number]) => {
    const { story, newest, gained } = one;
    const from = text(` — ${attribution(newest, now)}`);
    if (isNew(one)) return [bold(story.title), from];
    const title = newest.title === story.title ? [] : [text(` ${newest.title}`)];
    return [bold(story.title), text(` +${counted(gained, 'article')}:`), ...title, from];
  };
  const left = moved.length - shown.length;
  return toCaller({
    say,
    sections: [
      section('new', 'New', shown.filter(isNew).map(lineOf)),
      section('moved', 'Went on', shown.filter((one) => !isNew(one)).map(lineOf)),
    ].filter(({ blocks }) => blocks.length > 0),
    foot:
      left > 0
        ? `And ${counted(left, 'more story', 'more stories')}: name a topic, or a later moment, to see fewer.`
        : '',
    controls: menu(
      'Open a story',
      'news story',
      'story',
      shown.flatMap(({ story }) => choice(story.title, story.id)),
    ),
  });
}
