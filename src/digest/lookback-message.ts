/** From the look back of a week to the words of a message: how its stories moved, and who rose and fell. */
import type { Block, Bullet, Message, Section } from '../message/message.ts';
import { attributionOf, deltaBullet } from './bullets.ts';
import { composeMessage, correctionsOf, footOf, MAX_STORIES, sourceLine, topicList } from './compose.ts';
import type { ActorMovement, Change, Digest, DigestStory, Lookback, Movement } from './digest.ts';
import { bold, clean, italic, text } from './inline.ts';
import { publisherCount } from './publishers.ts';
import { longDay, moment, shortDay } from './times.ts';
import { counted } from './words.ts';

/** Of actors in the bottom line, each way. */
const MOST_IN_BOTTOM_LINE = 2;

/** The message of a digest of either kind. Pure; any text is safe to give. */
export function messageOf(digest: Digest): Message {
  return digest.lookback ? composeLookback(digest, digest.lookback) : composeMessage(digest);
}

function composeLookback(digest: Digest, lookback: Lookback): Message {
  const title = `Look back — week to ${longDay(digest.window.to, digest.zone)}`;
  if (digest.stories.length === 0) return quietMessage(title, digest);
  const bottomLine = bottomLineOf(lookback);
  const movements = new Map(lookback.moved.map((movement) => [movement.storyId, movement]));
  const sections = [
    ...actorSection(lookback, digest),
    ...digest.stories.map((story) => storySection(story, movements.get(story.storyId), digest)),
    ...stillSection(lookback, digest),
  ];
  const left = movedIn(lookback) - digest.stories.length;
  const foot = [
    ...(left > 0 ? [`${counted(left, 'lighter story is', 'lighter stories are')} counted and not told.`] : []),
    ...(lookback.hasWeekBefore ? [] : [NO_WEEK_BEFORE]),
    footOf(digest),
  ];
  return {
    notification: bottomLine,
    title,
    context: [text(contextOf(digest, lookback))],
    bottomLine: [text(bottomLine)],
    sections: sections.slice(0, MAX_STORIES),
    more: sections.slice(MAX_STORIES),
    foot: [text(foot.join(' '))],
  };
}

const NO_WEEK_BEFORE =
  'There is no week before to compare with: the archive does not reach back to its beginning, so nobody can be said to have risen or fallen.';

// ---- the opening -----------------------------------------------------------------------------------------------------

/** `This week: 14 stories, 5 of them grew, 1 woke; Harbour Union rose, Port Authority fell.` */
function bottomLineOf(lookback: Lookback): string {
  const { counts, rose, fell } = lookback;
  const all = movedIn(lookback);
  const movements = [
    counts.grew > 0 ? `${counts.grew} of them grew` : '',
    counts.woke > 0 ? `${counts.woke} woke` : '',
  ];
  const how = counts.new === all ? [all === 1 ? 'a new one' : 'all of them new'] : movements;
  const stories = [counted(all, 'story', 'stories'), ...how].filter((part) => part !== '').join(', ');
  const actors = [named(rose, 'rose'), named(fell, 'fell')].filter((part) => part !== '').join(', ');
  return `This week: ${[stories, actors].filter((part) => part !== '').join('; ')}.`;
}

const movedIn = ({ counts }: Lookback) => counts.new + counts.grew + counts.woke;

function named(actors: readonly ActorMovement[], verb: string): string {
  const names = actors.slice(0, MOST_IN_BOTTOM_LINE).map(({ name }) => clean(name));
  return names.length === 0 ? '' : `${names.join(' and ')} ${verb}`;
}

function contextOf(digest: Digest, lookback: Lookback): string {
  const { window, zone, considered, stories } = digest;
  const publishers = publisherCount(stories.flatMap(({ sources }) => sources));
  const span = `${moment(window.from, zone)} – ${moment(window.to, zone)} (${zone})`;
  const told = movedIn(lookback) === stories.length ? 'from' : 'told, from';
  const counts = `${counted(stories.length, 'story', 'stories')} ${told} ${counted(publishers, 'publisher')}`;
  return [
    topicList(digest, 'Everything', ', '),
    span,
    `${counts}, ${counted(considered, 'article')} looked through`,
  ].join(' · ');
}

// ---- stories ---------------------------------------------------------------------------------------------------------

