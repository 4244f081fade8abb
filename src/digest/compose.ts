/**
 * From a digest to the words of a message: the bottom line first, whole stories, everything said once. All text of
 * others is made safe here; each platform's renderer only adds its own form.
 */
import { createHash } from 'node:crypto';
import type { Action, Control } from '../message/control.ts';
import type { Block, Inline, Message, Section } from '../message/message.ts';
import { safeUrl } from '../message/safe.ts';
import {
  actorBullets,
  attributionOf,
  deltaBullet,
  disputeBullets,
  implicationBullets,
  type Telling,
} from './bullets.ts';
import { isOnOneThing, saidBy, saidIn } from './claims.ts';
import type { Digest, DigestSource, DigestStory } from './digest.ts';
import { bold, clean, italic, text } from './inline.ts';
import { publisherCount } from './publishers.ts';
import { dayIn, longDay, moment, shortDay } from './times.ts';
import { ALL_TOPICS } from './topic.ts';
import { counted } from './words.ts';

/** Shown whole in the first place; the reader has a minute. The rest are counted and follow. */
export const MAX_STORIES = 7;
/** A bottom line of more than this is no longer one. Characters. */
const BOTTOM_LINE_LENGTH = 300;
const OFFLINE = 'offline';

/** Composes the message that tells a digest, whether of many stories or of a quiet day. Pure; any text is safe to give. */
export function composeMessage(digest: Digest): Message {
  const title = `News digest — ${longDay(digest.window.to, digest.zone)}`;
  if (digest.stories.length === 0) return quietMessage(title, digest);
  const sections = digest.stories.map((story) => sectionOf(story, digest));
  const { bottomLine, untold } = bottomLineOf(digest.stories);
  return {
    notification: untold > 0 ? `${bottomLine} And ${counted(untold, 'more story', 'more stories')}.` : bottomLine,
    title,
    context: [text(contextOf(digest))],
    bottomLine: [text(bottomLine)],
    sections: sections.slice(0, MAX_STORIES),
    more: sections.slice(MAX_STORIES),
    foot: [text(footOf(digest))],
  };
}

/** What can be done with a posted digest: each a command about this digest, whose id is all that a platform keeps. */
export function digestControls(digestId: string): Control[] {
  const action = (command: string): Action => ({ command: `news ${command}`, args: { digest: digestId } });
  return [
    { kind: 'button', label: 'Ask', action: action('ask'), look: 'primary' },
    { kind: 'button', label: 'Why', action: action('why') },
    { kind: 'button', label: 'Sources', action: action('sources') },
    { kind: 'button', label: 'Follow', action: action('follow') },
    { kind: 'button', label: 'Report', action: action('report') },
  ];
}

// ---- the opening -----------------------------------------------------------------------------------------------------

/**
 * The first headlines that make one or two whole sentences, and how many stories they leave untold. A headline is never
 * cut, so a huge one is passed over.
 */
function bottomLineOf(stories: readonly DigestStory[]): { bottomLine: string; untold: number } {
  const sentences: string[] = [];
  for (const story of stories.slice(0, 2)) {
    const longer = [...sentences, sentence(clean(newest(story)))];
    if (longer.join(' ').length <= BOTTOM_LINE_LENGTH) sentences.push(...longer.slice(-1));
  }
  if (sentences.length > 0) return { bottomLine: sentences.join(' '), untold: stories.length - sentences.length };
  return { bottomLine: `${counted(stories.length, 'new story', 'new stories')}.`, untold: 0 };
}

/** A longer one needs its story around it. Characters. */
const LONGEST_DELTA = 160;

/** What is new in the story, where its headline doesn't say so and it is short enough to be read at a glance. */
function newest({ headline, delta }: DigestStory): string {
  if (delta === null || delta.text.length > LONGEST_DELTA) return headline;
  return isOnOneThing(saidIn(headline), saidBy(delta)) ? headline : delta.text;
}

function contextOf(digest: Digest): string {
  const { window, zone, stories } = digest;
  const publishers = publisherCount(stories.flatMap(({ sources }) => sources));
  const span = `${moment(window.from, zone)} – ${moment(window.to, zone)} (${zone})`;
  const counts =
    `${counted(stories.length, 'story', 'stories')} from ${counted(publishers, 'publisher')}, ` +
    `${counted(digest.considered, 'article')} looked through`;
  return [topicList(digest, 'Everything', ', '), span, counts].join(' · ');
}

// ---- stories ---------------------------------------------------------------------------------------------------------

function sectionOf(story: DigestStory, { window: { to: now }, zone }: Digest): Section {
  const telling = { story, now };
  const actors = actorBullets(telling);
  const implications = implicationBullets(telling);
  const disputes = disputeBullets(telling);
  const blocks: Block[] = [...correctionsOf(story, now), { kind: 'note', inline: [text(standingOf(story))] }];
  blocks.push(...newsOf(telling, zone));
  if (story.note !== null) blocks.push({ kind: 'paragraph', inline: [italic(clean(story.note))] });
  if (actors.length > 0) blocks.push({ kind: 'bullets', label: 'Key actors', items: actors });
  if (implications.length > 0) blocks.push({ kind: 'bullets', label: 'Implications', items: implications });
  if (disputes.length > 0) blocks.push({ kind: 'bullets', label: 'Sources differ', items: disputes });
  blocks.push({ kind: 'note', inline: sourceLine(story, now) });
  return { id: story.storyId, title: clean(story.headline), blocks };
}

