/** The way of one article, as far as it is stored today: in, read or not, filed, and posted here or held back. */
import { moment } from '../../digest/times.ts';
import { explainTopics } from '../../digest/topics.ts';
import { counted } from '../../digest/words.ts';
import type { Inline } from '../../message/message.ts';
import type { Trace } from '../../ports/conversation.ts';
import type { Unsupported } from '../../summary/summary.ts';
import type { Reply } from '../command.ts';
import { section, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { button, choice, menu } from './choose.ts';
import { zoneHere } from './place.ts';
import type { Sight } from './sight.ts';
import { attribution } from './told.ts';
import { inThisChannel } from './why-posted.ts';

export async function whyArticle(trace: Trace, call: Call, sight: Sight, room: Room): Promise<Reply> {
  const { article, storyId } = trace;
  const { caller } = call.invocation;
  const zone = await zoneHere(caller, room);
  const posted = await inThisChannel(trace, caller, sight, { zone, room });
  const unsupported = (await room.archive.summary(trace.duplicateOf ?? article.id))?.unsupported ?? [];
  return toCaller({
    title: article.title,
    say: posted[0] ?? '',
    sections: [
      section('posted', 'In this channel', posted.slice(1)),
      section('way', 'How it came here', await wayOf(trace, zone, sight, room)),
      section('topics', 'Topics', topicLines(trace, sight)),
      section('unsupported', 'Left out, since the article does not bear it out', unsupportedLines(unsupported)),
    ].filter(({ blocks }) => blocks.length > 0),
    foot: `${attribution(article, room.clock.now())} · times in ${zone}`,
    controls: [
      ...(storyId === null ? [] : button('The story', 'news story', { story: storyId })),
      ...menu('Another article of it', 'news why', 'story', await othersOf(trace, room)),
    ],
  });
}

async function wayOf(trace: Trace, zone: string, sight: Sight, room: Room): Promise<(string | Inline[])[]> {
  const { article, files, takenAt, duplicateOf } = trace;
  const copied = duplicateOf === null ? null : await room.archive.trace(duplicateOf);
  const original = copied && sight.mayShow(copied.article, copied.topics) ? copied.article : null;
  const names = files.length > 0 ? files : [article.file];
  return [
    `Taken in ${moment(takenAt, zone)} from ${names.join(', ')}`,
    ...(original ? [`A copy of “${original.title}” (${attribution(original, room.clock.now())})`] : []),
    readingWords(trace, zone),
  ];
}

function readingWords({ reading: { state, attempt, readAt, reason } }: Trace, zone: string): string {
  const why = reason === null ? '' : `: ${reason}`;
  switch (state) {
    case 'read':
      return readAt === null ? 'Read' : `Read ${moment(readAt, zone)}`;
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

/** What speaks for each topic that may be named; what is not filed under it was mentioned in passing only. */
function topicLines({ article, topics }: Trace, sight: Sight): string[] {
  const reasons = new Map(explainTopics(article, sight.topics).map((match) => [match.topic, match]));
  const filed = sight
    .nameable(topics)
    .map((name) => `${name}: ${reasons.get(name)?.reason ?? 'by terms that were changed since'}`);
  const passing = [...reasons.values()].filter(({ topic, chosen }) => !chosen && !topics.includes(topic));
  const lines = [...filed, ...passing.map(({ topic, reason }) => `Not ${topic}: ${reason}`)];
  return lines.length > 0 ? lines : ['None of the topics that there are'];
}

const KINDS = { headline: 'Headline', actor: 'Actor', implication: 'Implication' } as const;
/** Shown; the rest is counted. */
const MOST_UNSUPPORTED = 8;

function unsupportedLines(unsupported: readonly Unsupported[]): string[] {
  const lines = unsupported
    .slice(0, MOST_UNSUPPORTED)
    .map(({ kind, text, reason }) => `${KINDS[kind]} “${text}”: ${reason}`);
  const left = unsupported.length - lines.length;
  return left > 0 ? [...lines, `And ${left} more`] : lines;
}

/** Of the same story, whose sight is the article's own: they stand or fall together. */
async function othersOf({ article, storyId }: Trace, { archive }: Room) {
  const story = storyId === null ? null : await archive.story(storyId);
  const others = new Map((story?.articles ?? []).map((one) => [one.id, one]));
  others.delete(article.id);
  return [...others.values()].flatMap(({ id, title }) => choice(title, id));
}
