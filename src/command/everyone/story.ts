/** `/news story`: one story, what is said of it, and how it went. */
import { actorBullets, disputeBullets, implicationBullets } from '../../digest/bullets.ts';
import type { DigestStory } from '../../digest/digest.ts';
import { type Most, weightiest } from '../../digest/merge.ts';
import { publisherCount } from '../../digest/publishers.ts';
import { type StoryDay, storyDays } from '../../digest/timeline.ts';
import { shortDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Block, Bullet, Inline, Section } from '../../message/message.ts';
import type { Trace } from '../../ports/history.ts';
import type { Story } from '../../story/story.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Command, Reply } from '../command.ts';
import { italic, section, sentence, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { digestMeant, type Meant, storyMeant, storyOfDigest } from '../subjects.ts';
import { button } from './choose.ts';
import { corrections } from './set-right.ts';
import { sightOf } from './sight.ts';
import { inOneLine, linked, type Told, told } from './told.ts';

export async function story(call: Call, room: Room): Promise<Reply> {
  return withStory(call, room, storyReply);
}

type ReplyOf = (told: Told, call: Call, room: Room, story: Story) => Promise<Reply>;

/** The story that is named, or that the digest tells; a question where several could be meant. */
export async function withStory(call: Call, room: Room, reply: ReplyOf): Promise<Reply> {
  const meant = await meantBy(call, room);
  return 'reply' in meant ? meant.reply : replyOf(meant.found, call, room, reply);
}

async function meantBy(call: Call, room: Room): Promise<Meant<Story>> {
  const { story: words } = call.args;
  if (words !== undefined) return storyMeant(words, call, room);
  const digest = await digestMeant(call.invocation, room);
  if (digest) return storyOfDigest(digest, call, room);
  const command = commandNamed(call.invocation.command) as Command;
  return {
    reply: sentence(
      missingWords(
        command,
        command.options.filter(({ name }) => name === 'story'),
      ),
    ),
  };
}

export async function replyOf(found: Story, call: Call, room: Room, reply: ReplyOf): Promise<Reply> {
  const whole = await told(found, await sightOf(call.invocation.caller, room), room);
  return whole ? reply(whole, call, room, found) : sentence('Nothing is left of this story.');
}

// ---- the story ---------------------------------------------------------------------------------------------------------

async function storyReply(whole: Told, call: Call, room: Room, { firstSeen, lastSeen }: Story): Promise<Reply> {
  const now = room.clock.now();
  const { story } = whole;
  const { storyId, headline } = story;
  const publishers = counted(publisherCount(story.sources), 'publisher');
  const from = shortDay(firstSeen, now);
  const to = shortDay(lastSeen, now);
  const span = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const topics = story.topics.length > 0 ? ` Topics: ${story.topics.join(', ')}.` : '';
  return toCaller({
    title: headline,
    say: `Told by ${publishers} ${span}.${topics}`,
    sections: [
      ...(await corrections(storyId, call.invocation.caller, room)),
      ...whatIsSaid(story, now),
      section('timeline', 'How it went', timeline(whole, now)),
    ],
    controls: [
      ...button('Sources', 'news sources', { story: storyId }),
      ...button('Why', 'news why', { story: storyId }),
      ...button('Report', 'news report', { story: storyId }),
    ],
  });
}

/** More stands with the sources. */
const MOST: Most = { actors: 8, implications: 5 };

function whatIsSaid(whole: DigestStory, now: Date): Section[] {
  const { lighter, ...kept } = weightiest(whole, MOST);
  const story = { ...whole, ...kept };
  const blocks: Block[] = [];
  const actors = actorBullets({ story, now });
  const implications = implicationBullets({ story, now });
  const disputes = disputeBullets({ story, now });
  if (story.note !== null) blocks.push({ kind: 'paragraph', inline: [italic(story.note)] });
  if (actors.length > 0) blocks.push({ kind: 'bullets', label: 'Key actors', items: actors });
  if (implications.length > 0) blocks.push({ kind: 'bullets', label: 'Implications', items: implications });
  if (disputes.length > 0) blocks.push({ kind: 'bullets', label: 'Sources differ', items: disputes });
  if (lighter > 0) {
    blocks.push({ kind: 'note', inline: [text(`${counted(lighter, 'lighter bullet')} left out: see the sources.`)] });
  }
  if (blocks.length === 0) blocks.push({ kind: 'paragraph', inline: [text('Nothing in it could be verified yet.')] });
  return [{ id: story.storyId, title: 'What is said', blocks }];
}

/** One line a day, the oldest first: who told it, and what that added to the days before. */
function timeline({ articles, read }: Told, now: Date): Bullet[] {
  const added = new Map(storyDays(read).map((one) => [one.day, one]));
  const dayOf = ({ article, takenAt }: Trace) => article.date ?? takenAt.toJSON().slice(0, 10);
  const days = [...Map.groupBy(articles, dayOf)].sort(([one], [other]) => one.localeCompare(other));
  return days.map(([day, ofDay]) => {
    const entries = ofDay.flatMap((trace, index) => [...(index === 0 ? [] : [text('; ')]), ...entry(trace)]);
    const { inline, quotes } = addition(added.get(day));
    return { inline: [text(`${shortDay(day, now)}: `), ...entries, ...inline], quotes };
  });
}

function addition(day: StoryDay | undefined): Bullet {
  if (!day || day.isFirst) return { inline: [], quotes: [] };
  if (!day.added) return { inline: [text(' — nothing new')], quotes: [] };
  const { delta, actors, implications } = day.added;
  const more = actors.length + implications.length - 1;
  const { inline, quotes } = inOneLine(delta);
  return { inline: [text(' — new: '), ...inline, ...(more > 0 ? [text(` And ${more} more.`)] : [])], quotes };
}

function entry({ article, duplicateOf }: Trace): Inline[] {
  const by = [article.source, duplicateOf === null ? null : 'a copy'].filter((part) => part !== null);
  return [linked(article.title, article.url), ...(by.length > 0 ? [text(` (${by.join(', ')})`)] : [])];
}
