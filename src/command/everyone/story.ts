/** `/news story` and `/news sources`: one story, what is said of it, and who said it. */
import { actorBullets, implicationBullets } from '../../digest/bullets.ts';
import type { DigestStory } from '../../digest/digest.ts';
import { publisherCount } from '../../digest/select.ts';
import { shortDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Block, Bullet, Inline, Section } from '../../message/message.ts';
import { safeText } from '../../message/safe.ts';
import type { Trace } from '../../ports/conversation.ts';
import type { Story } from '../../story/story.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Command, Reply } from '../command.ts';
import { bold, italic, section, sentence, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { digestMeant, type Meant, storyMeant, storyOfDigest } from '../subjects.ts';
import { button } from './choose.ts';
import { folded } from './likeness.ts';
import { sightOf } from './sight.ts';
import { attribution, corrections, linked, sourceInline, sourceOf, type Told, told } from './told.ts';

export async function story(call: Call, room: Room): Promise<Reply> {
  return withStory(call, room, storyReply);
}

export async function sources(call: Call, room: Room): Promise<Reply> {
  const digest = await digestMeant(call.invocation, room);
  if (call.args['story'] === undefined && digest && digest.stories.length > 0) {
    const now = room.clock.now();
    const ofStory = (one: DigestStory) =>
      section(
        one.storyId,
        one.headline,
        one.sources.map((source) => sourceInline(source, now)),
      );
    const meant = await storyOfDigest(digest, call, room);
    if ('found' in meant) return replyOf(meant.found, call, room, sourcesReply);
    const { controls = [] } = meant.reply.message;
    const say = 'Who told the stories of this digest. Choose one for its quotes.';
    return toCaller({ say, sections: digest.stories.map(ofStory), controls });
  }
  return withStory(call, room, sourcesReply);
}

type ReplyOf = (story: Told, room: Room, told: Story) => Promise<Reply>;

/** The story that is named, or that the digest tells; a question where several could be meant. */
async function withStory(call: Call, room: Room, reply: ReplyOf): Promise<Reply> {
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

async function replyOf(found: Story, call: Call, room: Room, reply: ReplyOf): Promise<Reply> {
  const whole = await told(found, await sightOf(call.invocation.caller, room), room);
  return whole ? reply(whole, room, found) : sentence('Nothing is left of this story.');
}

// ---- the story ---------------------------------------------------------------------------------------------------------

async function storyReply({ story, articles }: Told, room: Room, { firstSeen, lastSeen }: Story): Promise<Reply> {
  const now = room.clock.now();
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
      ...(await corrections(storyId, now, room)),
      ...whatIsSaid(story, now),
      section('timeline', 'How it went', timeline(articles, now)),
    ],
    controls: [
      ...button('Sources', 'news sources', { story: storyId }),
      ...button('Why', 'news why', { story: storyId }),
      ...button('Report', 'news report', { story: storyId }),
    ],
  });
}

function whatIsSaid(story: DigestStory, now: Date): Section[] {
  const blocks: Block[] = [];
  const actors = actorBullets({ story, now });
  const implications = implicationBullets({ story, now });
  if (story.note !== null) blocks.push({ kind: 'paragraph', inline: [italic(story.note)] });
  if (actors.length > 0) blocks.push({ kind: 'bullets', label: 'Key actors', items: actors });
  if (implications.length > 0) blocks.push({ kind: 'bullets', label: 'Implications', items: implications });
  if (blocks.length === 0) blocks.push({ kind: 'paragraph', inline: [text('Nothing in it could be verified yet.')] });
  return [{ id: story.storyId, title: 'What is said', blocks }];
}

/** One line a day, the oldest first. */
function timeline(articles: readonly Trace[], now: Date): Inline[][] {
  const dayOf = ({ article, takenAt }: Trace) => article.date ?? takenAt.toJSON().slice(0, 10);
  const days = [...Map.groupBy(articles, dayOf)].sort(([one], [other]) => one.localeCompare(other));
  return days.map(([day, ofDay]) => [
    text(`${shortDay(day, now)}: `),
    ...ofDay.flatMap((trace, index) => [...(index === 0 ? [] : [text('; ')]), ...entry(trace)]),
  ]);
}

function entry({ article, duplicateOf }: Trace): Inline[] {
  const by = [article.source, duplicateOf === null ? null : 'a copy'].filter((part) => part !== null);
  return [linked(article.title, article.url), ...(by.length > 0 ? [text(` (${by.join(', ')})`)] : [])];
}

// ---- its sources -------------------------------------------------------------------------------------------------------

async function sourcesReply({ story, articles }: Told, room: Room): Promise<Reply> {
  const now = room.clock.now();
  const copies = articles.filter(({ duplicateOf }) => duplicateOf !== null).length;
  const publishers = counted(publisherCount(story.sources), 'publisher');
  const copied = copies === 0 ? '' : `, ${copies === 1 ? 'one of them a copy' : `${copies} of them copies`}`;
  const lines = articles.map((trace) => [
    ...sourceInline(sourceOf(trace.article), now),
    ...(trace.duplicateOf === null ? [] : [text(' (a copy, counted as a source only)')]),
  ]);
  return toCaller({
    title: story.headline,
    say: `${counted(articles.length, 'article')} by ${publishers}${copied}.`,
    sections: [
      ...(await corrections(story.storyId, now, room)),
      section('sources', 'Who told it', lines),
      section('quotes', 'The quotes behind its bullets', quotesOf(story, now)),
    ].filter(({ blocks }) => blocks.length > 0),
    controls: button('The story', 'news story', { story: story.storyId }),
  });
}

/** Each bullet once, with every quote that it rests on; a sentence of the article itself stands as its own quote. */
function quotesOf({ actors, implications, sources }: DigestStory, now: Date): Bullet[] {
  return [...actors, ...implications].map((claim) => {
    const quotes = claim.evidence.map(({ quote, articleId }) => {
      const source = sources.find((one) => one.articleId === articleId);
      return { quote: safeText(quote).trim(), attribution: source ? safeText(attribution(source, now)) : null };
    });
    const isVerbatim = folded(quotes[0]?.quote ?? '') === folded(claim.text);
    if ('name' in claim)
      return { inline: [bold(claim.name), ...(isVerbatim ? [] : [text(`: ${claim.text}`)])], quotes };
    return { inline: [text(isVerbatim ? 'What may follow' : claim.text)], quotes };
  });
}
