/** One bullet: the words of the article that it rests on, who says the same, what was checked, and whether it was told here. */
import { saysNoMore, saysTheSame } from '../../digest/claims.ts';
import { moment } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Bullet as Line } from '../../message/message.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import { safeText } from '../../message/safe.ts';
import type { Told as Telling } from '../../ports/archive.ts';
import type { Story } from '../../story/story.ts';
import type { Reply } from '../command.ts';
import { echoed, section, sentence, text, toCaller } from '../reply.ts';
import type { Call } from '../room.ts';
import { askWhich, button, choice } from './choose.ts';
import { corrections } from './set-right.ts';
import { attribution, type Told } from './told.ts';
import { filled } from './why-article.ts';
import { type Bullet, bulletMenu, bulletsNamed, bulletsOf, type ClaimTold, keyOf, labelOf } from './why-bullets.ts';
import { checksOf } from './why-checks.ts';
import { UNSUPPORTED_TITLE, unsupportedWords } from './why-unsupported.ts';
import { type Asking, readerName } from './why-way.ts';

/** The bullet that the words name; a question where several could be meant, or none is. */
export async function whyBullet(words: string, story: Story, whole: Told, call: Call, asking: Asking): Promise<Reply> {
  const bullets = bulletsOf(whole);
  const [, number] = NUMBER.exec(words) ?? [];
  if (number !== undefined) return bulletNumbered(Number(number), story, whole, asking);
  const named = bulletsNamed(words, bullets);
  const [only, ...others] = new Map(named.map((bullet) => [bullet.label, bullet])).values();
  if (only && others.length === 0) return bulletReply(only, story, whole, asking);
  const offered = only ? [only, ...others] : bullets.filter(({ kind }) => kind !== 'unsupported');
  if (offered.length === 0) return sentence('This story has no bullet: nothing in it could be verified.');
  const say = only
    ? `Several bullets may be meant by ${echoed(words)}: which one?`
    : `No bullet of “${story.title}” goes by ${echoed(words)}. These there are:`;
  const choices = offered.flatMap((bullet) => choice(bullet.label, keyOf(bullet)));
  const known: Call = { ...call, args: { ...call.args, story: story.id } };
  return askWhich(say, { fills: 'bullet', label: 'Choose a bullet', choices }, known, asking.room);
}

const NUMBER = /^\s*#?(\d{1,2})\.?\s*$/;

/** Counted as a digest shows them: the actors, then the implications. */
async function bulletNumbered(number: number, story: Story, whole: Told, asking: Asking): Promise<Reply> {
  const shown = bulletsOf(whole).filter(({ kind }) => kind === 'shown');
  const bullet = shown[number - 1];
  if (bullet) return bulletReply(bullet, story, whole, asking);
  return toCaller({
    say: `“${story.title}” has ${counted(shown.length, 'bullet')}.`,
    controls: bulletMenu(whole),
  });
}

async function bulletReply(bullet: Bullet, story: Story, whole: Told, asking: Asking): Promise<Reply> {
  const controls = [
    ...button('The story', 'news story', { story: story.id }),
    ...button('Why the story', 'news why', { story: story.id }),
  ];
  const foot = `Times in ${asking.zone}`;
  if (bullet.kind === 'unsupported') {
    const { said, article, reader } = bullet;
    const by = `Of ${inQuotationMarks(article.title)} (${attribution(article, asking.room.clock.now())}), by ${readerName(reader)}`;
    const lines = [unsupportedWords(said), by];
    const say = 'Left out of everything: the article does not bear it out.';
    return toCaller({
      title: story.title,
      say,
      sections: [section('unsupported', UNSUPPORTED_TITLE, lines)],
      controls,
    });
  }
  const { claim } = bullet;
  const dropped = bullet.kind === 'dropped' ? bullet.because : null;
  return toCaller({
    title: story.title,
    say: dropped === null ? await toldHere(claim, story.id, whole, asking) : `Not shown by itself: ${dropped}.`,
    sections: filled([
      ...(await corrections(story.id, asking.caller, asking.room)),
      section('bullet', 'name' in claim ? 'Key actor' : 'Implication', [labelOf(claim)]),
      section('rests', 'It rests on', restsOn(claim, whole, asking)),
      section('same', 'Who says so', publishersOf(claim, whole, asking)),
      section('checked', 'What was checked', checksOf(claim, whole)),
    ]),
    foot,
    controls,
  });
}