function storySection(story: DigestStory, movement: Movement | undefined, { window: { to: now } }: Digest): Section {
  const blocks: Block[] = [...correctionsOf(story, now)];
  if (movement) blocks.push({ kind: 'note', inline: [text(standingOf(story, movement, now))] });
  const bullet = deltaBullet({ story, now });
  if (bullet) blocks.push({ kind: 'bullets', label: 'This week', items: [bullet] });
  if (story.note !== null) blocks.push({ kind: 'paragraph', inline: [italic(clean(story.note))] });
  blocks.push({ kind: 'note', inline: sourceLine(story, now) });
  return { id: story.storyId, title: clean(story.headline), blocks };
}

/** `GREW from 2 to 6 articles and from 1 to 4 publishers · 16 Nov – 20 Nov · shipping`. */
function standingOf({ topics }: DigestStory, movement: Movement, now: Date): string {
  const parts = [movementInWords(movement), daysOf(movement, now)];
  if (movement.hasClosed) parts.push('closed since');
  if (topics.length > 0) parts.push(clean(topics.join(', ')));
  return parts.join(' · ');
}

function movementInWords({ kind, articles, publishers }: Movement): string {
  if (kind === 'new') {
    return `NEW THIS WEEK, ${counted(articles.now, 'article')} from ${counted(publishers.now, 'publisher')}`;
  }
  const grown = `from ${articles.before} to ${counted(articles.now, 'article')} and ${fromTo(publishers, 'publisher')}`;
  return kind === 'woke' ? `WOKE, ${grown}` : `GREW ${grown}`;
}

function fromTo({ before, now }: Change, noun: string): string {
  return before === now ? `still ${counted(now, noun)}` : `from ${before} to ${counted(now, noun)}`;
}

function daysOf({ firstDay, lastDay }: Movement, now: Date): string {
  const [first, last] = [shortDay(firstDay, now), shortDay(lastDay, now)];
  return first === last ? first : `${first} – ${last}`;
}

/** What came to rest, in a line each; of the others how many they are. */
function stillSection({ still, counts }: Lookback, { window: { to: now } }: Digest): Section[] {
  if (still.length === 0) return [];
  const items = still.map(
    ({ headline, lastDay }): Bullet => ({
      inline: [text(`${clean(headline)} (last on ${shortDay(lastDay, now)})`)],
      quotes: [],
    }),
  );
  const left = counts.quiet - items.length;
  if (left > 0) items.push({ inline: [text(`${counted(left, 'more story', 'more stories')}`)], quotes: [] });
  return [{ id: 'still', title: 'Went quiet', isAside: true, blocks: [{ kind: 'bullets', label: '', items }] }];
}

// ---- actors ----------------------------------------------------------------------------------------------------------

/** `Harbour Union: 5 stories from 4 publishers; the week before, 1 story from 1 publisher`, with words in which it is named. */
function actorSection({ rose, fell }: Lookback, { window: { to: now } }: Digest): Section[] {
  const blocks = [
    { label: 'Rose', actors: rose },
    { label: 'Fell', actors: fell },
  ].flatMap(({ label, actors }): Block[] => {
    const items = actors.map((actor) => actorBullet(actor, now));
    return items.length === 0 ? [] : [{ kind: 'bullets', label, items }];
  });
  return blocks.length === 0 ? [] : [{ id: 'actors', title: 'Who rose and fell', isAside: true, blocks }];
}

function actorBullet({ name, stories, publishers, evidence, source }: ActorMovement, now: Date): Bullet {
  const inWeek = (week: keyof Change) =>
    stories[week] === 0
      ? 'no story'
      : `${counted(stories[week], 'story', 'stories')} from ${counted(publishers[week], 'publisher')}`;
  return {
    inline: [bold(clean(name)), text(`: ${inWeek('now')}; the week before, ${inWeek('before')}`)],
    quotes: [{ quote: clean(evidence.quote), attribution: attributionOf(source, now) }],
  };
}

// ---- quiet weeks -----------------------------------------------------------------------------------------------------

/** One line: that nothing moved, and whether that can be relied on. */
function quietMessage(title: string, digest: Digest): Message {
  const { window, zone, considered, trouble } = digest;
  const since = `since ${moment(window.from, zone)}`;
  const what = topicList(digest, '', ' or ');
  const on = what === '' ? '' : ` on ${what}`;
  const read = considered === 0 ? 'no articles came in' : `${counted(considered, 'article was', 'articles were')} read`;
  const line =
    trouble === null
      ? `A quiet week: no story${on} moved ${since}; ${read}.`
      : `No story${on} moved ${since}, but that may be wrong: ${clean(trouble)}`;
  return { notification: line, title, context: [], bottomLine: [text(line)], sections: [], more: [], foot: [] };
}