/** What the channel was not told before, since when. */
function newsOf(telling: Telling, zone: string): Block[] {
  const { toldBefore } = telling.story;
  const bullet = deltaBullet(telling);
  if (bullet === null || toldBefore === null) return [];
  return [{ kind: 'bullets', label: `Since ${dayIn(toldBefore, zone)}`, items: [bullet] }];
}

/** What was set right, before all else, with its day (UTC). */
export function correctionsOf({ corrections }: DigestStory, now: Date): Block[] {
  return corrections.map(({ text: words, at }) => ({
    kind: 'paragraph',
    inline: [bold(`Corrected ${shortDay(at.toJSON().slice(0, 10), now)}: `), text(clean(words))],
  }));
}

/** `NEW · 3 publishers · shipping, trade · 2 lighter bullets left out`. */
function standingOf(story: DigestStory): string {
  const publishers = publisherCount(story.sources);
  const parts = [story.status.toUpperCase()];
  if (publishers > 1) parts.push(counted(publishers, 'publisher'));
  if (story.topics.length > 0) parts.push(clean(story.topics.join(', ')));
  if (story.lighter !== undefined) parts.push(`${counted(story.lighter, 'lighter bullet')} left out`);
  return parts.join(' · ');
}

/** Each article's title and publisher, after `Source:` or `Sources:`. */
export function sourceLine({ headline, sources }: Pick<DigestStory, 'headline' | 'sources'>, now: Date): Inline[] {
  const label = text(sources.length === 1 ? 'Source: ' : 'Sources: ');
  const named = sources.map((source) => sourceInline(source, headline, now));
  return [label, ...named.flatMap((inline, index) => (index === 0 ? inline : [text('; '), ...inline]))];
}

/** The article's title, linked, and its publisher; the publisher alone where the title is the story's own headline. */
function sourceInline(source: DigestSource, headline: string, now: Date): Inline[] {
  const url = source.url === null ? null : safeUrl(source.url);
  const linked = (words: string): Inline => (url === null ? text(words) : { kind: 'link', text: words, url });
  const title = clean(source.title);
  const attribution = attributionOf(source, now);
  if (attribution === null) return [linked(title)];
  return title === clean(headline) ? [linked(attribution)] : [linked(title), text(` — ${attribution}`)];
}

// ---- the end ---------------------------------------------------------------------------------------------------------

/** Who read it, and what is missing. */
export function footOf(digest: Digest): string {
  const sentences = [readBy(digest.stories)];
  const { crowdedOut = 0 } = digest;
  if (crowdedOut > 0) {
    sentences.unshift(
      `${counted(crowdedOut, 'lighter story', 'lighter stories')} had no room; /news search finds them.`,
    );
  }
  if (digest.trouble !== null) sentences.push(sentence(`Incomplete: ${clean(digest.trouble)}`));
  return sentences.join(' ');
}

function readBy(stories: readonly DigestStory[]): string {
  const readers = [...new Set(stories.map(({ reader }) => reader))];
  const models = readers.filter((reader) => reader !== OFFLINE).map(clean);
  if (models.length === 0) return 'Read by the offline reader: the bullets are the articles’ own sentences.';
  const all = readers.includes(OFFLINE) ? [...models, 'the offline reader'] : models;
  return `Read by ${listed(all, 'and')}; every bullet was checked against its article’s own words.`;
}

// ---- quiet days ------------------------------------------------------------------------------------------------------

/** One line: that there is nothing, and whether that can be relied on. */
function quietMessage(title: string, digest: Digest): Message {
  const line = digest.trouble === null ? quietLine(digest) : troubledLine(digest, clean(digest.trouble));
  return { notification: line, title, context: [], bottomLine: [text(line)], sections: [], more: [], foot: [] };
}

function quietLine(digest: Digest): string {
  const { considered, topics, window, zone } = digest;
  const since = `since ${moment(window.from, zone)}`;
  if (considered === 0) return `Nothing new ${since}: no articles came in.`;
  const read = `${counted(considered, 'article was', 'articles were')} read`;
  return topics.includes(ALL_TOPICS)
    ? `Nothing new ${since}: ${read}, none with news that could be verified.`
    : `Nothing new on ${topicList(digest, '', ' or ')} ${since}: ${read}.`;
}

function troubledLine({ window, zone }: Digest, trouble: string): string {
  return sentence(`No story to tell since ${moment(window.from, zone)}, but that may be wrong: ${trouble}`);
}

// ---- words -----------------------------------------------------------------------------------------------------------

/** What is asked for, or `everything` in the words given. */
export function topicList({ topics, actors }: Digest, everything: string, between: string): string {
  return topics.includes(ALL_TOPICS) ? everything : clean([...topics, ...actors].join(between));
}

function listed(words: readonly string[], and: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
}

/** Ends with a full stop unless it ends as a sentence already. */
function sentence(words: string): string {
  return /[.!?…。！？]["'”’»)]*$/u.test(words) ? words : `${words}.`;
}

// ---- identity --------------------------------------------------------------------------------------------------------

/** Discord's nonce takes at most 25 characters: https://discord.com/developers/docs/resources/message#create-message */
const KEY_LENGTH = 24;

/** The same subscription and window end give the same digest, so that it cannot come to be twice. 24 characters. */
export function digestId(subscriptionId: string, windowTo: Date): string {
  return keyOf('digest', subscriptionId, windowTo.toISOString());
}

/** Names one part of one digest on its platform: 24 of the characters A–Z a–z 0–9 - _. `part` 0 is the root. */
export function deliveryKey(id: string, part: number): string {
  return keyOf('delivery', id, String(part));
}

function keyOf(...fields: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, KEY_LENGTH);
}