/** Each quote with where it stands; `articles` hold the text as it is stored. */
function restsOn({ evidence }: ClaimTold, { articles }: Told, { room }: Asking): Line[] {
  return evidence.map(({ articleId, quote, start, end }) => {
    const article = articles.find((trace) => trace.article.id === articleId)?.article;
    if (!article) return { inline: [text('An article that is gone')], quotes: [] };
    const stands = article.text.slice(start, end) === quote;
    const place = `In ${inQuotationMarks(article.title)}`;
    return {
      inline: [text(stands ? `${place}: found there word for word` : `${place}: it reads otherwise now`)],
      quotes: [{ quote: safeText(quote).trim(), attribution: safeText(attribution(article, room.clock.now())) }],
    };
  });
}

function publishersOf(claim: ClaimTold, { articles, read }: Told, { room }: Asking): string[] {
  const rests = new Set(claim.evidence.map(({ articleId }) => articleId));
  const saying = read.filter(
    ({ articleId, duplicateOf, summary }) =>
      rests.has(duplicateOf ?? articleId) ||
      [...summary.actors, ...summary.implications].some((other) => saysTheSame(other, claim)),
  );
  const lines = saying.flatMap(({ articleId }) => {
    const trace = articles.find(({ article }) => article.id === articleId);
    if (!trace) return [];
    const copied = trace.duplicateOf === null ? '' : ' — a copy, which counts as a source only';
    return [`${attribution(trace.article, room.clock.now())}${copied}`];
  });
  return [...new Set(lines)];
}

// ---- told here -------------------------------------------------------------------------------------------------------

async function toldHere(claim: ClaimTold, storyId: string, { articles }: Told, asking: Asking): Promise<string> {
  const { caller, room, zone } = asking;
  const tellings = (await room.archive.told(caller.channel, [storyId])).get(storyId) ?? [];
  const last = tellings.at(-1);
  if (!last) return 'Not told here: no digest of this channel told its story.';
  const saying = tellings.filter(({ story }) => claimsOf(story).some((one) => isSame(one, claim)));
  const days = saying.map(({ publishedAt }) => moment(publishedAt, zone));
  if (days.length > 0) return `Told here in the digest of ${days.join(' and of ')}.`;
  const read = claim.evidence.map(
    ({ articleId }) => articles.find(({ article }) => article.id === articleId)?.reading.readAt?.getTime() ?? 0,
  );
  if (Math.min(...read) >= last.publishedAt.getTime())
    return `Not told here yet: it came in after the digest of ${moment(last.publishedAt, zone)}.`;
  const before = tellings.find(({ story }) => claimsOf(story).some((one) => saysNoMore(claim, one)));
  if (before) return `Not told here: the digest of ${moment(before.publishedAt, zone)} had said as much.`;
  const left = tellings.find(({ story }) => (story.lighter ?? 0) > 0);
  if (left)
    return `Not told here: the digest of ${moment(left.publishedAt, zone)} left it out as one of its lighter bullets.`;
  return `Not told here: the digest of ${moment(last.publishedAt, zone)} has other bullets of this story.`;
}

function claimsOf({ actors, implications }: Telling['story']): readonly ClaimTold[] {
  return [...actors, ...implications];
}

function isSame(one: ClaimTold, other: ClaimTold): boolean {
  return 'name' in one === 'name' in other && saysTheSame(one, other);
}
